import { type SQL, sql } from 'drizzle-orm';
import { by, QueryRoot, toOne, toPage } from '../../graph/declare/edge';
import type { SourceJoin } from '../../graph/declare/join';
import { complaint } from '../complaint/complaint.table';
import { reachedInUnit } from '../measure/reached-in';
import { ofUnit } from '../org-unit/of-unit';
import { RootCause } from './root-cause.type';
import { rootCauseRate } from './root-cause-rate.rows';
import { RootCauseRate } from './root-cause-rate.type';

toPage({
  from: QueryRoot,
  name: 'rootCauseRates',
  to: RootCauseRate,
  description:
    'What came from each root cause among customers in the reader’s scope, of a unit or the whole bank, and how often again after it was remedied; the one that most came from first.',
  arguments: ofUnit,
  timeless: true,
  leavesScope: true,
  order: [by(rootCauseRate.complaints, 'DESC'), by(rootCauseRate.code)],
  source: rates,
});

toOne({
  from: RootCauseRate,
  name: 'cause',
  to: RootCause,
  description: 'The cause, with what was done about it.',
  on: ({ parent, row }) => sql`${row.id} = ${parent.rootCauseId}`,
});

function rates(join: SourceJoin): SQL {
  const day = sql`(c.received_at at time zone ${join.inputs.viewer('timeZone')})::date`;
  const of = (when: string) => sql.raw(`count(*) filter (where ${when})::int`);
  return sql`
    with told as materialized (
      select c.customer_id, c.scope_key, c.root_cause_id, r.code, r.remedied_on, ${day} > r.remedied_on as is_after
      from ${complaint} as "c" join root_cause as r on r.id = c.root_cause_id
      where ${reachedInUnit(join, 'C1')(complaint, 'c')}
    ), each as materialized (
      select root_cause_id, code, customer_id, scope_key, count(*)::int as complaints,
        ${of('not is_after')} as before, ${of('is_after')} as after, bool_or(remedied_on is not null) as is_remedied
      from told group by root_cause_id, code, customer_id, scope_key
    )
    select min(customer_id) as customer_id, (array_agg(scope_key order by customer_id))[1] as scope_key, root_cause_id,
      code collate "C" as code, sum(complaints)::int as complaints, count(*)::int as customers,
      case when bool_or(is_remedied) then sum(before)::int end as complaints_before,
      case when bool_or(is_remedied) then sum(after)::int end as complaints_after,
      case when bool_or(is_remedied) then ${of('before > 0 and after > 0')} end as customers_again,
      case when bool_or(is_remedied) then round(sum(after) * 100.0 / nullif(sum(before), 0), 2) end as recurrence_pct
    from each group by root_cause_id, code`;
}
