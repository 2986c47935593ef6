import { runsOnDay } from '../collect';
import type { RecommendationRules } from './rules';

/**
 * The features of a customer `c`, each told as `<name>: <value>`. All have the class C1, and so has the score made of
 * them: age, income and appetite for risk would tell of themselves by the order of what is recommended.
 */
const features = ({ tenureYears }: RecommendationRules): Readonly<Record<string, string>> => ({
  kind: 'c.kind',
  tier: `coalesce(c.tier, 'STANDARD')`,
  lifecycle: 'c.lifecycle',
  'years as a customer': `(array[${[0, ...tenureYears].map((years) => `'${years}+'`).join(', ')}])[
    1 + width_bucket(coalesce(($1::date - c.onboarded_on) / 365.25::float8, 0), '{${tenureYears}}'::float8[])]`,
});

/**
 * SQL: of the customers who count, the products held on the day `$1` and the features, the categories
 * held among them. `more` names further columns.
 */
export const customersWithHoldings = (
  rules: RecommendationRules,
  counts: (alias: string) => string,
  more = '',
): string => `
  with holders as materialized (
    select h.customer_id, array_agg(distinct h.product_id order by h.product_id) as held
    from product_holding h where ${runsOnDay} and ${counts('h')} group by h.customer_id
  ), sets as materialized (
    -- Many hold the same: what that is, is told once.
    select held, (
      select array_agg(distinct 'holds: ' || p.category order by 'holds: ' || p.category)
      from product p where p.id = any (held)
    ) as categories
    from (select distinct held from holders) as s
  )
  select c.customer_id, c.kind, coalesce(o.held, '{}') as held,
    array[${Object.entries(features(rules))
      .map(([name, value]) => `'${name}: ' || ${value}`)
      .join(', ')}] || coalesce(s.categories, '{}') as features${more}
  from customer c
  left join holders as o using (customer_id)
  left join sets as s on s.held = o.held
  left join individual i using (customer_id)
  where ${counts('c')}`;
