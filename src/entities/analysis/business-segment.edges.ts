import { type SQL, sql } from 'drizzle-orm';
import { GraphQLInt } from 'graphql';
import { by, QueryRoot, toPage } from '../../graph/declare/edge';
import type { SourceJoin } from '../../graph/declare/join';
import { isCrossHolder } from '../measure/business-figures';
import { CustomerMeasures } from '../measure/customer-measures.type';
import { lastRun, monthlyRuns } from '../measure/measure-run';
import { ofUnit } from '../org-unit/of-unit';
import { businessSegment } from './analysis.rows';
import { BusinessSegment } from './business-segment.type';
import { creditFigures, creditStanding } from './credit-standing';
import { dimensionClasses, grouping, SegmentDimension } from './dimensions';
import { measuredOn } from './measured';

const dimension = (description: string, nullable: boolean) => ({
  type: () => SegmentDimension,
  nullable,
  description,
  choices: dimensionClasses,
});

toPage({
  from: QueryRoot,
  name: 'businessSegments',
  to: BusinessSegment,
  description:
    'The customers in the reader’s scope grouped by what they have in common, the largest group first: as of the last day worked out, of a unit or the whole bank, of those customers whom their measures choose.',
  arguments: {
    by: dimension('What they are grouped by.', false),
    thenBy: dimension('What each group is divided by.', true),
    ...ofUnit,
  },
  among: CustomerMeasures,
  leavesScope: true,
  order: [by(businessSegment.customers, 'DESC'), by(businessSegment.key)],
  source: (join) => segments(join, lastRun(join.inputs.day())),
});

toPage({
  from: QueryRoot,
  name: 'businessSegmentMonths',
  to: BusinessSegment,
  description:
    'The same month by month, as of the last day of each that was worked out, the first month first. Measures, age and products are those of each day; what else the customers have in common is what they have on the day of the view. Shares, places and averages are those of the month.',
  arguments: {
    by: dimension('What they are grouped by.', false),
    thenBy: dimension('What each group is divided by.', true),
    ...ofUnit,
    months: { type: () => GraphQLInt, defaultValue: 12, range: [1, 60], description: 'How many months at most.' },
  },
  among: CustomerMeasures,
  leavesScope: true,
  order: [by(businessSegment.asOf), by(businessSegment.customers, 'DESC'), by(businessSegment.key)],
  source: (join) => segments(join, monthlyRuns(join.inputs.day(), join.inputs.argument('months', 'int'))),
});

const sums = [
  'aum_minor',
  'deposit_adb_minor',
  'loan_adb_minor',
  'exposure_minor',
  'deposit_change_minor',
  'loan_change_minor',
  'deposit_margin_minor',
  'loan_margin_minor',
  'fees_minor',
  'operating_cost_minor',
  'expected_loss_minor',
  'contribution_minor',
  'economic_capital_minor',
  'eva_minor',
  'lifetime_value_minor',
  'growth_value_minor',
  'potential_value_minor',
];

/**
 * One pass over the measures of some days; whose a group is, its first customer's row tells. Who stands in several groups
 * counts once in what is set beside all.
 */
function segments(join: SourceJoin, days: SQL): SQL {
  const { values, joins, isFirst } = grouping(join.inputs, ['by', 'thenBy']);
  const summed = sql.raw(sums.map((column) => `sum(m.${column})::bigint as ${column}`).join(', '));
  const credit = sql.raw(creditFigures.map((name) => `sum(k.${name})::bigint as ${name}`).join(', '));
  return sql`
    select f.customer_id, f.scope_key, f.as_of, f.currency, g.*,
      jsonb_build_array(g.day, g.value, g.then_value)::text collate "C" as key,
      round(g.customers * 100.0 / sum(g.first_customers) over month, 4) as share_of_customers,
      round(g.aum_minor * 100.0 / nullif(sum(g.first_assets) over month, 0), 4) as share_of_assets,
      rank() over (month order by g.aum_minor desc)::int as rank_by_assets,
      rank() over (month order by g.deposit_adb_minor desc)::int as rank_by_deposits,
      rank() over (month order by g.contribution_minor desc)::int as rank_by_contribution,
      round(g.aum_minor * 100.0 * count(*) over month / nullif(sum(g.aum_minor) over month, 0), 4) as assets_to_average,
      round(g.contribution_minor * 100.0 * count(*) over month / nullif(sum(g.contribution_minor) over month, 0), 4)
        as contribution_to_average
    from (
      select m.as_of as day, d.value, d.then_value, min(m.customer_id) as first, count(*)::int as customers,
        count(*) filter (where ${isFirst}) as first_customers, sum(m.aum_minor) filter (where ${isFirst}) as first_assets,
        count(*) filter (where m.deposit_adb_minor > 0)::int as depositors,
        count(*) filter (where m.loan_adb_minor > 0)::int as borrowers, sum(m.product_count) as products,
        count(*) filter (where ${sql.raw(isCrossHolder)})::int as cross_holders,
        round(avg(m.risk_degree), 2) as risk_degree, round(avg(m.churn_score), 2) as churn_score,
        round(avg(m.completeness), 2) as completeness, round(avg(m.loyalty), 2) as loyalty,
        round(avg(m.quality), 2) as quality, round(avg(m.p_alive), 4) as p_alive,
        round(avg(m.share_of_wallet), 2) as share_of_wallet, round(avg(m.channel_activity), 2) as channel_activity,
        round(avg(m.transactions_a_month), 2) as transactions_a_month, sum(m.deposit_points) as deposit_points,
        round(sum(m.contribution_minor) * 100.0 / nullif(sum(m.economic_capital_minor), 0), 4) as rarorac,
        round(sum(m.csat_content) * 100.0 / nullif(sum(m.csat_answers), 0), 2) as csat,
        round(sum(m.nps_balance) * 100.0 / nullif(sum(m.nps_answers), 0), 2) as nps, ${summed}, ${credit}
      from (select m.* from ${measuredOn(join, days, 'RISK')} offset 0) as m ${joins} ${creditStanding(join.inputs)}
      cross join lateral (select ${values[0]} as value, ${values[1]} as then_value) as d
      group by m.as_of, d.value, d.then_value
    ) as g join customer_measure as f on f.customer_id = g.first and f.as_of = g.day
    window month as (partition by g.day)`;
}
