import type { Session } from '../database/work';
import { isCrossHolder } from '../entities/measure/business-figures';
import { unitPlaces } from './places';
import type { MeasureRun } from './run-state';

/** What is summed up of customers, in the order of the columns written. */
const sums = [
  ...['customers', 'depositors', 'borrowers', 'aum', 'deposits', 'loans', 'contribution', 'sleeping', 'low_value'],
  ...['valuable', 'high_value_added', 'products', 'cross_holders', 'acquired', 'churned'],
  ...['csat_answers', 'csat_content', 'nps_answers', 'nps_balance'],
];

/** Sums up each kind's customers over every unit and all below it; a unit without any has a row as well. */
export async function writeUnits(session: Session, { asOf, rules }: MeasureRun): Promise<void> {
  await session`
    insert into unit_measure (as_of, org_unit_id, kind, scope_key, currency, customers, depositors, borrowers, aum_minor, deposit_adb_minor,
      loan_adb_minor, contribution_minor, sleeping, low_value, valuable, high_value_added, products, cross_holders,
      acquired, churned, csat_answers, csat_content, nps_answers, nps_balance)
    with told as (
      -- Of those alone of whom there is something to tell: most customers neither came this month nor left.
      select customer_id, is_gone, is_new
      from (
        select customer_id, status = 'CHURNED' as is_gone,
          onboarded_on >= date_trunc('month', ${asOf}::timestamp) and onboarded_on <= ${asOf}::date as is_new
        from customer
      ) as asked where is_gone or is_new
    ), own as materialized (
      select m.scope_key, count(*) as customers, count(*) filter (where deposit_adb_minor > 0) as depositors,
        count(*) filter (where loan_adb_minor > 0) as borrowers, sum(aum_minor) as aum, sum(deposit_adb_minor) as deposits,
        sum(loan_adb_minor) as loans, sum(contribution_minor) as contribution,
        count(*) filter (where customer_class = 'SLEEPING') as sleeping,
        count(*) filter (where customer_class = 'LOW_VALUE') as low_value,
        count(*) filter (where customer_class = 'VALUABLE') as valuable,
        count(*) filter (where customer_class = 'HIGH_VALUE_ADDED') as high_value_added, sum(product_count) as products,
        count(*) filter (where ${session.unsafe(isCrossHolder)}) as cross_holders,
        count(*) filter (where c.is_new) as acquired,
        count(*) filter (where c.is_gone) as churned, sum(csat_answers) as csat_answers,
        sum(csat_content) as csat_content, sum(nps_answers) as nps_answers, sum(nps_balance) as nps_balance
      from customer_measure m
      left join told c using (customer_id) where m.as_of = ${asOf} group by m.scope_key
    ), place as (
      ${session.unsafe(unitPlaces)}
    )
    select ${asOf}, p.id, p.kind, p.low, ${rules.baseCurrency}, ${session.unsafe(
      sums.map((column) => `coalesce(sum(${column}), 0)`).join(', '),
    )}
    from place p left join own o on o.scope_key between p.low and p.high - 1 group by p.id, p.kind, p.low`;
}
