import { isSampled } from '../database/sampling';
import type { Session } from '../database/work';
import { measureDraft } from '../entities/measure/measure-draft.table';
import type { MeasureRules } from '../entities/measure/measures.rules';
import type { MeasureRun } from './run-state';

/** The parts of a hundred at whose borders the values of a peer group are kept. */
const twentieths = `'{${Array.from({ length: 19 }, (_, index) => (index + 1) / 20).join(',')}}'::float8[]`;

const alikeIn = { tier: `coalesce(c.tier, 'STANDARD')`, lifecycle: 'c.lifecycle' } as const;

/** SQL: the group whose members a customer `c` is compared with; its first word is his kind. */
export const peerGroup = ({ peers }: MeasureRules): string =>
  ['c.kind', ...peers.map((name) => alikeIn[name])].join(` || ' ' || `);

/** What scores are made of, compared before them. */
export const compared = {
  tenure: measureDraft.tenure,
  products: measureDraft.products,
  wallet: measureDraft.wallet,
  channels: measureDraft.channels,
  rarorac: measureDraft.rarorac,
  recency: measureDraft.recency,
  transactions: measureDraft.transactions,
  turnover: measureDraft.turnover,
} as const;

/** Of a larger group the borders are those of about so many members, evenly taken. */
const mostSorted = 20_000;

/** A column by its name, and whether it is known of everybody. */
interface Figure {
  readonly name: string;
  readonly notNull: boolean;
}

/** Keeps average and borders of figures of each peer group: columns of one table, by their codes; one pass for all. */
export async function comparePeers(
  session: Session,
  { asOf }: MeasureRun,
  rows: 'measure_draft' | 'customer_measure',
  figures: Readonly<Record<string, Figure>>,
): Promise<void> {
  const list = Object.entries(figures);
  const told = rows === 'customer_measure' ? session`m.as_of = ${asOf}` : session`true`;
  const each = (make: (at: number) => string) => session.unsafe(list.map((_, at) => make(at)).join(', '));
  // Each figure is made a float once, for a decimal takes long to become one.
  const floats = session.unsafe(list.map(([, { name }], at) => `${name}::float8 as f${at}`).join(', '));
  const members = (at: number) => (list[at]?.[1].notNull ? 'count(*)' : `count(f${at})`);
  // What is below nothing is seldom: to leave it out is cheaper than to make every figure an absolute one.
  const below = (sum: 'min' | 'sum', at: number) => `${sum}(f${at}) filter (where f${at} < 0)`;
  // Asked apart, for PostgreSQL shares out over its workers what it only reads.
  const found = await session`
    with summed as materialized (
      select peer_group, count(*) as size, ${each(
        (at) =>
          `${members(at)} as n${at}, sum(f${at}) / nullif(${members(at)}, 0) as a${at},
        greatest(max(f${at}), -${below('min', at)}) / nullif(sum(f${at}) - 2 * coalesce(${below('sum', at)}, 0), 0) as d${at}`,
      )}
      from (select m.peer_group, ${floats} from ${session(rows)} m where ${told} offset 0) as floated group by peer_group
    ), sorted as materialized (
      select m.peer_group, ${each((at) => `percentile_disc(${twentieths}) within group (order by f${at}) as b${at}`)}
      from (select m.peer_group, m.customer_id, ${floats} from ${session(rows)} m where ${told}) m
      join summed s using (peer_group)
      where ${session.unsafe(isSampled('m.customer_id', `s.size / ${mostSorted} + 1`))} group by m.peer_group
    )
    select peer_group, f.code, f.members, f.average, coalesce(f.dominance, 0) as dominance, f.bounds
    from summed join sorted using (peer_group)
    cross join lateral (values ${each((at) => `('${list[at]?.[0]}', n${at}, a${at}, d${at}, b${at})`)}) as f (code, members, average, dominance, bounds)
    where f.average is not null and f.bounds is not null`;
  await session`
    insert into peer_figure (as_of, peer_group, code, members, average, dominance, bounds)
    select ${asOf}, peer_group, code, members, round(average::numeric, 4), round(dominance::numeric, 6), bounds
      from jsonb_to_recordset(${JSON.stringify(found, plainNumber)}::text::jsonb)
      as f(peer_group text, code text, members int, average float8, dominance float8, bounds float8[])`;
}

const plainNumber = (_: string, value: unknown) => (typeof value === 'bigint' ? Number(value) : value);

/** Keeps where in the bank the members of each peer group are. */
export async function placePeers(session: Session, { asOf }: MeasureRun): Promise<void> {
  await session`
    insert into peer_place (as_of, peer_group, members, keys, up_to)
    select ${asOf}, peer_group, max(up_to), array_agg(scope_key order by scope_key), array_agg(up_to order by scope_key)
    from (
      select peer_group, scope_key, sum(count(*)) over (partition by peer_group order by scope_key)::int as up_to
      from customer_measure where as_of = ${asOf} group by peer_group, scope_key
    ) as placed
    group by peer_group`;
}
