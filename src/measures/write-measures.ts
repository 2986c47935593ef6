import type { Session } from '../database/work';
import { measureKey } from '../entities/measure/measure.table';
import { measures } from '../entities/measure/measures';
import type { MeasureRules } from '../entities/measure/measures.rules';
import { productCategories } from '../entities/product/product.table';
import { likenedBy, likenessOf } from '../segmentation/clusters';
import type { Slice } from './collect';
import { decimal, degree, float, numberOf, rfmSegment, signedDecimal, weighted } from './figures';
import { compared } from './peers';
import { type MeasureRun, segmentationOf } from './run-state';

const codes = Object.entries(compared);

/** The part of a hundred that each figure reaches among its peers, in steps of five, and of some the fifth, from 1 to 5. */
const parts = [
  ...codes.map(([code, { name }]) => `5 * width_bucket(${name}::float8, b.${code}_bounds) as ${code}_part`),
  ...['recency', 'transactions', 'turnover'].map(
    (code) => `1 + width_bucket(${code}::float8, b.${code}_bounds) / 4 as ${code}_fifth`,
  ),
];

const classOf = ({ classes, period }: MeasureRules) => ({
  sleeping: `aum + exposure <= ${float(classes.sleepingBalance)} * unit and active_months & ${2 ** classes.sleepingMonths - 1} = 0`,
  worth: `case when deposit_adb + loan_adb >= ${float(classes.valuableBalance)} * unit then 'BALANCE'
    when contribution >= ${float(classes.valuableContribution)} * unit then 'CONTRIBUTION' end`,
  busy: `transactions >= ${float(classes.transactionsAMonth * period)} or turnover >= ${float(classes.turnoverAMonth * period)} * unit`,
});

/** What is written of each customer, in the order in which it is worked out. */
const columns = `customer_id, as_of, id, scope_key, rules_version, peer_group, currency, aum_minor, deposit_adb_minor, loan_adb_minor, deposit_change_minor, loan_change_minor, exposure_minor, deposit_margin_minor, loan_margin_minor, fees_minor, operating_cost_minor, expected_loss_minor, contribution_minor, economic_capital_minor, eva_minor, rarorac, lifetime_value_minor, growth_value_minor, potential_value_minor, deposit_points, p_alive, share_of_wallet, channel_activity, loyalty, quality, satisfaction_csat, satisfaction_nps, csat_answers, csat_content, nps_answers, nps_balance, completeness, cross_holding_rate, product_count, tenure_months, transactions_a_month, risk_degree, recency_score, frequency_score, monetary_score, rfm_segment, churn_score, churn_reasons, customer_class, class_rule, value_tier, cluster`;

/** SQL: the tags of a customer `told` by the columns of his measures. */
const tagsOf = ({ tags }: MeasureRules): string => {
  const test = ({ measure, least, most }: MeasureRules['tags'][number]['all'][number]) => {
    const { column, unit } = measures[measure];
    const inUnits = (bound: number) =>
      unit === 'MONEY' ? `${float(bound)} / money_text(1, $3)::float8` : float(bound);
    return [
      ...(least === undefined ? [] : [`told.${column.name} >= ${inUnits(least)}`]),
      ...(most === undefined ? [] : [`told.${column.name} <= ${inUnits(most)}`]),
    ];
  };
  const given = tags.map(({ tag, all }) => `case when ${all.flatMap(test).join(' and ') || 'true'} then '${tag}' end`);
  return `array_remove(array[${given.join(', ')}]::text[], null)`;
};

/** Writes the measures of a slice from its drafts and from the borders of their peers. */
export async function writeMeasures(session: Session, run: MeasureRun, slice: Slice): Promise<void> {
  const { asOf, rules } = run;
  const { classes, loyalty, quality, lifetime, growth, potential, churn, period } = rules;
  const { sleeping, worth, busy } = classOf(rules);
  const { distances, nearest } = await likenessOf(session, segmentationOf(run));
  const tiers = Object.entries(rules.tiers)
    .sort(([, one], [, other]) => other - one)
    .map(([name, least]) => `when aum >= ${float(least)} * unit then '${name}'`);
  const weights = Object.entries(churn.weights).map(
    ([reason, weight]) => `case when '${reason}' = any (churn_reasons) then ${weight} else 0 end`,
  );
  const alive = 'coalesce(alive, 0)';
  const csat = '100 * csat_content::float8 / nullif(csat_answers, 0)';
  const text = `
    insert into customer_measure (${columns}, tags)
    with b as materialized (
      select peer_group, ${codes.map(([code]) => `max(bounds) filter (where code = '${code}') as ${code}_bounds`).join(', ')}
      from peer_figure where as_of = $2::date group by peer_group
    ), judged as (
      select d.*, c.scope_key, unit, split_part(d.peer_group, ' ', 1) as kind, ${parts.join(', ')},
        ${likenedBy(segmentationOf(run))},
        (${sleeping}) as sleeping, ${worth} as worth, (${busy}) as busy, coalesce(warned.degree, 1) as alert_degree
      from measure_draft d
      -- Where he is now: he may have moved since the draft.
      join customer c on c.customer_id = d.customer_id and c.customer_id > $4 and c.customer_id <= $5
      join b using (peer_group)
      left join (
        select customer_id, max(${numberOf('level', rules.risk.alerts)}) as degree from risk_alert
        where customer_id > $4 and customer_id <= $5 and opened_on <= $2::date and (closed_on is null or closed_on > $2::date)
        group by customer_id
      ) as warned on warned.customer_id = d.customer_id
      cross join (select 1 / money_text(1, $3)::float8 as unit) as money
      where d.customer_id > $4 and d.customer_id <= $5 offset 0
    ), classed as (
      select *, case when sleeping then 'SLEEPING' when worth is null or not busy then 'LOW_VALUE'
          when categories >= ${classes.categories} and tailored >= 1 then 'HIGH_VALUE_ADDED' else 'VALUABLE' end as class,
        ${nearest} as cluster
      from (select ${['*', ...distances].join(', ')} from judged offset 0) as likened offset 0
    )
    select told.*, ${tagsOf(rules)} from (
    select customer_id, $2::date, ${measureKey('customer_id', '$2::date')}, scope_key, $1, peer_group, $3, round(aum), round(deposit_adb), round(loan_adb), round(deposit_change), round(loan_change),
      round(exposure), round(deposit_margin), round(loan_margin), round(fees), round(operating_cost),
      round(expected_loss), round(contribution), round(economic_capital), round(contribution - capital_charge),
      ${signedDecimal('100 * rarorac', 4)},
      round(contribution * ${alive} / (${float(1 + lifetime.discount)} - ${alive}) - ${numberOf('kind', lifetime.acquisition)} * unit),
      round(margin_slope * ${growth.horizon}), case when wealth_total is not null then round(greatest(wealth_total - aum, 0) * ${float(potential.margin)}) end,
      ${decimal(`deposit_points / unit / ${float(rules.depositPointUnit)}`, 2)}, ${decimal('alive', 4)}, ${decimal('100 * wallet', 2)}, channels,
      ${decimal(
        weighted([
          ['tenure_part', loyalty.tenure],
          ['products_part', loyalty.products],
          ['wallet_part', loyalty.wallet],
          ['channels_part', loyalty.channels],
          ['100 * alive', loyalty.alive],
          [csat, loyalty.satisfaction],
        ]),
        2,
      )},
      ${decimal(
        weighted([
          ['rarorac_part', quality.rarorac],
          ['grade', quality.grade],
          ['100 * completeness', quality.completeness],
          ['tenure_part', quality.tenure],
        ]),
        2,
      )},
      ${decimal(csat, 2)}, ${decimal('nps_mean', 2)}, csat_answers, csat_content, nps_answers, nps_balance, ${decimal('100 * completeness', 2)}, ${100 / productCategories.length} * categories, products, tenure, ${decimal(`transactions / ${float(period)}`, 2)},
      greatest(${degree('coalesce(expected_loss / nullif(exposure, 0), 0)', rules.risk.lossRate)}, five_class,
        ${degree('days_past_due', rules.risk.daysPastDue)}, alert_degree),
      recency_fifth, transactions_fifth, turnover_fifth,
      ${rfmSegment(rules)},
      least(100, ${weights.join(' + ')}), churn_reasons, class,
      case class when 'SLEEPING' then 'NO_TRANSACTION_AND_LOW_BALANCE'
        when 'LOW_VALUE' then case when worth is null then 'BELOW_VALUE' else 'BELOW_USE' end
        when 'HIGH_VALUE_ADDED' then worth || '_CATEGORIES_AND_TAILORED' else worth || '_AND_USE' end,
      case ${tiers.join(' ')} else 'STANDARD' end, cluster
    from classed
    ) as told (${columns})`;
  await session.unsafe(text, [rules.version, asOf, rules.baseCurrency, slice.after, slice.through] as never[]);
}
