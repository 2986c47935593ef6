import { customerKinds } from '../access/policy';
import type { Session } from '../database/work';
import type { MeasureRun } from './run-state';

/** Sums up each kind's customers over every unit and all below it. */
export async function writeUnits(session: Session, { asOf, rules }: MeasureRun): Promise<void> {
  await session`
    insert into unit_measure (as_of, org_unit_id, kind, scope_key, currency, customers, depositors, borrowers, aum_minor, deposit_adb_minor,
      loan_adb_minor, contribution_minor, sleeping, low_value, valuable, high_value_added, products, cross_holders,
      acquired, churned)
    with own as materialized (
      select m.scope_key, count(*) as customers, count(*) filter (where deposit_adb_minor > 0) as depositors,
        count(*) filter (where loan_adb_minor > 0) as borrowers, sum(aum_minor) as aum, sum(deposit_adb_minor) as deposits,
        sum(loan_adb_minor) as loans, sum(contribution_minor) as contribution,
        count(*) filter (where customer_class = 'SLEEPING') as sleeping,
        count(*) filter (where customer_class = 'LOW_VALUE') as low_value,
        count(*) filter (where customer_class = 'VALUABLE') as valuable,
        count(*) filter (where customer_class = 'HIGH_VALUE_ADDED') as high_value_added, sum(product_count) as products,
        count(*) filter (where cross_holding_rate >= 20) as cross_holders,
        count(*) filter (where c.onboarded_on >= date_trunc('month', ${asOf}::timestamp) and c.onboarded_on <= ${asOf}::date) as acquired,
        count(*) filter (where c.status = 'CHURNED') as churned
      from customer_measure m join customer c using (customer_id) where m.as_of = ${asOf} group by m.scope_key
    ), place as (
      select u.id, k.kind, scope_key_of(k.kind, u.lft) as low, scope_key_of(k.kind, u.rgt) as high
      from org_unit u cross join unnest(${[...customerKinds]}::text[]) as k(kind)
    )
    select ${asOf}, p.id, p.kind, p.low, ${rules.baseCurrency}, sum(customers), sum(depositors), sum(borrowers), sum(aum), sum(deposits),
      sum(loans), sum(contribution), sum(sleeping), sum(low_value), sum(valuable), sum(high_value_added), sum(products),
      sum(cross_holders), sum(acquired), sum(churned)
    from place p join own o on o.scope_key between p.low and p.high - 1 group by p.id, p.kind, p.low`;
  await session`
    insert into unit_month (as_of, org_unit_id, kind, scope_key, month, currency, deposits_minor, loans_minor, depositors, borrowers)
    with own as materialized (
      select scope_key, month, sum(deposits) as deposits, sum(loans) as loans, sum(depositors) as depositors,
        sum(borrowers) as borrowers
      from measure_month_draft group by scope_key, month
    ), place as (
      select u.id, k.kind, scope_key_of(k.kind, u.lft) as low, scope_key_of(k.kind, u.rgt) as high
      from org_unit u cross join unnest(${[...customerKinds]}::text[]) as k(kind)
    )
    select ${asOf}, p.id, p.kind, p.low, o.month, ${rules.baseCurrency}, round(sum(deposits)), round(sum(loans)), sum(depositors),
      sum(borrowers)
    from place p join own o on o.scope_key between p.low and p.high - 1 group by p.id, p.kind, p.low, o.month`;
}
