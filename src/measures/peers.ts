import { isSampled } from '../database/sampling';
import type { Session } from '../database/work';
import { measureDraft } from '../entities/measure/measure-draft.table';
import type { MeasureRules } from '../entities/measure/measures.rules';
import { unitPlaces } from './places';
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

/**
 * SQL: of each `figure` what may be told at all. Peer groups make up all of a kind, and so do units: those that are not
 * told, taken together, are what is left of all, and are as many and as various as one that is. Where they are not, the
 * smallest that might be told are left out with them.
 */
const toldBesideAll = `
  with alike as materialized (
    select *, members >= 10 and dominance <= 0.5 as is_told, split_part(peer_group, ' ', 1) as kind,
      case when peer_group not like '% %' then 'KIND' when peer_group like '% #%' then 'UNITS' else 'PEERS' end as parts
    from figure
  )
  select * from (
    select *, coalesce(bool_or(is_enough) over (
      partition by kind, parts, code order by place rows between unbounded preceding and 1 preceding), false) as is_beside_enough
    from (
      select f.*, whole.is_told as is_whole_told, row_number() over upto as place, u.untold,
        row_number() over upto >= u.untold and sum(f.members) over upto >= 10
          and 2 * max(f.largest) over upto <= sum(f.whole) over upto as is_enough
      from alike f left join alike whole on whole.peer_group = f.kind and whole.code = f.code
      join (
        select kind, parts, code, count(*) filter (where not is_told) as untold from alike group by kind, parts, code
      ) as u on (u.kind, u.parts, u.code) = (f.kind, f.parts, f.code)
      window upto as (partition by f.kind, f.parts, f.code order by f.is_told, f.members, f.peer_group collate "C" rows unbounded preceding)
    ) as gathered
  ) as told
  where is_told and (parts = 'KIND' or untold = 0 or not is_whole_told or is_beside_enough)`;

/** SQL of the rows compared: where they stand, the groups that a `part` of them belongs to, and what is kept of these. */
const sources = {
  measure_draft: { scopeKey: 'null::integer', groups: 'select part.peer_group', kept: 'select * from figure' },
  customer_measure: {
    scopeKey: 'm.scope_key',
    groups: `select part.peer_group union select split_part(part.peer_group, ' ', 1)
      union select unit_peers(part.peer_group, at.id) from (${unitPlaces}) as at where at.low = part.scope_key`,
    kept: toldBesideAll,
  },
} as const;

/**
 * Keeps average and borders of figures of each peer group: columns of one table, by their codes. Where rows tell where
 * their customers are, all of a kind are a group as well, in the bank and in each unit, without borders and as far as
 * they may be told at all; and it is kept where the members of each group are. One pass for all.
 */
export async function comparePeers(
  session: Session,
  { asOf }: MeasureRun,
  rows: keyof typeof sources,
  figures: Readonly<Record<string, Figure>>,
): Promise<void> {
  const list = Object.entries(figures);
  const { scopeKey, groups, kept } = sources[rows];
  const told = rows === 'customer_measure' ? session`m.as_of = ${asOf}` : session`true`;
  const each = (make: (at: number) => string) => session.unsafe(list.map((_, at) => make(at)).join(', '));
  // Each figure is made a float once, for a decimal takes long to become one.
  const floats = session.unsafe(list.map(([, { name }], at) => `${name}::float8 as f${at}`).join(', '));
  const members = (at: number) => (list[at]?.[1].notNull ? 'count(*)' : `count(f${at})`);
  // What is below nothing is seldom: to leave it out is cheaper than to make every figure an absolute one.
  const below = (sum: 'min' | 'sum', at: number) => `${sum}(f${at}) filter (where f${at} < 0)`;
  // Asked apart, for PostgreSQL shares out over its workers what it only reads.
  const [found] = await session`
    with part as materialized (
      select peer_group, scope_key, count(*) as size, ${each(
        (at) => `${members(at)} as n${at}, sum(f${at}) as s${at}, ${below('sum', at)} as l${at},
        greatest(max(f${at}), -${below('min', at)}) as x${at}`,
      )}
      from (
        select m.peer_group, ${session.unsafe(scopeKey)} as scope_key, ${floats} from ${session(rows)} m where ${told} offset 0
      ) as floated group by peer_group, scope_key
    ), summed as materialized (
      select g.peer_group, sum(size)::bigint as size, ${each(
        (at) => `sum(n${at})::bigint as n${at}, sum(s${at}) / nullif(sum(n${at}), 0) as a${at},
        max(x${at}) as x${at}, sum(s${at}) - 2 * coalesce(sum(l${at}), 0) as w${at}`,
      )}
      from part cross join lateral (${session.unsafe(groups)}) as g (peer_group) group by g.peer_group
    ), sorted as materialized (
      select m.peer_group, ${each((at) => `percentile_disc(${twentieths}) within group (order by f${at}) as b${at}`)}
      from (select m.peer_group, m.customer_id, ${floats} from ${session(rows)} m where ${told}) m
      join summed s using (peer_group)
      where ${session.unsafe(isSampled('m.customer_id', `s.size / ${mostSorted} + 1`))} group by m.peer_group
    ), figure as (
      select peer_group, f.code, f.members, f.average, f.largest, f.whole,
        coalesce(f.largest / nullif(f.whole, 0), 0) as dominance, coalesce(f.bounds, '{}') as bounds
      from summed left join sorted using (peer_group)
      cross join lateral (values ${each((at) => `('${list[at]?.[0]}', n${at}, a${at}, x${at}, w${at}, b${at})`)}) as f (code, members, average, largest, whole, bounds)
      where f.average is not null
    ), kept as (
      ${session.unsafe(kept)}
    ), placed as (
      select g.peer_group, scope_key, sum(sum(size)) over (partition by g.peer_group order by scope_key)::int as up_to
      from part cross join lateral (${session.unsafe(groups)}) as g (peer_group)
      where scope_key is not null group by g.peer_group, scope_key
    ), place as (
      select peer_group, max(up_to) as members, array_agg(scope_key order by scope_key) as keys,
        array_agg(up_to order by scope_key) as up_to
      from placed group by peer_group
    )
    select (select json_agg(f) from kept f)::text as figures, (select json_agg(p) from place p)::text as places`;
  await session`
    insert into peer_figure (as_of, peer_group, code, members, average, dominance, bounds)
    select ${asOf}, peer_group, code, members, round(average::numeric, 4), round(dominance::numeric, 6), bounds
      from jsonb_to_recordset(${found?.figures}::text::jsonb)
      as f(peer_group text, code text, members int, average float8, dominance float8, bounds float8[])`;
  await session`
    insert into peer_place (as_of, peer_group, members, keys, up_to)
    select ${asOf}, peer_group, members, keys, up_to from jsonb_to_recordset(${found?.places}::text::jsonb)
      as p(peer_group text, members int, keys int[], up_to int[])`;
}
