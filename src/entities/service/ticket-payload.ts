import { sql } from 'drizzle-orm';
import { toOne } from '../../graph/declare/edge';
import type { TypeClass } from '../../graph/declare/field';
import { payload } from '../../graph/declare/mutation';
import type { Writing } from '../../graph/declare/writing';
import { refused } from '../change/refusals';
import { ServiceTicket } from './service-ticket.type';

export const longest = { subject: 200, description: 4_000, resolution: 4_000, articleCode: 50, code: 50 };

/** Makes a type the payload of a change of a ticket. */
export function tellsTicket(type: TypeClass): void {
  payload(type);
  toOne({
    from: type,
    name: 'serviceTicket',
    to: ServiceTicket,
    description: 'The ticket as it stands now; null where the change was refused.',
    on: ({ row, inputs }) =>
      sql`${row.customerId} = ${inputs.changed('customer')} and ${row.id} = ${inputs.changed('ticket')}`,
  });
}

export interface StandingTicket {
  readonly customer: bigint;
  readonly id: bigint;
  readonly version: number;
  readonly status: string;
  readonly queue: bigint;
  readonly article: bigint | null;
}

/** The ticket that an input names, held until the change is made; null where it is out of reach. */
export async function ticketNamed(id: string, { sql: own, reached }: Writing): Promise<StandingTicket | null> {
  const named = await reached(id, 'tkt');
  if (!named) return null;
  const [standing] = await own<StandingTicket[]>`
    select customer_id as customer, id, version, status, queue_unit_id as queue, article_id as article
    from service_ticket where customer_id = ${named.owner} and id = ${named.row} for update`;
  return standing ?? null;
}

/** The unit behind a code that an input gives. */
export async function unitNamed(code: string, field: string, { sql: own }: Writing): Promise<bigint> {
  const [unit] = await own<{ id: bigint }[]>`select id from org_unit where code = ${code}`;
  if (!unit) throw refused('NOT_ALLOWED', field, 'The bank has no such unit.');
  return unit.id;
}
