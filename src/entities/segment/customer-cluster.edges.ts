import { type SQL, sql } from 'drizzle-orm';
import { by, QueryRoot, toList } from '../../graph/declare/edge';
import type { SourceJoin } from '../../graph/declare/join';
import { lastRun } from '../measure/measure-run';
import { customerCluster } from './customer-cluster.table';
import { CustomerCluster } from './customer-cluster.type';
import { clusterTold } from './segment.rows';
import { firstReached } from './told-once';

toList({
  from: QueryRoot,
  name: 'customerClusters',
  to: CustomerCluster,
  description:
    'The groups of like customers of the whole bank as of the last day worked out, of those kinds of which the reader reaches anybody.',
  leavesScope: true,
  order: [by(clusterTold.code)],
  source: clusters,
});

/** An average of the place-th feature, unless one member has over half of it. */
const average = (place: number) => sql.raw(`case when k.dominance[${place}] <= 0.5 then k.averages[${place}] end`);

function clusters(join: SourceJoin): SQL {
  const day = lastRun(join.inputs.day());
  const bounds = [sql`scope_key_of(k.kind, 0)`, sql`scope_key_of(k.kind, 0) + (1 << 28)`] as const;
  return sql`
    select f.customer_id, f.scope_key, k.as_of, k.code, k.kind, k.rules_version, k.name, k.name_zh, k.currency,
      round(100.0 * k.members / sum(k.members) over (partition by k.kind)) as share,
      round(${average(1)})::bigint as aum_minor, round(${average(2)})::bigint as deposits_minor,
      round(${average(3)})::bigint as loans_minor, round((${average(4)})::numeric, 2) as transactions,
      round((${average(5)})::numeric, 2) as products, round((${average(6)})::numeric, 1) as tenure
    from ${customerCluster} as "k" cross join lateral ${firstReached(join, day, bounds)} as f
    where k.as_of = ${day} and k.kind in (
      select t.kind from ${customerCluster} as "t" where t.as_of = ${day}
      group by t.kind having bool_and(tells_peers(t.members, t.keys, t.up_to)))`;
}
