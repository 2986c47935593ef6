import type { Session } from '../database/work';
import { crossSales, monthCounts } from '../entities/measure/business-figures';
import { unitPlaces } from './places';
import type { MeasureRun } from './run-state';

/** What is summed up of a month, in the order of the columns written. */
const monthSums = ['deposits', 'loans', ...monthCounts];

/** Sums up each kind's months over every unit and all below it. */
export async function writeUnitMonths(session: Session, { asOf, rules }: MeasureRun): Promise<void> {
  await session`
    insert into unit_month (as_of, org_unit_id, kind, scope_key, month, currency, deposits_minor, loans_minor,
      ${session.unsafe(monthCounts.join(', '))})
    with asked as (
      select ${asOf}::date as day
    ), history as (
      select n, (date_trunc('month', ${asOf}::timestamp) - make_interval(months => n))::date as month
      from generate_series(0, ${rules.history - 1}::int) as n
    ), place as (
      ${session.unsafe(unitPlaces)}
    ), kept as (
      select org_unit_id, kind, currency, is_deposit, months, amounts,
        array(select month from history where (months >> n) & 1 = 1 order by month) as held
      from measure_month_draft
    ), sums as (
      select p.low as scope_key, m.month, sum(m.amount * w.factor) filter (where k.is_deposit) as deposits,
        sum(m.amount * w.factor) filter (where not k.is_deposit) as loans
      from kept k join place p on p.id = k.org_unit_id and p.kind = k.kind
      join rates_into(${rules.baseCurrency}, ${asOf}) as w on w.currency = k.currency
      cross join lateral unnest(k.held, k.amounts) as m (month, amount)
      group by p.low, m.month
    ), alike as materialized (
      -- Read once, for rows are wide; when they came is told of those alone who came in these months.
      select place as scope_key, deposit_months, loan_months, case when onboarded_on >= (select min(month) from history)
        and onboarded_on <= ${asOf}::date then date_trunc('month', onboarded_on::timestamp)::date end as since,
        count(*) as customers
      from measure_draft group by place, deposit_months, loan_months, since
    ), holders as (
      select scope_key, deposit_months, loan_months, sum(customers) as customers
      from alike group by scope_key, deposit_months, loan_months
    ), counted as (
      select h.scope_key, m.month, sum(customers) filter (where (deposit_months >> n) & 1 = 1) as depositors,
        sum(customers) filter (where (loan_months >> n) & 1 = 1) as borrowers, sum(customers) as holders,
        sum(customers) filter (where ((deposit_months | loan_months) >> n + 1) & 1 = 1) as retained
      from holders h cross join history as m
      where ((deposit_months | loan_months) >> n) & 1 = 1
      group by h.scope_key, m.month
    ), acquired as (
      select scope_key, since as month, sum(customers) as acquired from alike where since is not null
      group by scope_key, since
    ), cross_sold as (
      select scope_key, month, count(*) as cross_sold
      from (${session.unsafe(crossSales('measure_draft', '(select day from asked)', rules.history))}) as sale
      group by scope_key, month
    ), own as materialized (
      -- Who owns accounts that are kept elsewhere counts where he is, where nothing may be kept.
      select scope_key, month, ${session.unsafe(monthSums.map((name) => `coalesce(${name}, 0) as ${name}`).join(', '))}
      from sums full join counted using (scope_key, month) full join acquired using (scope_key, month)
      full join cross_sold using (scope_key, month)
    )
    select ${asOf}, p.id, p.kind, p.low, o.month, ${rules.baseCurrency},
      ${session.unsafe(monthSums.map((name) => `sum(${name})`).join(', '))}
    from place p join own o on o.scope_key between p.low and p.high - 1 group by p.id, p.kind, p.low, o.month`;
}
