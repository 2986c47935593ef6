import { holdsOn, type Session } from '../database/work';
import type { Slice } from './collect';
import type { MeasureRun } from './run-state';

/** Sums up each customer of a slice over the months collected, with what is held, known and owed besides. */
export async function draftMeasures(session: Session, { asOf, rules }: MeasureRun, slice: Slice): Promise<void> {
  const { period, credit, potential } = rules;
  const json = (value: object) => session`${JSON.stringify(value)}::text::jsonb`;
  const inSlice = (alias: string) =>
    session`${session(`${alias}.customer_id`)} > ${slice.after} and ${session(`${alias}.customer_id`)} <= ${slice.through}`;
  await session`
    insert into measure_draft
    with year as (select sum(days) as days from measured_month where n < ${period}::int),
    months as (
      select customer_id,
        sum(deposit * days) filter (where n < ${period}::int) as deposit_days,
        sum(loan * days) filter (where n < ${period}::int) as loan_days,
        sum(coalesce(closing_deposit, 0) + coalesce(closing_loan, 0)) filter (where n = 0) as balance,
        sum(closing_loan) filter (where n = 0) as owed, sum(asset) filter (where n = 0) as asset,
        sum(deposit_margin) filter (where n < ${period}::int) as deposit_margin,
        sum(loan_margin) filter (where n < ${period}::int) as loan_margin,
        sum(fees) filter (where n < ${period}::int) as fees, sum(cost) filter (where n < ${period}::int) as cost,
        sum(capital) filter (where n = 0) as capital, sum(charge) filter (where n = 0) as charge,
        -- The least-squares slope by month of what was earned, over the whole period.
        12 * sum(((${period}::int - 1) / 2.0::float8 - n) * (coalesce(deposit_margin, 0) + coalesce(loan_margin, 0)
          + coalesce(fees, 0) - coalesce(cost, 0))) filter (where n < ${period}::int)
          / (${period}::float8 * (${period}::float8 ^ 2 - 1)) as slope,
        sum(points * days) filter (where n < ${period}::int) as point_days,
        sum(turnover) filter (where n < ${period}::int) as turnover,
        sum(initiated) filter (where n < ${period}::int) as transactions,
        sum(initiated) filter (where n < 3) as transactions_now,
        sum(initiated) filter (where n >= 3 and n < 6) as transactions_before,
        sum(coalesce(deposit, 0)) filter (where n < 3) / 3 as balance_now,
        sum(coalesce(deposit, 0)) filter (where n >= 3 and n < 6) / 3 as balance_before,
        bit_or(case when initiated > 0 then 1 << n else 0 end) as active
      from measured_customer_month group by customer_id
    ), owned as (
      select customer_id, max(past_due) as past_due, max(five_class) as five_class from measured_account group by customer_id
    ), held as (
      select h.customer_id, count(distinct h.product_id) as products,
        count(distinct h.product_id) filter (where p.tailored) as tailored, count(distinct p.category) as categories,
        sum(case when p.category in ('WEALTH', 'FUND', 'INSURANCE', 'CUSTODY')
          and a.product_id is distinct from h.product_id then coalesce(v.value_minor, h.amount_minor) * w.factor end)::float8 as asset
      from product_holding h
      join product p on p.id = h.product_id
      left join account a on a.customer_id = h.customer_id and a.id = h.account_id
      left join measured_worth w on w.currency = h.currency
      left join lateral (
        select value_minor from holding_month m
        where m.customer_id = h.customer_id and m.holding_id = h.id and m.month <= ${asOf}::date and m.currency = h.currency
        order by m.month desc limit 1
      ) v on p.category in ('WEALTH', 'FUND', 'INSURANCE', 'CUSTODY')
      where ${inSlice('h')} and h.opened_on <= ${asOf}::date and (h.closed_on is null or h.closed_on > ${asOf}::date)
        and h.status in ('ACTIVE', 'DEFAULTED')
      group by h.customer_id
    ), graded as (
      select distinct on (g.customer_id) g.customer_id, g.credit_grade, g.pd::float8 as pd, g.lgd::float8 as lgd
      from credit_assessment g where ${inSlice('g')} and ${holdsOn(session, asOf, 'g')}
      order by g.customer_id, g.valid_from desc, g.id desc
    ), talked as (
      select i.customer_id, count(*) as contacts from interaction i
      where ${inSlice('i')} and i.at >= ${asOf}::date - interval '1 year' and i.at < ${asOf}::date + 1 group by i.customer_id
    ), paid as (
      select t.customer_id, max(t.booked_at) as at from transaction t
      where ${inSlice('t')} and t.kind = 'SALARY' and t.direction = 'CRDT'
        and t.booked_at >= ${asOf}::date - interval '6 months' and t.booked_at < ${asOf}::date + 1 group by t.customer_id
    )
    select c.customer_id, c.scope_key, c.kind || ' ' || coalesce(c.tier, 'STANDARD'),
      coalesce(m.asset, 0) + coalesce(h.asset, 0), coalesce(m.deposit_days, 0) / year.days,
      coalesce(m.loan_days, 0) / year.days, coalesce(m.balance, 0), coalesce(m.owed, 0), coalesce(m.deposit_margin, 0),
      coalesce(m.loan_margin, 0), coalesce(m.fees, 0), coalesce(m.cost, 0),
      coalesce(m.owed, 0) * coalesce(g.pd, ${credit.pd}) * coalesce(g.lgd, ${credit.lgd}), coalesce(m.capital, 0),
      coalesce(m.charge, 0), coalesce(m.slope, 0), coalesce(m.point_days, 0) / year.days,
      coalesce(
        i.annual_income_minor::float8 * wi.factor * ${potential.incomeYears}::float8,
        o.current_assets_minor::float8 * wo.factor * ${potential.liquidPart}::float8,
        (${json(potential.incomes)} ->> i.income_band)::float8 * base.minor,
        (${json(potential.scales)} ->> o.scale)::float8 * base.minor),
      coalesce(m.turnover, 0), coalesce(m.transactions, 0), coalesce(m.transactions_now, 0),
      coalesce(m.transactions_before, 0), coalesce(m.balance_now, 0), coalesce(m.balance_before, 0),
      coalesce(m.active, 0), case when p.at < ${asOf}::date - interval '2 months' then 1 else 0 end,
      coalesce(h.categories, 0), coalesce(h.products, 0), coalesce(h.tailored, 0), coalesce(t.contacts, 0),
      (${json(rules.grades)} ->> coalesce(g.credit_grade, o.credit_grade))::float8, coalesce(a.past_due, 0),
      coalesce(a.five_class, 1),
      case when c.kind = 'INDIVIDUAL'
        then num_nonnulls(i.birth_date, i.occupation, i.education, i.income_band, i.risk_appetite, i.source_of_funds, i.marital_status, i.region) / 8.0
        else num_nonnulls(o.legal_name, o.industry, o.ownership_nature, o.scale, o.uscc, o.established_on, o.registered_capital_minor, o.credit_grade) / 8.0
      end, c.onboarded_on
    from customer c
    cross join year
    cross join (select 1 / money_text(1, ${rules.baseCurrency})::float8 as minor) base
    left join months m using (customer_id) left join owned a using (customer_id) left join held h using (customer_id)
    left join graded g using (customer_id) left join talked t using (customer_id) left join paid p using (customer_id)
    left join individual i using (customer_id) left join organisation o using (customer_id)
    left join measured_worth wi on wi.currency = i.currency left join measured_worth wo on wo.currency = o.currency
    where ${inSlice('c')}`;
}
