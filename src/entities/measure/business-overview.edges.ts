import { type SQL, sql } from 'drizzle-orm';
import { QueryRoot, toOne } from '../../graph/declare/edge';
import type { SourceJoin } from '../../graph/declare/join';
import { ofUnit } from '../org-unit/of-unit';
import { OrgUnit } from '../org-unit/org-unit.type';
import { isCrossHolder } from './business-figures';
import { monthArrays, monthsOf } from './business-months';
import { BusinessOverview } from './business-overview.type';
import { customerMeasure } from './measure.table';
import { lastRun } from './measure-run';
import { reachedIn, reachedOnly } from './reached-in';
import { unitMeasure } from './unit-measure.table';

toOne({
  from: QueryRoot,
  name: 'businessOverview',
  to: BusinessOverview,
  description:
    'The business with the customers in the reader’s scope as of the last day worked out, in a unit and all below it, or in the whole bank; null where there are none.',
  arguments: ofUnit,
  leavesScope: true,
  source: overview,
});

/**
 * Kind by kind: the unit's own sums where the reader reaches the whole unit and they still hold; else those of the topmost units below it that
 * he reaches whole, and the sums over those other customers whom he reaches.
 */
function overview(join: SourceJoin): SQL {
  const { inputs } = join;
  const reached = reachedIn(join, 'MONEY');
  const chosen = inputs.has('orgUnit')
    ? sql`o.code = ${inputs.argument('orgUnit', 'text')}`
    : sql`o.level = 'HEAD_OFFICE'`;
  const sums = sql.raw(
    ['aum_minor', 'deposit_adb_minor', 'loan_adb_minor', 'contribution_minor']
      .map((column) => `coalesce(sum(${column}), 0)::bigint as ${column}`)
      .join(', '),
  );
  const total = sql.raw(
    [
      'customers',
      'depositors',
      'borrowers',
      'sleeping',
      'low_value',
      'valuable',
      'high_value_added',
      'cross_holders',
      'acquired',
      'churned',
      'csat_answers',
      'csat_content',
      'nps_answers',
      'nps_balance',
    ]
      .map((column) => `sum(${column})::int as ${column}`)
      .join(', '),
  );
  const counted = sql.raw(
    ['SLEEPING', 'LOW_VALUE', 'VALUABLE', 'HIGH_VALUE_ADDED']
      .map((name) => `count(*) filter (where m.customer_class = '${name}') as ${name.toLowerCase()}`)
      .join(', '),
  );
  // By itself, so that the index of a day and its places serves.
  const day = sql`(select day from unit)`;
  const atPlace = reachedOnly('byPlace', join, 'MONEY');
  const isCovered = (row: string) => sql`exists (
    select from whole where ${sql.raw(row)}.scope_key >= whole.scope_key and ${sql.raw(row)}.scope_key < whole.upper)`;
  return sql`
    with unit as materialized (
      select o.id, o.lft, o.rgt, ${lastRun(inputs.day())} as day from org_unit as o where ${chosen}
    ), own as materialized (
      select u.*, true as is_whole, scope_key_of(u.kind, unit.rgt) as upper, null::integer as covered
      from unit join ${unitMeasure} as "u" on u.org_unit_id = unit.id and u.as_of = unit.day
      where ${reached(unitMeasure, 'u')}
    ), kind as materialized (
      select k.kind, scope_key_of(k.kind, unit.lft) as low, scope_key_of(k.kind, unit.rgt) as upper,
        own.kind is not null as is_whole, coalesce(not own.is_stale, false) as is_summed
      from unit cross join (values ('INDIVIDUAL'), ('CORPORATE'), ('INSTITUTION')) as k (kind)
      left join own on own.kind = k.kind
    ), below as materialized (
      select * from (
        -- Intervals lie within each other or apart: what an earlier one reaches over is counted there.
        select u.*, kind.is_whole, scope_key_of(u.kind, place.rgt) as upper, max(scope_key_of(u.kind, place.rgt)) over (
          partition by u.kind order by u.scope_key rows between unbounded preceding and 1 preceding) as covered
        from unit cross join kind
        join ${unitMeasure} as "u" on u.as_of = unit.day and u.kind = kind.kind and u.scope_key > kind.low and u.scope_key < kind.upper
        join org_unit as place on place.id = u.org_unit_id
        where not kind.is_summed and not u.is_stale and ${reached(unitMeasure, 'u')}
      ) as topmost where covered is null or scope_key >= covered
    ), whole as materialized (
      select * from own where not is_stale union all select * from below
    ), place as materialized (
      -- Where the reader reaches whoever is there, and no unit counts as a whole.
      select p.* from (
        select kind.kind, kind.is_whole, scope_key_of(kind.kind, o.lft) as scope_key
        from unit cross join kind join org_unit as o on o.lft >= unit.lft and o.rgt <= unit.rgt
        where not kind.is_summed
      ) as p where ${atPlace(customerMeasure, 'p')} and not ${isCovered('p')}
    ), part as materialized (
      select m.*, place.is_whole from place join ${customerMeasure} as "m" on m.as_of = ${day} and m.scope_key = place.scope_key
      union all
      select m.*, kind.is_whole from kind
      join ${customerMeasure} as "m" on m.as_of = ${day} and m.scope_key >= kind.low and m.scope_key < kind.upper
      where not kind.is_summed and ${reachedOnly('beyondPlaces', join, 'MONEY')(customerMeasure, 'm')}
        and not ${atPlace(customerMeasure, 'm')} and not ${isCovered('m')}
    ), summed as (
      select customer_id, scope_key, currency, customers, depositors, borrowers, aum_minor, deposit_adb_minor, loan_adb_minor,
        contribution_minor, sleeping, low_value, valuable, high_value_added, products, cross_holders, acquired, churned, csat_answers,
        csat_content, nps_answers, nps_balance, is_whole
      from whole where customers > 0
      union all
      select min(m.customer_id), (array_agg(m.scope_key order by m.customer_id))[1], min(m.currency), count(*),
        count(*) filter (where m.deposit_adb_minor > 0), count(*) filter (where m.loan_adb_minor > 0),
        sum(m.aum_minor), sum(m.deposit_adb_minor), sum(m.loan_adb_minor), sum(m.contribution_minor), ${counted},
        sum(m.product_count), count(*) filter (where ${sql.raw(isCrossHolder)}),
        count(*) filter (where c.onboarded_on >= date_trunc('month', m.as_of::timestamp) and c.onboarded_on <= m.as_of),
        count(*) filter (where c.status = 'CHURNED'), sum(m.csat_answers), sum(m.csat_content), sum(m.nps_answers),
        sum(m.nps_balance), bool_and(m.is_whole)
      from part as m join customer as c on c.customer_id = m.customer_id
      having count(*) > 0
    ), month as (
      ${monthsOf(reached)}
    )
    select s.*, unit.id as org_unit_id, unit.day as as_of,
      ${monthArrays}
    from unit cross join (
      select min(customer_id) as customer_id, (array_agg(scope_key order by customer_id, scope_key))[1] as scope_key,
        min(currency) as currency, bool_and(is_whole) as is_whole, ${total}, ${sums}, sum(products) as products
      from summed
    ) as s
    where s.customers is not null`;
}

toOne({
  from: BusinessOverview,
  name: 'orgUnit',
  to: OrgUnit,
  dataClass: 'MONEY',
  description: 'The unit.',
  on: ({ parent, row }) => sql`${row.id} = ${parent.orgUnitId}`,
});
