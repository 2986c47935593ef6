import { type SQL, sql } from 'drizzle-orm';
import { by, QueryRoot, toList, toOne } from '../../graph/declare/edge';
import type { SourceJoin } from '../../graph/declare/join';
import { lastRun } from '../measure/measure-run';
import { ProductCategoryEnum } from '../product/product.type';
import { behaviourRule, behaviourTree } from './behaviour-tree.table';
import { BehaviourEnum, BehaviourFactor, BehaviourRule, BehaviourTree } from './behaviour-tree.type';
import { factorTold, ruleTold } from './segment.rows';
import { firstReached } from './told-once';

toOne({
  from: QueryRoot,
  name: 'behaviourTree',
  to: BehaviourTree,
  description:
    'What told beforehand who would leave or take a product up, as of the last day worked out; null where too few did, or no day was worked out before.',
  arguments: {
    of: { type: () => BehaviourEnum, description: 'The behaviour.' },
    category: {
      type: () => ProductCategoryEnum,
      nullable: true,
      description: 'Of a take-up, the category of product; it has none without.',
    },
  },
  leavesScope: true,
  source: tree,
});

function tree(join: SourceJoin): SQL {
  const { inputs } = join;
  const day = lastRun(inputs.day());
  const everywhere = [sql`0`, sql`2147483647`] as const;
  const category = inputs.has('category')
    ? sql`t.category = ${inputs.argument('category', 'text')}`
    : sql`t.category is null`;
  return sql`
    select f.customer_id, f.scope_key, t.as_of, t.code, t.behaviour, t.category, t.rules_version, t.features_as_of,
      round(t.trained_on, 2 - length(t.trained_on::text))::int as trained_on, round((100 * t.rate)::numeric, 1) as rate,
      round((100 * t.accuracy)::numeric, 1) as accuracy, round(t.auc::numeric, 3) as auc, t.factors, t.factors_zh,
      array(select round(100 * share)::int from unnest(t.factor_shares) with ordinality as s (share, n) order by n) as factor_shares
    from ${behaviourTree} as "t" cross join lateral ${firstReached(join, day, everywhere, 'RISK')} as f
    where t.as_of = ${day} and t.behaviour = ${inputs.argument('of', 'text')} and ${category} and (
      select bool_and(tells_peers(r.members, r.keys, r.up_to)) from ${behaviourRule} as "r"
      where r.as_of = t.as_of and r.code = t.code)`;
}

toList({
  from: BehaviourTree,
  name: 'factors',
  to: BehaviourFactor,
  dataClass: 'RISK',
  description: 'What it tells them by, what tells most first.',
  order: [by(factorTold.place)],
  source: ({ parent }) => sql`
    select ${parent.customerId} as customer_id, ${parent.scopeKey} as scope_key, s.place::int, s.name, s.name_zh, s.share
    from unnest(${parent.factors}, ${parent.factorsZh}, ${parent.factorShares}) with ordinality as s (name, name_zh, share, place)`,
});

toList({
  from: BehaviourTree,
  name: 'rules',
  to: BehaviourRule,
  dataClass: 'RISK',
  description: 'Its groups, the likeliest to behave so first.',
  order: [by(ruleTold.place)],
  source: ({ parent }) => sql`
    select ${parent.customerId} as customer_id, ${parent.scopeKey} as scope_key, r.place, r.text, r.text_zh,
      round(100.0 * r.members / t.trained_on) as share, round((100 * r.rate)::numeric) as rate,
      round((r.rate / t.rate)::numeric, 2) as lift
    from ${behaviourRule} as "r" join ${behaviourTree} as "t" using (as_of, code)
    where r.as_of = ${parent.asOf} and r.code = ${parent.code}`,
});
