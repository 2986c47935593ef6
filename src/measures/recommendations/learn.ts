import type { Session } from '../../database/work';
import { customersWithHoldings, features, likenessColumns } from './held';
import type { RecommendationRules } from './rules';

/**
 * Learns from who holds what on the day: which products are held by the same customers, what the holders of each are
 * like, and how many of each kind hold it. Customers who hold and are the same count together, so that a large bank is
 * read once.
 */
export async function learnProducts(session: Session, asOf: string, rules: RecommendationRules): Promise<void> {
  await session.unsafe('truncate product_likeness, product_trait, product_demand');
  await session.unsafe('drop table if exists holders_alike');
  await session.unsafe('create temp table holders_alike (kind text, held bigint[], features text[], customers float8)');
  await session.unsafe(
    `insert into holders_alike
     select kind, held, ${features}, customers from (
       select ${likenessColumns}, count(*) as customers from (${customersWithHoldings(rules, 'customer', 'true')}) as c
       where held <> '{}' group by ${likenessColumns}
     ) as alike`,
    [asOf],
  );
  await session.unsafe('analyze holders_alike');
  await session.unsafe(`
    insert into product_likeness (held_id, product_id, common, cosine)
    with sets as materialized (select held, sum(customers) as customers from holders_alike group by held),
    holders as materialized (
      select id, sum(customers) as customers from sets cross join unnest(held) as h (id) group by id
    )
    select pair.held_id, pair.product_id, pair.common, pair.common / sqrt(one.customers * other.customers)
    from (
      select h.id as held_id, p.id as product_id, sum(customers) as common
      from sets cross join unnest(held) as h (id) cross join unnest(held) as p (id)
      where h.id <> p.id group by h.id, p.id
    ) as pair
    join holders as one on one.id = pair.held_id
    join holders as other on other.id = pair.product_id
    where pair.common >= ${rules.least.common}`);
  await session.unsafe(`
    insert into product_trait (product_id, feature, weight, lift)
    with holders as materialized (
      select id, sum(customers) as customers from holders_alike cross join unnest(held) as h (id) group by id
    ), everybody as (
      select feature, sum(customers) / (select sum(customers) from holders_alike) as share
      from holders_alike cross join unnest(features) as f (feature) group by feature
    ), shared as materialized (
      select h.id, f.feature, sum(a.customers) / min(holders.customers) as share
      from holders_alike a cross join unnest(a.held) as h (id) cross join unnest(a.features) as f (feature)
      join holders on holders.id = h.id and holders.customers >= ${rules.least.holders}
      group by h.id, f.feature
    )
    select id, feature, shared.share / sqrt(sum(shared.share * shared.share) over (partition by id)),
      shared.share / everybody.share
    from shared join everybody using (feature)`);
  await session.unsafe(`
    insert into product_demand (kind, product_id, holders, popularity)
    select a.kind, h.id, sum(a.customers)::int, sum(a.customers) / min(k.customers)
    from holders_alike a cross join unnest(a.held) as h (id)
    join (select kind, sum(customers) as customers from holders_alike group by kind) as k using (kind)
    group by a.kind, h.id having sum(a.customers) >= ${rules.least.holders}`);
  await session.unsafe('drop table holders_alike');
  await session.unsafe('analyze product_likeness, product_trait, product_demand');
}
