import { aliasedTable, type SQL, sql } from 'drizzle-orm';
import { badInput } from '../../errors';
import { by, QueryRoot, toPage } from '../../graph/declare/edge';
import type { Row } from '../../graph/declare/field';
import type { SourceJoin } from '../../graph/declare/join';
import { enumType, LocalDate } from '../../graph/declare/types';
import { customer } from '../customer/customer.table';
import { reachedIn } from '../measure/reached-in';
import { inUnit, ofUnit } from '../org-unit/of-unit';
import { complaint } from './complaint.table';
import { complaintRate } from './complaint-rate.rows';
import { ComplaintRate } from './complaint-rate.type';

const values: Readonly<Record<string, SQL>> = {
  CATEGORY: sql`c.category`,
  CHANNEL: sql`c.channel`,
  PRODUCT: sql`(select p.code from product as p where p.id = c.product_id)`,
  UNIT: sql`(select u.code from org_unit as u join customer as k on k.org_unit_id = u.id where k.customer_id = c.customer_id)`,
  MONTH: sql`date_trunc('month', days.received::timestamp)::date::text`,
};

const ComplaintDimension = enumType(
  'ComplaintDimension',
  ['CATEGORY', 'CHANNEL', 'PRODUCT', 'UNIT', 'MONTH'] as const,
  'What complaints have in common.',
  {
    CATEGORY: 'What they are about.',
    CHANNEL: 'The way they came in.',
    PRODUCT: 'The product they are about, by its code.',
    UNIT: 'The home branch of the customer, by its code.',
    MONTH: 'The month in which they were received.',
  },
);

const day = (description: string) => ({ type: () => LocalDate, nullable: true, description });
const dayText = (value: unknown) => (value as Date).toISOString().slice(0, 10);

toPage({
  from: QueryRoot,
  name: 'complaintRates',
  to: ComplaintRate,
  description:
    'How many complaints of customers in the reader’s scope were received, ended and stayed open in a period, and for how long, by what they have in common.',
  arguments: {
    by: {
      type: () => ComplaintDimension,
      description: 'What they are counted by.',
      choices: { CATEGORY: 'C1', CHANNEL: 'C1', PRODUCT: 'C1', UNIT: 'C1', MONTH: 'C1' },
    },
    from: day('The first day of the period; a year before its last unless given.'),
    to: day('The last day of the period; today unless given.'),
    ...ofUnit,
  },
  check: ({ from, to }) => {
    if (from instanceof Date && to instanceof Date && from > to)
      throw badInput(`A period cannot begin on ${dayText(from)} and end on ${dayText(to)}, before.`);
  },
  timeless: true,
  leavesScope: true,
  order: [by(complaintRate.received, 'DESC'), by(complaintRate.key)],
  source: rates,
});

function rates(join: SourceJoin): SQL {
  const { inputs } = join;
  const given = (name: string, otherwise: SQL) =>
    inputs.has(name) ? inputs.argument(name, 'date', dayText) : otherwise;
  const last = given('to', inputs.viewer('today'));
  const first = given('from', sql`${last} - 364`);
  const dayOf = (moment: SQL) => sql`(${moment} at time zone ${inputs.viewer('timeZone')})::date`;
  const [own, whole] = [aliasedTable(complaint, 'c'), aliasedTable(customer, 'k')] as unknown as [Row, Row];
  const isOpen = sql.raw('(closed is null or closed > last)');
  const openFor = (least: number, most: number | null) =>
    sql.raw(
      `count(*) filter (where (closed is null or closed > last) and last - received >= ${least}${most === null ? '' : ` and last - received <= ${most}`})::int`,
    );
  return sql`
    with told as materialized (
      select c.customer_id, c.scope_key, ${values[inputs.choice('by') ?? 'CATEGORY']} as value, days.*, ${first} as first, ${last} as last
      from ${complaint} as "c" cross join lateral (
        select ${dayOf(sql`c.received_at`)} as received, ${dayOf(sql`c.closed_at`)} as closed, ${dayOf(sql`c.due_at`)} as due
      ) as days
      where days.received <= ${last} and (days.closed is null or days.closed >= ${first})
        and ${inUnit(inputs, own.scopeKey)} and ${reachedIn(join, 'C1')(complaint, 'c')}
    ), everybody as materialized (
      select count(*) as customers from ${customer} as "k"
      where ${inUnit(inputs, whole.scopeKey)} and ${reachedIn(join, 'C1')(customer, 'k')}
    )
    select min(customer_id) as customer_id, (array_agg(scope_key order by customer_id))[1] as scope_key,
      coalesce(value, '') collate "C" as key, value, count(*) filter (where received >= first)::int as received,
      count(*) filter (where closed between first and last)::int as closed, count(*) filter (where ${isOpen})::int as open,
      count(*) filter (where ${isOpen} and due <= last)::int as overdue,
      round(avg(closed - received) filter (where closed between first and last), 1) as mean_days_to_close,
      ${openFor(0, 3)} as open_up_to_3, ${openFor(4, 15)} as open_up_to_15, ${openFor(16, 60)} as open_up_to_60,
      ${openFor(61, null)} as open_longer,
      round(count(*) filter (where received >= first) * 1000.0 / nullif((select customers from everybody), 0), 2) as per_thousand_customers
    from told group by value`;
}
