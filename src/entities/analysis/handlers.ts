import { type SQL, sql } from 'drizzle-orm';
import { enumType } from '../../graph/declare/types';

/** By whom business is told to be handled: of each kind of it the handler, as a key in text. */
interface Handlers {
  readonly description: string;
  /** Of a booking `t`, with the unit of its account. */
  readonly booking: SQL;
  /** Of a contact `i`. */
  readonly contact: SQL;
  /** Of a service ticket `s`. */
  readonly request: SQL;
  /** Of what a customer `c` opened, `o`. */
  readonly opening: SQL;
  /** The table of handlers `u` with the columns that tell of them. */
  readonly told?: { readonly table: string; readonly value: string; readonly name: string };
}

const manager = (owner: SQL, day: SQL) => sql`(
  select pa.employee_id from portfolio_assignment as pa
  where pa.customer_id = ${owner} and pa.role = 'PRIMARY_RM' and pa.valid_from <= ${day}
    and (pa.valid_to is null or pa.valid_to > ${day}))`;

/** What is told of handlers, each by its code. */
export const handlers: Readonly<Record<string, Handlers>> = {
  UNIT: {
    description:
      'The unit, by its code: that keeps the account of a booking or an opening, or else is the customer’s home; of the employee who had the contact; whose queue the request stood in.',
    booking: sql`t.booking_unit_id`,
    contact: sql`(select e.org_unit_id from employee as e where e.id = i.employee_id)`,
    request: sql`s.queue_unit_id`,
    opening: sql`coalesce(o.booking_unit_id, c.org_unit_id)`,
    told: { table: 'org_unit', value: 'code', name: 'name' },
  },
  EMPLOYEE: {
    description:
      'The employee, by staff number: who had the contact or owned the request; of bookings and openings the primary customer manager of the day.',
    booking: manager(sql`t.customer_id`, sql`t.day`),
    contact: sql`i.employee_id`,
    request: sql`s.owner_employee_id`,
    opening: manager(sql`o.customer_id`, sql`o.opened_on`),
    told: { table: 'employee', value: 'staff_number', name: 'name' },
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
  },
};

const codes = ['UNIT', 'EMPLOYEE', 'CHANNEL'] as const;

export const BusinessHandler = enumType(
  'BusinessHandler',
  codes,
  'By whom or through what business was handled.',
  Object.fromEntries(codes.map((code) => [code, handlers[code]?.description])) as Record<
    (typeof codes)[number],
    string
  >,
);
