import type { Statements } from '../../database/connect';

/** What was written of one record: told as an event under the change's type. */
export interface Written {
  readonly customer: bigint;
  /** The prefix of the record's public id, and its row. */
  readonly prefix: string;
  readonly row: bigint;
  readonly fields: readonly string[];
  readonly version?: number;
}

interface Told {
  /** The type of the events. */
  readonly event: string;
  readonly written: readonly Written[];
  /** Who did it; null where no person did. */
  readonly employee: bigint | null;
  readonly client: string;
  readonly at: Date;
}

// Any two 32-bit numbers do, as long as nobody else locks by them.
const order = [0x633336, 0x657674] as const;

/** Tells the events of a change at the end of its transaction: one commit after the other, so that keys rise with them. */
export async function tellEvents(sql: Statements, { event, written, employee, client, at }: Told): Promise<void> {
  if (written.length === 0) return;
  const rows = written.map(({ customer, row, version = null, ...one }) => ({
    ...one,
    customer: String(customer),
    row: String(row),
    version,
  }));
  await sql`select pg_advisory_xact_lock(${order[0]}::int, ${order[1]}::int)`;
  await sql`
    insert into change_event (customer_id, type, at, subject_id, fields, version, employee_id, client_id)
    select customer, ${event}, ${at.toISOString()}::text::timestamptz, public_id(prefix || '_', customer, row), fields, version,
      ${employee}, ${client}
    from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb)
      as w (customer bigint, prefix text, row bigint, fields text[], version int)`;
}
