import type { CustomerKind } from '../access/policy';
import { isSampled } from '../database/sampling';
import type { Session } from '../database/work';
import { clusterFeatures, draftFigures, measureFigures } from './features';
import { clusterName, fitClusters } from './fit';
import type { SegmentationRules } from './rules';

/** The day that customers are grouped as of, and by what. */
export interface Segmentation {
  readonly asOf: string;
  readonly rules: SegmentationRules;
  readonly baseCurrency: string;
  /** Months of the measures' period. */
  readonly period: number;
}

/** SQL for the features of a row of `measure_draft`, in the order of a centroid and each in its scale. */
function scales({ rules, period }: Segmentation): string[] {
  const figures = draftFigures(period);
  return clusterFeatures.map((feature) =>
    rules.clusters.features[feature].log ? `ln(1 + ${figures[feature]})` : figures[feature],
  );
}

/** Finds the groups of each kind from the drafts of all customers. */
export async function findClusters(session: Session, segmentation: Segmentation): Promise<void> {
  const { asOf, rules, baseCurrency } = segmentation;
  const { groups } = rules.clusters;
  const text = `
    select kind, array[${scales(segmentation)
      .map((scale) => `round((${scale})::numeric, 6)::float8`)
      .join(', ')}] as features
    from measure_draft
    join (
      select peer_group, kind, sum(members) over (partition by kind)::bigint as size
      from (
        select peer_group, split_part(peer_group, ' ', 1) as kind, count(*) as members from measure_draft group by peer_group
      ) as grouped
    ) as kinds using (peer_group)
    cross join (select 1 / money_text(1, $1)::float8 as unit) as money
    where ${isSampled('customer_id', `(size - 1) / ${rules.sample} + 1`)} order by kind, customer_id`;
  const sampled = await session.unsafe<{ kind: CustomerKind; features: number[] }[]>(text, [baseCurrency]);
  for (const [kind, wanted] of Object.entries(groups)) {
    const rows = sampled.filter((row) => row.kind === kind).map(({ features }) => features);
    for (const [at, cluster] of fitClusters(rows, wanted, rules.clusters).entries()) {
      const name = clusterName(cluster.outstanding, clusterFeatures, rules.clusters);
      await session`
        insert into customer_cluster (as_of, code, kind, place, rules_version, name, name_zh, currency, centroid, spread)
        values (${asOf}, ${`${kind} ${at + 1}`}, ${kind}, ${at + 1}, ${rules.version}, ${name.text}, ${name.textZh},
          ${baseCurrency}, ${[...cluster.centroid]}::float8[], ${[...cluster.spread]}::float8[])`;
    }
  }
}

/** SQL: a row of `measure_draft` with `unit` beside it, as it is likened: its features as columns. */
export const likenedBy = (segmentation: Segmentation): string =>
  scales(segmentation)
    .map((scale, at) => `${scale} as feature${at}`)
    .join(', ');

/** SQL that finds the group of a row likened, in two steps so that each distance is worked out once. */
export interface Likeness {
  /** Columns to work out first: by how much the row is farther from each group of its `kind` than from the first one. */
  readonly distances: readonly string[];
  /** The code of the nearest; of equally near ones the first, and null where the kind has none. */
  readonly nearest: string;
}

/**
 * Squared distances in standard deviations, of which what is common to all groups of a kind is left out: the rest is a
 * weighted sum of the features.
 */
export async function likenessOf(session: Session, { asOf }: Segmentation): Promise<Likeness> {
  const found = await session<{ code: string; kind: string; centroid: number[]; spread: number[] }[]>`
    select code, kind, centroid, spread from customer_cluster where as_of = ${asOf} order by code`;
  const distances = found.map(({ kind, centroid, spread }, place) => {
    const first = found.find((other) => other.kind === kind)?.centroid as number[];
    const apart = centroid.map((middle, at) => (middle - (first[at] as number)) / (spread[at] as number) ** 2);
    const common = apart.reduce((sum, by, at) => sum + by * ((centroid[at] as number) + (first[at] as number)), 0);
    const parts = apart.map((by, at) => `feature${at} * (${-2 * by})::float8`);
    return `case when kind = '${kind}' then ${[`(${common})::float8`, ...parts].join(' + ')} end as distance${place}`;
  });
  const names = found.map((_, place) => `distance${place}`);
  const cases = found.map(({ code }, place) => `when ${names[place]} then '${code}'`);
  const nearest = found.length === 0 ? 'null' : `case least(${names.join(', ')}) ${cases.join(' ')} end`;
  return { distances, nearest };
}

/** Sums up who belongs to each group and where in the bank he is, from the measures written. */
export async function sumUpClusters(session: Session, { asOf }: Segmentation): Promise<void> {
  const figures = clusterFeatures.map((feature, at) => `${measureFigures[feature]} as f${at}`);
  const each = (make: (at: number) => string) => figures.map((_, at) => make(at)).join(', ');
  await session.unsafe(
    `with counted as materialized (
      select cluster, scope_key, count(*) as members, ${each(
        (at) =>
          `sum(f${at}) as s${at}, count(f${at}) as n${at}, max(abs(f${at})) as most${at}, sum(abs(f${at})) as all${at}`,
      )}
      from (
        select cluster, scope_key, ${figures.join(', ')} from customer_measure
        where as_of = $1::date and cluster is not null offset 0
      ) as floated group by cluster, scope_key
    ), summed as (
      select cluster, sum(members)::int as members,
        array[${each((at) => `round((sum(s${at}) / sum(n${at}))::numeric, 4)::float8`)}] as averages,
        array[${each(
          (at) => `round(coalesce(max(most${at}) / nullif(sum(all${at}), 0), 0)::numeric, 6)::float8`,
        )}] as dominance
      from counted group by cluster
    ), placed as (
      select cluster, array_agg(scope_key order by scope_key) as keys, array_agg(up_to order by scope_key) as up_to
      from (
        select cluster, scope_key, sum(members) over (partition by cluster order by scope_key)::int as up_to from counted
      ) as counted group by cluster
    )
    update customer_cluster k
    set members = s.members, averages = s.averages, dominance = s.dominance, keys = p.keys, up_to = p.up_to
    from summed s join placed p using (cluster) where k.as_of = $1::date and k.code = s.cluster`,
    [asOf],
  );
}
