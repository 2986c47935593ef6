import type { Session } from '../database/work';
import type { Slice } from './collect';
import { compared } from './peers';
import type { MeasureRules } from './rules';
import type { MeasureRun } from './run-state';

/** The part of a hundred that a figure of the draft reaches among its peers, in steps of five. */
const percentile = (code: keyof typeof compared) => `5 * width_bucket((${compared[code]})::float8, b.${code}_bounds)`;

/** A fifth, from 1 to 5. */
const fifth = (code: keyof typeof compared) => `1 + width_bucket((${compared[code]})::float8, b.${code}_bounds) / 4`;

/** The weighted mean of parts of a hundred that are known; null where none is. */
function weighted(parts: Readonly<Record<string, readonly [value: string, weight: number]>>): string {
  const list = Object.values(parts);
  const sum = list.map(([value, weight]) => `coalesce((${value}) * ${weight}, 0)`).join(' + ');
  const weights = list.map(([value, weight]) => `case when (${value}) is null then 0 else ${weight} end`).join(' + ');
  return `(${sum}) / nullif(${weights}, 0)`;
}

/** The degree from 1 to 5 that a figure has by the least values of the degrees from 2 on. */
const degree = (value: string, marks: readonly number[]) =>
  `1 + width_bucket((${value})::float8, array[${marks.join(', ')}]::float8[])`;

/** What each reason asks of a draft; the day is `$2`. */
const churnTests = ({ churn }: MeasureRules) => ({
  ACTIVITY_DROP: `transactions_before > 0 and transactions_now <= transactions_before * (1 - ${churn.activityDrop})`,
  LOW_BALANCE: `balance < ${churn.lowBalance} * unit`,
  BALANCE_DROP: `balance_before > 0 and balance_now <= balance_before * (1 - ${churn.balanceDrop})`,
  DORMANT_3_OF_6: `bit_count((~active_months & 63)::bit(32)) >= 3`,
  DORMANT_6_OF_12: `bit_count((~active_months & 4095)::bit(32)) >= 6`,
  SALARY_STOPPED: 'salary_stopped = 1',
  NEW_UNDER_180_DAYS: `$2::date - onboarded_on < ${churn.newDays}`,
});

/**
 * Writes the measures of a slice from its drafts and from the borders of their peers. `base` holds the figures that
 * others are made of, in minor units.
 */
export async function writeMeasures(session: Session, { asOf, rules }: MeasureRun, slice: Slice): Promise<void> {
  const { alive, classes, loyalty, quality, lifetime, growth, potential, churn } = rules;
  const tests = Object.entries(churnTests(rules));
  const acquisition = Object.entries(lifetime.acquisition).map(([kind, cost]) => `when '${kind}' then ${cost}`);
  const tier = Object.entries(rules.tiers)
    .sort(([, one], [, other]) => other - one)
    .map(([name, least]) => `when aum >= ${least} * unit then '${name}'`);
  const busy = `(transactions >= ${classes.transactionsAMonth * rules.period} or turnover >= ${classes.turnoverAMonth * rules.period} * unit)`;
  const bits = (from: string) => `bit_count((${from})::bit(32))`;
  // Months since the first and up to the last one with a transaction of the customer's own, and how many came back.
  const oldest = `floor(log(2, active_months))`;
  const newest = bits('(active_months & -active_months) - 1');
  const repeats = `(${bits('active_months')} - 1)`;
  const pAlive = `case when active_months = 0 then null when ${repeats} = 0 then 1 else
    1 / (1 + ${alive.a} / (${alive.b} + ${repeats} - 1.0) * ((${alive.alpha} + ${oldest} + 1.0) / (${alive.alpha} + ${oldest} - ${newest}))::float8 ^ (${alive.r} + ${repeats})) end`;
  const text = `
    insert into customer_measure (customer_id, as_of, scope_key, rules_version, peer_group, currency, aum_minor,
      deposit_adb_minor, loan_adb_minor, exposure_minor, deposit_margin_minor, loan_margin_minor, fees_minor,
      operating_cost_minor, expected_loss_minor, contribution_minor, economic_capital_minor, eva_minor, rarorac,
      lifetime_value_minor, growth_value_minor, potential_value_minor, deposit_points, p_alive, loyalty, quality,
      completeness, cross_holding_rate, product_count, tenure_months, transactions_a_month, risk_degree, recency_score,
      frequency_score, monetary_score, rfm_segment, churn_score, churn_reasons, customer_class, class_rule, value_tier)
    with b as materialized (
      select peer_group, ${Object.keys(compared)
        .map((code) => `max(bounds) filter (where code = '${code}') as ${code}_bounds`)
        .join(', ')}
      from peer_figure where as_of = $2::date group by peer_group
    ), base as (
      select d.*, split_part(d.peer_group, ' ', 1) as kind, money.unit,
        deposit_margin + loan_margin + fees - operating_cost - expected_loss as contribution,
        (${compared.tenure})::int as tenure, (${pAlive})::float8 as p_alive,
        ${Object.keys(compared)
          .map((code) => `${percentile(code as keyof typeof compared)} as ${code}_part`)
          .join(', ')},
        ${(['recency', 'frequency', 'monetary'] as const).map((code) => `${fifth(code)} as ${code}_fifth`).join(', ')},
        array_remove(array[${tests.map(([reason, test]) => `case when ${test} then '${reason}' end`).join(', ')}], null) as reasons,
        balance <= ${classes.sleepingBalance} * unit and active_months & ((1 << ${classes.sleepingMonths}) - 1) = 0 as sleeping,
        case when deposit_adb + loan_adb >= ${classes.valuableBalance} * unit then 'BALANCE'
          when deposit_margin + loan_margin + fees - operating_cost - expected_loss >= ${classes.valuableContribution} * unit
            then 'CONTRIBUTION' end as worth,
        ${busy} as busy
      from measure_draft d
      join b using (peer_group)
      cross join (select 1 / money_text(1, $3)::float8 as unit) money
      where d.customer_id > $4 and d.customer_id <= $5
    ), judged as (
      select *, case when sleeping then 'SLEEPING'
          when worth is null or not busy then 'LOW_VALUE'
          when categories >= ${classes.categories} and tailored >= 1 then 'HIGH_VALUE_ADDED' else 'VALUABLE' end as class
      from base
    )
    select customer_id, $2::date, scope_key, $1, peer_group, $3, round(aum), round(deposit_adb), round(loan_adb),
      round(exposure), round(deposit_margin), round(loan_margin), round(fees), round(operating_cost),
      round(expected_loss), round(contribution), round(economic_capital), round(contribution - capital_charge),
      round((100 * contribution / nullif(economic_capital, 0))::numeric, 4),
      round(contribution * coalesce(p_alive, 0) / (1 + ${lifetime.discount} - coalesce(p_alive, 0))
        - case kind ${acquisition.join(' ')} end * unit),
      round(margin_slope * ${growth.horizon}), round(greatest(wealth_total - aum, 0) * ${potential.margin}),
      round((deposit_points / unit / ${rules.depositPointUnit})::numeric, 2), round(p_alive::numeric, 4),
      round((${weighted({
        tenure: ['tenure_part', loyalty.tenure],
        products: ['products_part', loyalty.products],
        wallet: ['wallet_part', loyalty.wallet],
        channels: ['channels_part', loyalty.channels],
        alive: ['100 * p_alive', loyalty.alive],
      })})::numeric, 2),
      round((${weighted({
        rarorac: ['rarorac_part', quality.rarorac],
        grade: ['grade', quality.grade],
        completeness: ['100 * completeness', quality.completeness],
        tenure: ['tenure_part', quality.tenure],
      })})::numeric, 2),
      round((100 * completeness)::numeric, 2), round(categories * 100.0 / 10, 2), products, tenure,
      round(transactions::numeric / ${rules.period}, 2),
      greatest(${degree('coalesce(expected_loss / nullif(exposure, 0), 0)', rules.risk.lossRate)}, five_class,
        ${degree('days_past_due', rules.risk.daysPastDue)}),
      recency_fifth, frequency_fifth, monetary_fifth,
      case when recency_fifth is null then null
        when recency_fifth >= 4 and frequency_fifth + monetary_fifth >= 8 then 'CHAMPIONS'
        when frequency_fifth + monetary_fifth >= 8 then case when recency_fifth >= 3 then 'LOYAL' else 'AT_RISK' end
        when tenure < 6 then 'NEW'
        when recency_fifth >= 4 then 'PROMISING'
        when recency_fifth >= 2 then 'NEEDS_ATTENTION' else 'HIBERNATING' end,
      least(100, ${tests.map(([reason]) => `case when '${reason}' = any (reasons) then ${churn.weights[reason as keyof typeof churn.weights]} else 0 end`).join(' + ')}),
      reasons, class,
      case class when 'SLEEPING' then 'NO_TRANSACTION_AND_LOW_BALANCE'
        when 'LOW_VALUE' then case when worth is null then 'BELOW_VALUE' else 'BELOW_USE' end
        when 'HIGH_VALUE_ADDED' then worth || '_CATEGORIES_AND_TAILORED' else worth || '_AND_USE' end,
      case ${tier.join(' ')} else 'STANDARD' end
    from judged`;
  await session.unsafe(text, [rules.version, asOf, rules.baseCurrency, slice.after, slice.through] as never[]);
}
