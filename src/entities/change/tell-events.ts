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

/** The same of a record that belongs to no customer. */
export type WrittenOfBank = Omit<Required<Written>, 'customer'>;

interface Told {
  /** The type of the events. */
  readonly event: string;
  readonly written: readonly Written[];
  readonly ofBank?: readonly WrittenOfBank[];
  /** Who did it; null where no person did. */
  readonly employee: bigint | null;
  readonly client: string;
  readonly at: Date;
}

// Any two 32-bit numbers do, as long as nobody else locks by them.
const order = [0x633336, 0x657674] as const;

/** Tells the events of a change at the end of its transaction: one commit after the other, so that keys rise with them. */
export async function tellEvents(sql: Statements, { written, ofBank = [], ...told }: Told): Promise<void> {
  if (written.length + ofBank.length === 0) return;
  const { event, employee, client, at } = told;
  await sql`select pg_advisory_xact_lock(${order[0]}::int, ${order[1]}::int)`;
  if (written.length > 0)
    await sql`
      insert into change_event (customer_id, type, at, subject_id, fields, version, employee_id, client_id)
      select customer, ${event}, ${at.toISOString()}::text::timestamptz, public_id(prefix || '_', customer, row), fields, version,
        ${employee}, ${client}
      from jsonb_to_recordset(${rowsOf(written)}::text::jsonb)
        as w (customer bigint, prefix text, row bigint, fields text[], version int)`;
  if (ofBank.length > 0)
    await sql`
      insert into bank_event (type, at, subject_id, fields, version, employee_id, client_id)
      select ${event}, ${at.toISOString()}::text::timestamptz, public_id(prefix || '_', 0, row), fields, version,
        ${employee}, ${client}
      from jsonb_to_recordset(${rowsOf(ofBank)}::text::jsonb) as w (prefix text, row bigint, fields text[], version int)`;
}

const rowsOf = (written: readonly object[]) =>
  JSON.stringify(written, (_, value) => (typeof value === 'bigint' ? String(value) : value));
