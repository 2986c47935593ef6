import type { Session } from '../../database/work';
import { inSlice, type Slice } from '../collect';
import { float } from '../figures';
import { customersWithHoldings, features, likenessColumns } from './held';
import type { RecommendationRules } from './rules';

const weighed = (weights: Readonly<Record<string, number>>) =>
  Object.entries(weights)
    .map(([figure, weight]) => `${float(weight)} * ${figure}`)
    .join(' + ');

/** The columns by which customers are scored together. */
const scoredBy = `${likenessColumns}, appetite`;

/**
 * SQL: every product that passes the gates of the customers above `$2` up to `$3` on the day `$1`, with its scores, what
 * stands behind them, its rank and its place among those of the least risk or the others.
 */
export const scoredProducts = (rules: RecommendationRules): string => `
  with offered as materialized (
    select c.*, coalesce(i.risk_appetite, '${rules.leastRisk}') as appetite
    from customer c left join individual i on i.customer_id = c.customer_id and ${inSlice('i')}
    where ${inSlice('c')} and c.marketing_consent and c.profiling_consent
      and c.status in (${rules.offered.map((status) => `'${status}'`).join(', ')})
  ), wanting as materialized (
    ${customersWithHoldings(
      rules,
      'offered',
      `${inSlice('h')} and h.customer_id in (select customer_id from offered)`,
      ', c.scope_key, c.appetite',
    )}
  ), likeness as materialized (
    select *, ${features} as features from (select distinct ${scoredBy} from wanting) as alike
  ), alike as materialized (
    select s.held, l.product_id, sum(l.cosine) / cardinality(s.held) as collaborative,
      (array_agg(l.held_id order by l.cosine desc, l.held_id))[1] as held_id
    from (select distinct held from likeness where held <> '{}') as s
    cross join unnest(s.held) as h (id)
    join product_likeness l on l.held_id = h.id and l.product_id <> all (s.held)
    group by s.held, l.product_id
  ), fitting as materialized (
    select s.features, t.product_id, sum(t.weight) / sqrt(cardinality(s.features)) as content, max(t.lift) as lift,
      (array_agg(t.feature order by t.lift desc, t.feature))[1] as feature
    from (select distinct features from likeness) as s
    cross join unnest(s.features) as f (code)
    join product_trait t on t.feature = f.code
    group by s.features, t.product_id
  ), open as materialized (
    select d.kind as sold_to, d.product_id, d.popularity, coalesce(p.risk_level, '${rules.leastRisk}') as risk
    from product_demand d join product p on p.id = d.product_id and (p.sold_until is null or p.sold_until >= $1::date)
  ), parts as (
    select ${scoredBy}, o.product_id, o.risk, round(coalesce(a.collaborative, 0)::numeric, 4) as collaborative,
      round(coalesce(f.content, 0)::numeric, 4) as content, round(o.popularity::numeric, 4) as popularity,
      a.held_id, f.feature, coalesce(f.lift, 0) >= ${float(rules.reasons.lift)} as fits
    from likeness l
    join open o on o.sold_to = l.kind and o.risk <= l.appetite and o.product_id <> all (l.held)
    left join alike a using (held, product_id)
    left join fitting f using (features, product_id)
  ), scored as (
    select *, held = '{}' as is_new, round((case when held = '{}' then ${weighed(rules.weights.profile)}
      else ${weighed(rules.weights.holdings)} end)::numeric, 4) as score
    from parts
  ), ranked as materialized (
    select *, row_number() over (partition by ${scoredBy} order by score desc, product_id) as rank,
      row_number() over (partition by ${scoredBy}, risk = '${rules.leastRisk}' order by score desc, product_id) as place
    from scored
  )
  select customer_id, scope_key, ranked.* from wanting join ranked using (${scoredBy})`;

/** Writes what is recommended to the customers of a slice, as learnt of the day. */
export async function recommendProducts(
  session: Session,
  asOf: string,
  rules: RecommendationRules,
  slice: Slice,
): Promise<void> {
  const { told, leastRisk, reasons, version } = rules;
  await session.unsafe(
    `insert into product_recommendation (customer_id, as_of, product_id, scope_key, rules_version, basis, score, collaborative,
       content, popularity, rank, for_everybody, reasons, held_product_id, feature)
     select customer_id, $1::date, product_id, scope_key, $4, case when is_new then 'PROFILE' else 'HOLDINGS' end, score,
       collaborative, content, popularity, rank, risk = '${leastRisk}',
       array_remove(array[case when held_id is not null then 'HELD_TOGETHER' end, case when fits then 'FITS_PROFILE' end,
         case when popularity >= ${reasons.popularity} or held_id is null and not fits then 'POPULAR' end], null),
       held_id, case when fits then feature end
     from (${scoredProducts(rules)}) as told
     where place <= ${told}`,
    [asOf, slice.after, slice.through, version] as never[],
  );
}
