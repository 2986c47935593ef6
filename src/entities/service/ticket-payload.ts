import type { Writing } from '../../graph/declare/writing';
import { tellsRecord } from '../change/change-payload';
import { ServiceTicket } from './service-ticket.type';

export const longest = { subject: 200, description: 4_000, resolution: 4_000, articleCode: 50, code: 50 };

/** Makes a type the payload of a change of a ticket. */
export const tellsTicket = tellsRecord({
  name: 'serviceTicket',
  to: ServiceTicket,
  description: 'The ticket as it stands now; null where the change was refused.',
  key: 'ticket',
});

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
