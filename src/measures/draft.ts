import type { Session } from '../database/work';
import { knownPart } from '../entities/measure/completeness';
import { productCategories } from '../entities/product/product.table';
import { bookedAccounts, inSlice, keptSums, onDay, ownedSums, runsOnDay, type Slice } from './collect';
import { aliveFigure, churnTests, eightPlaces, numberOf } from './figures';
import { peerGroup } from './peers';
import { unitPlaces } from './places';
import type { MeasureRun } from './run-state';

/**
 * Sums up what each customer of a slice owns of accounts, with what is held, known and owed besides; and for the units
 * what lay each month on the accounts that he keeps.
 */
export async function draftMeasures(session: Session, run: MeasureRun, slice: Slice): Promise<void> {
  const { asOf, rules } = run;
  const { churn, credit, potential, satisfaction } = rules;
  const text = `
    with accounts as materialized (
      ${bookedAccounts(run)}
    ), kept as (
      insert into measure_month_draft (through, org_unit_id, kind, currency, is_deposit, months, amounts)
      select $3, p.id, p.kind, s.currency, s.way = 1, s.booked, s.amounts
      from (${keptSums(rules.history)}) as s join (${unitPlaces}) as p on p.low = s.scope_key
    ), owned as (
      ${ownedSums}
    ), held as (
      select h.customer_id, count(distinct h.product_id)::int as products,
        count(distinct h.product_id) filter (where p.tailored)::int as tailored,
        bit_count(bit_or(p.category_bit)::bit(32))::int as categories,
        -- What stands on an account of the same product is worth what lies there.
        sum(case when p.is_wealth and (h.account_id is null or h.product_id is distinct from (
          select product_id from account where customer_id = h.customer_id and id = h.account_id
        )) then w.factor * coalesce((
          select value_minor from holding_month m
          where m.customer_id = h.customer_id and m.holding_id = h.id and m.month <= $1::date and m.currency = h.currency
          order by m.month desc limit 1
        ), h.amount_minor) end) as asset
      from product_holding h
      join (
        select id, 1 << array_position('{${productCategories}}'::text[], category) as category_bit, tailored,
          category in ('WEALTH', 'FUND', 'INSURANCE', 'CUSTODY') as is_wealth
        from product
      ) p on p.id = h.product_id
      left join measured_worth w on w.currency = h.currency
      where ${inSlice('h')} and ${runsOnDay}
      group by h.customer_id
    ), graded as (
      select distinct on (g.customer_id) g.customer_id, g.credit_grade, g.pd::float8 as pd, g.lgd::float8 as lgd
      from credit_assessment g where ${inSlice('g')} and ${onDay('g')}
      order by g.customer_id, g.valid_from desc, g.id desc
    ), talked as (
      select i.customer_id, count(*) as contacts from interaction i
      where ${inSlice('i')} and i.at >= $1::date - interval '1 year' and i.at < $1::date + 1 group by i.customer_id
    ), asked as (
      select s.customer_id, count(s.csat)::int as csat_answers,
        count(*) filter (where s.csat >= ${satisfaction.content})::int as csat_content, count(s.nps)::int as nps_answers,
        (count(*) filter (where s.nps >= ${satisfaction.promoter})
          - count(*) filter (where s.nps <= ${satisfaction.detractor}))::int as nps_balance, avg(s.nps)::float8 as nps_mean
      from satisfaction_survey s
      where ${inSlice('s')} and s.answered_at >= $1::date - interval '1 year' and s.answered_at < $1::date + 1
      group by s.customer_id
    ), paid as (
      select t.customer_id, max(t.booked_at) as at from transaction t
      where ${inSlice('t')} and t.kind = 'SALARY' and t.direction = 'CRDT'
        and t.booked_at >= $1::date - interval '${churn.salaryWithin} months' and t.booked_at < $1::date + 1 group by t.customer_id
    ), joined as (
      select c.customer_id, ${peerGroup(rules)} as peer_group, c.scope_key as place, c.onboarded_on,
        coalesce(o.asset, 0) + coalesce(h.asset, 0) as aum, coalesce(o.deposit_adb, 0) as deposit_adb,
        coalesce(o.loan_adb, 0) as loan_adb, coalesce(o.balance, 0) as balance, coalesce(o.owed, 0) as owed,
        coalesce(o.deposit_margin, 0) as deposit_margin, coalesce(o.loan_margin, 0) as loan_margin,
        coalesce(o.fees, 0) as fees, coalesce(o.cost, 0) as cost,
        coalesce(o.owed * coalesce(g.pd, ${credit.pd}) * coalesce(g.lgd, ${credit.lgd}), 0) as loss,
        coalesce(o.capital, 0) as capital, coalesce(o.charge, 0) as charge, coalesce(o.slope, 0) as slope,
        coalesce(o.points, 0) as points,
        coalesce(
          i.annual_income_minor * wi.factor * ${potential.incomeYears}::float8,
          c2.current_assets_minor * wo.factor * ${potential.liquidPart}::float8,
          ${numberOf('i.income_band', potential.incomes)} * base.unit,
          ${numberOf('c2.scale', potential.scales)} * base.unit) as wealth_total,
        coalesce(o.turnover, 0) as turnover, coalesce(o.transactions, 0) as transactions,
        coalesce(o.transactions_now, 0) as transactions_now, coalesce(o.transactions_before, 0) as transactions_before,
        coalesce(o.deposit_now, 0) as deposit_now, coalesce(o.deposit_before, 0) as deposit_before,
        coalesce(o.loan_change, 0) as loan_change,
        coalesce(o.active_months, 0) as active_months, coalesce(o.deposit_months, 0) as deposit_months,
        coalesce(o.loan_months, 0) as loan_months, coalesce(p.at < $1::date - interval '${churn.salaryMissing} months', false) as salary_stopped,
        coalesce(h.categories, 0) as categories, coalesce(h.products, 0) as products, coalesce(h.tailored, 0) as tailored,
        coalesce(t.contacts, 0) as contacts, coalesce(s.csat_answers, 0) as csat_answers,
        coalesce(s.csat_content, 0) as csat_content, coalesce(s.nps_answers, 0) as nps_answers,
        coalesce(s.nps_balance, 0) as nps_balance, s.nps_mean,
        ${numberOf('coalesce(g.credit_grade, c2.credit_grade)', rules.grades)} as grade,
        coalesce(o.past_due, 0) as past_due, coalesce(o.five_class, 1) as five_class, base.unit,
        ${knownPart(rules)} as completeness
      from customer c
      cross join (select 1 / money_text(1, $4)::float8 as unit) base
      left join owned o using (customer_id) left join held h using (customer_id) left join graded g using (customer_id)
      left join talked t using (customer_id) left join asked s using (customer_id) left join paid p using (customer_id)
      left join individual i on i.customer_id = c.customer_id and ${inSlice('i')}
      left join organisation c2 on c2.customer_id = c.customer_id and ${inSlice('c2')}
      left join measured_worth wi on wi.currency = i.currency left join measured_worth wo on wo.currency = c2.currency
      where ${inSlice('c')} offset 0
    )
    insert into measure_draft
    select customer_id, peer_group, aum, deposit_adb, loan_adb, balance, owed, deposit_margin, loan_margin,
      fees, cost, loss, contribution, capital, charge, slope, points, wealth_total, round(turnover), transactions, active_months,
      deposit_months, loan_months, categories, products, tailored, grade, past_due, five_class, completeness,
      array_remove(array[${Object.entries(churnTests(rules))
        .map(([reason, test]) => `case when ${test} then '${reason}' end`)
        .join(', ')}], null),
      date_part('year', tenure) * 12 + date_part('month', tenure), case when wealth_total > 0 then ${eightPlaces('least(aum / wealth_total, 1)')} end,
      contacts + active_of_year, ${eightPlaces('contribution / nullif(capital, 0)')}, -newest, ${aliveFigure(rules)},
      deposit_now - deposit_before, loan_change, csat_answers, csat_content, nps_answers, nps_balance, nps_mean,
      place, onboarded_on
    from (
      select *, deposit_margin + loan_margin + fees - cost - loss as contribution, age($1::date, onboarded_on) as tenure,
        $1::date - onboarded_on as days, bit_count(active_months::bit(32)) as active,
        bit_count((active_months & 63)::bit(32)) as active_of_half, bit_count((active_months & 4095)::bit(32)) as active_of_year,
        case when active_months <> 0 then bit_count(((active_months & -active_months) - 1)::bit(32)) end as newest,
        case when active_months <> 0 then floor(ln(active_months + 0.5::float8) / ln(2::float8)) end as oldest
      from joined offset 0
    ) as figured`;
  await session.unsafe(text, [asOf, slice.after, slice.through, rules.baseCurrency] as never[]);
}
