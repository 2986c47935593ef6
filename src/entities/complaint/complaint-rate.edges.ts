import { type SQL, sql } from 'drizzle-orm';
import { by, QueryRoot, toPage } from '../../graph/declare/edge';
import type { SourceJoin } from '../../graph/declare/join';
import { enumType } from '../../graph/declare/types';
import { customer } from '../customer/customer.table';
import { checkPeriod, ofPeriod, periodOf } from '../measure/of-period';
import { reachedInUnit } from '../measure/reached-in';
import { ofUnit } from '../org-unit/of-unit';
import { complaint } from './complaint.table';
import { complaintRate } from './complaint-rate.rows';
import { ComplaintRate } from './complaint-rate.type';

const values: Readonly<Record<string, SQL>> = {
  CATEGORY: sql`c.category`,
  CHANNEL: sql`c.channel`,
  BUSINESS: sql`c.business`,
  GROUND: sql`c.ground`,
  CAUSE: sql`(select r.code from root_cause as r where r.id = c.root_cause_id)`,
  PRODUCT: sql`(select p.code from product as p where p.id = c.product_id)`,
  UNIT: sql`(select u.code from org_unit as u join customer as k on k.org_unit_id = u.id where k.customer_id = c.customer_id)`,
  MONTH: sql`date_trunc('month', days.received::timestamp)::date::text`,
};

const ComplaintDimension = enumType(
  'ComplaintDimension',
  ['CATEGORY', 'CHANNEL', 'BUSINESS', 'GROUND', 'CAUSE', 'PRODUCT', 'UNIT', 'MONTH'] as const,
  'What complaints have in common.',
  {
    CATEGORY: 'What they are about.',
    CHANNEL: 'The way they came in.',
    BUSINESS: 'The business that they are about, by JR/T 0169-2018.',
    GROUND: 'What gave rise to them, by JR/T 0169-2018.',
    CAUSE: 'The root cause, by its code.',
    PRODUCT: 'The product they are about, by its code.',
    UNIT: 'The home branch of the customer, by its code.',
    MONTH: 'The month in which they were received.',
  },
);

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
      choices: Object.fromEntries(Object.keys(values).map((name) => [name, 'C1' as const])),
    },
    ...ofPeriod,
    ...ofUnit,
  },
  check: checkPeriod,
  timeless: true,
  leavesScope: true,
  order: [by(complaintRate.received, 'DESC'), by(complaintRate.key)],
  source: rates,
});

function rates(join: SourceJoin): SQL {
  const { inputs } = join;
  const { first, last } = periodOf(inputs);
  const dayOf = (moment: SQL) => sql`(${moment} at time zone ${inputs.viewer('timeZone')})::date`;
  const reached = reachedInUnit(join, 'C1');
  const received = sql`count(*) filter (where received >= first)`;
  const isEnded = sql`closed between first and last`;
  const open = (among = sql`true`) => sql`count(*) filter (where (closed is null or closed > last) and ${among})::int`;
  return sql`
    with told as materialized (
      select c.customer_id, c.scope_key, ${values[inputs.choice('by') ?? 'CATEGORY']} as value, days.*, ${first} as first, ${last} as last
      from ${complaint} as "c" cross join lateral (
        select ${dayOf(sql`c.received_at`)} as received, ${dayOf(sql`c.closed_at`)} as closed, ${dayOf(sql`c.due_at`)} as due
      ) as days
      where days.received <= ${last} and (days.closed is null or days.closed >= ${first})
        and ${reached(complaint, 'c')}
    ), everybody as materialized (
      select count(*) as customers from ${customer} as "k" where ${reached(customer, 'k')}
    )
    select min(customer_id) as customer_id, (array_agg(scope_key order by customer_id))[1] as scope_key,
      coalesce(value, '') collate "C" as key, value, ${received}::int as received,
      count(*) filter (where ${isEnded})::int as closed, ${open()} as open, ${open(sql`due <= last`)} as overdue,
      round(avg(closed - received) filter (where ${isEnded}), 1) as mean_days_to_close,
      ${open(sql`last - received <= 3`)} as open_up_to_3, ${open(sql`last - received between 4 and 15`)} as open_up_to_15,
      ${open(sql`last - received between 16 and 60`)} as open_up_to_60, ${open(sql`last - received > 60`)} as open_longer,
      round(${received} * 1000.0 / nullif((select customers from everybody), 0), 2) as per_thousand_customers
    from told group by value`;
}
