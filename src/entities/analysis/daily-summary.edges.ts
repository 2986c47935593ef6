import { type SQL, sql } from 'drizzle-orm';
import { QueryRoot, toOne } from '../../graph/declare/edge';
import type { SourceJoin } from '../../graph/declare/join';
import { LocalDate } from '../../graph/declare/types';
import { customer } from '../customer/customer.table';
import { lastRun } from '../measure/measure-run';
import { reachedInUnit } from '../measure/reached-in';
import { ofUnit } from '../org-unit/of-unit';
import { DailySummary } from './daily-summary.type';

toOne({
  from: QueryRoot,
  name: 'dailySummary',
  to: DailySummary,
  description:
    'What happened on a day with the customers in the reader’s scope, as known now; null where there are no customers.',
  arguments: {
    day: { type: () => LocalDate, nullable: true, description: 'The day; today unless given.' },
    ...ofUnit,
  },
  timeless: true,
  leavesScope: true,
  source: summary,
});

/** The customers in reach once, and beside them what happened with each on the day, table by table. */
function summary(join: SourceJoin): SQL {
  const { inputs } = join;
  const day = inputs.has('day') ? inputs.argument('day', 'date') : inputs.viewer('today');
  const midnight = (after: number) =>
    sql`((${day} + ${sql.raw(String(after))})::timestamp at time zone ${inputs.viewer('timeZone')})`;
  const onDay = (moment: string) => sql`${sql.raw(moment)} >= ${midnight(0)} and ${sql.raw(moment)} < ${midnight(1)}`;
  const on = (column: string) => sql`${sql.raw(column)} = ${day}`;
  const counted = (table: string, when: SQL) =>
    sql`(select count(*)::int from ${sql.identifier(table)} as e join those on those.customer_id = e.customer_id where ${when})`;
  const amount = (direction: 'CRDT' | 'DBIT') =>
    sql`(select coalesce((select round(sum(amount)) from booked where direction = ${sql.raw(`'${direction}'`)}), 0)::bigint from base)`;
  return sql`
    with those as materialized (
      select c.customer_id, c.scope_key, c.onboarded_on from ${customer} as "c"
      where ${reachedInUnit(join, 'MONEY')(customer, 'c')}
    ), base as materialized (
      select m.currency from customer_measure as m where m.as_of = ${lastRun()} limit 1
    ), worth as materialized (
      select w.currency, w.factor from base cross join lateral rates_into(base.currency, ${day}) as w
    ), booked as materialized (
      select e.direction, e.amount_minor * w.factor as amount
      from transaction as e join those on those.customer_id = e.customer_id
      left join worth as w on w.currency = e.currency
      where ${onDay('e.booked_at')}
    )
    select f.customer_id, f.scope_key, ${day} as day, (select currency from base) as currency,
      (select count(*)::int from those) as customers,
      (select count(*)::int from those where ${on('onboarded_on')}) as customers_opened,
      ${counted('account', on('e.opened_on'))} as accounts_opened,
      ${counted('account', on('e.closed_on'))} as accounts_closed,
      ${counted('product_holding', on('e.opened_on'))} as products_taken,
      (select count(*)::int from booked) as transactions,
      ${amount('CRDT')} as in_minor,
      ${amount('DBIT')} as out_minor,
      (select count(*)::int from booked where amount is null) as without_rate,
      ${counted('interaction', onDay('e.at'))} as interactions,
      ${counted('interaction', sql`${on('e.next_step_due')} and e.next_step_done_at is null`)} as follow_ups_due,
      ${counted('complaint', onDay('e.received_at'))} as complaints_received,
      ${counted('complaint', onDay('e.closed_at'))} as complaints_closed,
      ${counted('complaint', sql`e.received_at < ${midnight(1)} and e.due_at < ${midnight(1)} and (e.closed_at is null or e.closed_at >= ${midnight(1)})`)} as complaints_overdue,
      ${counted('service_ticket', onDay('e.opened_at'))} as tickets_opened,
      ${counted('risk_alert', on('e.opened_on'))} as alerts_opened
    from (select * from those order by customer_id limit 1) as f`;
}
