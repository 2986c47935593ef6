import { type SQL, sql } from 'drizzle-orm';
import { by, QueryRoot, toPage } from '../../graph/declare/edge';
import type { SourceJoin } from '../../graph/declare/join';
import { isCrossHolder } from '../measure/business-figures';
import { CustomerMeasures } from '../measure/customer-measures.type';
import { ofUnit } from '../org-unit/of-unit';
import { businessSegment } from './analysis.rows';
import { BusinessSegment } from './business-segment.type';
import { dimensionClasses, grouping, SegmentDimension } from './dimensions';
import { measured } from './measured';

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
  source: segments,
});

const sums = [
  'aum_minor',
  'deposit_adb_minor',
  'loan_adb_minor',
  'exposure_minor',
  'deposit_change_minor',
  'loan_change_minor',
  'fees_minor',
  'expected_loss_minor',
  'contribution_minor',
];

/** One pass over the measures; whose a group is, its first customer's row tells. */
function segments(join: SourceJoin): SQL {
  const { values, joins } = grouping(join.inputs, ['by', 'thenBy']);
  const summed = sql.raw(sums.map((column) => `sum(m.${column})::bigint as ${column}`).join(', '));
  return sql`
    select f.customer_id, f.scope_key, f.as_of, f.currency, g.*,
      jsonb_build_array(g.value, g.then_value)::text collate "C" as key,
      round(g.customers * 100.0 / sum(g.customers) over (), 4) as share_of_customers,
      round(g.aum_minor * 100.0 / nullif(sum(g.aum_minor) over (), 0), 4) as share_of_assets,
      rank() over (order by g.aum_minor desc)::int as rank_by_assets,
      rank() over (order by g.deposit_adb_minor desc)::int as rank_by_deposits,
      rank() over (order by g.contribution_minor desc)::int as rank_by_contribution,
      round(g.aum_minor * 100.0 * count(*) over () / nullif(sum(g.aum_minor) over (), 0), 4) as assets_to_average,
      round(g.contribution_minor * 100.0 * count(*) over () / nullif(sum(g.contribution_minor) over (), 0), 4)
        as contribution_to_average
    from (
      select value, then_value, min(m.customer_id) as first, max(m.as_of) as day, count(*)::int as customers,
        count(*) filter (where m.deposit_adb_minor > 0)::int as depositors,
        count(*) filter (where m.loan_adb_minor > 0)::int as borrowers, sum(m.product_count) as products,
        count(*) filter (where ${sql.raw(isCrossHolder)})::int as cross_holders,
        round(avg(m.risk_degree), 2) as risk_degree, round(avg(m.churn_score), 2) as churn_score,
        round(avg(m.completeness), 2) as completeness,
        round(sum(m.csat_content) * 100.0 / nullif(sum(m.csat_answers), 0), 2) as csat,
        round(sum(m.nps_balance) * 100.0 / nullif(sum(m.nps_answers), 0), 2) as nps, ${summed}
      from (select m.* from ${measured(join, 'RISK')} offset 0) as m ${joins}
      cross join lateral (select ${values[0]} as value, ${values[1]} as then_value) as d
      group by value, then_value
    ) as g join customer_measure as f on f.customer_id = g.first and f.as_of = g.day`;
}
