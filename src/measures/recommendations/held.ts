import { runsOnDay } from '../collect';
import type { RecommendationRules } from './rules';

const traitNames = ['kind', 'tier', 'lifecycle', 'years as a customer'] as const;

/**
 * What a customer `c` is like, by the name that it is told by. All have the class C1, and so has the score made of them:
 * age, income and appetite for risk would tell of themselves by the order of what is recommended.
 */
const traits = ({ tenureYears }: RecommendationRules): Readonly<Record<(typeof traitNames)[number], string>> => ({
  kind: 'c.kind',
  tier: `coalesce(c.tier, 'STANDARD')`,
  lifecycle: 'c.lifecycle',
  'years as a customer': `(array[${[0, ...tenureYears].map((years) => `'${years}+'`).join(', ')}])[
    1 + width_bucket(coalesce(($1::date - c.onboarded_on) / 365.25::float8, 0), '{${tenureYears}}'::float8[])]`,
});

/** The columns by which customers are alike: what they are like and hold; whoever has the same is told of together. */
export const likenessColumns = [...traitNames.map((name) => `"${name}"`), 'held'].join(', ');

/** SQL for the features of a row of those columns, each told as `<name>: <value>`, with the categories held. */
export const features = `
  array[${traitNames.map((name) => `'${name}: ' || "${name}"`).join(', ')}] || array(
    select distinct 'holds: ' || p.category from product p where p.id = any (held) order by 1)`;

/**
 * SQL: of `customers`, a table or what has its columns, the products held on the day `$1` and what they are like. `counts`
 * is true of the holdings `h` of those customers; `more` names further columns.
 */
export const customersWithHoldings = (
  rules: RecommendationRules,
  customers: string,
  counts: string,
  more = '',
): string => `
  with holders as (
    select h.customer_id, array_agg(distinct h.product_id order by h.product_id) as held
    from product_holding h where ${runsOnDay} and ${counts} group by h.customer_id
  )
  select c.customer_id, coalesce(o.held, '{}') as held,
    ${Object.entries(traits(rules))
      .map(([name, value]) => `${value} as "${name}"`)
      .join(', ')}${more}
  from ${customers} c
  left join holders as o using (customer_id)`;
