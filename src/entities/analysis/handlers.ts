import { type SQL, sql } from 'drizzle-orm';
import { enumType } from '../../graph/declare/types';

/** By whom business is told to be handled: of each kind of it the handler, as a key in text. */
interface Handlers {
  readonly description: string;
  /** Of a booking `t`, with the unit of its account. */
  readonly booking: SQL;
  /** The table that it is read from besides. */
  readonly bookingFrom?: SQL;
  /** Of a contact `i`. */
  readonly contact: SQL;
  readonly contactFrom?: SQL;
  /** Of a service ticket `s`. */
  readonly request: SQL;
  /** Of what a customer `c` opened, `o`. */
  readonly opening: SQL;
  readonly openingFrom?: SQL;
  /** What is told of a handler `g.handler`, and the table that it is read from. */
  readonly value: SQL;
  readonly name: SQL;
  readonly from?: SQL;
}

/** The primary customer manager `pa` on a day; there is one at a time. */
const manager = (owner: string, day: string) =>
  sql.raw(`left join portfolio_assignment as pa on pa.customer_id = ${owner} and pa.role = 'PRIMARY_RM'
    and pa.valid_from <= ${day} and (pa.valid_to is null or pa.valid_to > ${day})`);

const dictionary = (table: 'org_unit' | 'employee') =>
  sql.raw(`left join ${table} as u on u.id = nullif(g.handler, '')::bigint`);

/** Who or what handles business, each by its code. */
export const handlers = {
  UNIT: {
    description:
      'The unit, by its code: that keeps the account of a booking or an opening, or else is the customer’s home; of the employee who had the contact; whose queue the request stood in.',
    booking: sql`t.booking_unit_id`,
    contact: sql`e.org_unit_id`,
    contactFrom: sql`left join employee as e on e.id = i.employee_id`,
    request: sql`s.queue_unit_id`,
    opening: sql`coalesce(o.booking_unit_id, c.org_unit_id)`,
    value: sql`u.code`,
    name: sql`u.name`,
    from: dictionary('org_unit'),
  },
  EMPLOYEE: {
    description:
      'The employee, by staff number: who had the contact or owned the request; of bookings and openings the primary customer manager of the day.',
    booking: sql`pa.employee_id`,
    bookingFrom: manager('t.customer_id', 't.day'),
    contact: sql`i.employee_id`,
    request: sql`s.owner_employee_id`,
    opening: sql`pa.employee_id`,
    openingFrom: manager('o.customer_id', 'o.opened_on'),
    value: sql`u.staff_number`,
    name: sql`u.name`,
    from: dictionary('employee'),
  },
  CHANNEL: {
    description:
      'The channel; of an opening that of the last contact with the customer in the thirty days up to it, that day included.',
    booking: sql`t.channel`,
    contact: sql`i.channel`,
    request: sql`s.channel`,
    opening: sql`(
      select i.channel from interaction as i
      where i.customer_id = o.customer_id and i.at < o.touched_to and i.at >= o.touched_from
      order by i.at desc, i.id desc limit 1)`,
    value: sql`nullif(g.handler, '')`,
    name: sql`null`,
  },
} as const satisfies Readonly<Record<string, Handlers>>;

type Code = keyof typeof handlers;
const codes = Object.keys(handlers) as Code[];

export const BusinessHandler = enumType(
  'BusinessHandler',
  codes,
  'By whom or through what business was handled.',
  Object.fromEntries(codes.map((code) => [code, handlers[code].description])) as Record<Code, string>,
);

export const handlersBy = (code: string | undefined): Handlers => handlers[(code ?? 'UNIT') as Code];
