import type { GroupKind } from '../../entities/party-group/party-group.table';
import { digestOf } from '../changed';
import type { KnownMember } from '../group-facts';
import { holdsOn, keysOf, type Session } from '../session';
import { anyStands, columnsOf, endStanding, replaceStanding, resultTable } from '../standing';
import type { PartyGroup } from './party-groups';
import { writePositions } from './positions';
import type { GroupRun } from './rules';
import { type CapitalRun, sidesOf, sideTable, withCapital } from './sides';

export const memberTable = resultTable(
  'party_group_member',
  'customer_id kind party_id',
  'reasons valid_from party_kind party_name_masked',
  ['recorded_at'],
);

/** What groups are told by besides who is in them, in short: where it changes, they do. */
export const groupBasis = ({ rules, tier1 }: CapitalRun): string =>
  digestOf([JSON.stringify(rules), `${tier1}`, columnsOf(memberTable), columnsOf(sideTable)]);

/** What each party is told of its groups, as text, added to what is told of it already. */
export function tellGroups(
  told: Map<bigint, string[]>,
  found: readonly PartyGroup[],
  basis: string,
  known: ReadonlyMap<bigint, KnownMember>,
): void {
  for (const { kind, anchor, members } of found)
    for (const { party, reasons, since } of members) {
      const { name, customer } = known.get(party) ?? {};
      const text = `${basis} ${kind} ${anchor} ${members.length} ${reasons} ${since} ${customer?.scopeKey} ${name}`;
      const before = told.get(party);
      if (before) before.push(text);
      else told.set(party, [text]);
    }
}

/** Puts what was found of some parties in the place of what stood of them, for some kinds of groups; the rows written. */
export async function replaceGroups(
  session: Session,
  run: CapitalRun,
  kinds: readonly GroupKind[],
  parties: readonly bigint[],
  found: readonly PartyGroup[],
): Promise<number> {
  const keys = keysOf(session, parties);
  const among = new Set(parties);
  const rows = found.flatMap(({ kind, anchor, members }) =>
    members
      .filter(({ party }) => among.has(party))
      .map(({ party, reasons, since }) => ({ kind, anchor, party, reasons, since, count: members.length })),
  );
  const ofKinds = session`t.kind = any (${[...kinds]})`;
  const entered = session`
    select * from unnest(${rows.map(({ kind }) => kind)}::text[], ${keysOf(
      session,
      rows.map(({ anchor }) => anchor),
    )},
      ${keysOf(
        session,
        rows.map(({ party }) => party),
      )}, ${rows.map(({ count }) => count)}::int[],
      ${rows.map(({ reasons }) => `{${reasons.join(',')}}`)}::text[], ${rows.map(({ since }) => since)}::text[]
    ) as n (kind, anchor_id, party_id, member_count, reasons, since)`;
  const members = session`
    select n.anchor_id as customer_id, n.kind, n.party_id, n.reasons::text[] as reasons,
      n.since::date as valid_from, p.kind as party_kind, mask_name(p.display_name) as party_name_masked,
      -- As recorded at the beginning of the day for which it was found.
      ${run.today}::timestamp at time zone 'UTC' as recorded_at
    from (${entered}) as n join party p using (party_id)`;
  const written = await replaceStanding(
    session,
    memberTable,
    run,
    session`t.party_id = any (${keys}) and ${ofKinds}`,
    members,
  );
  const ofThem = session`t.customer_id = any (${keys}) and ${ofKinds}`;
  return written + (await replaceStanding(session, sideTable, run, ofThem, sidesOf(session, run, entered)));
}

/** Whether any group stands that was worked out. */
export const anyGroupStands = (session: Session): Promise<boolean> =>
  anyStands(session, memberTable, session`t.kind <> 'CUSTOM'`);

/** Ends the groups of some kinds of whoever is in none of them any more. */
export async function endOtherGroups(
  session: Session,
  today: string,
  kinds: readonly GroupKind[],
  parties: readonly bigint[],
): Promise<void> {
  const keys = keysOf(session, parties);
  const others = (column: 'party_id' | 'customer_id') => session`
    t.kind = any (${[...kinds]}) and not exists (
      select from unnest(${keys}) as k (id) where k.id = ${session(`t.${column}`)})`;
  await endStanding(session, memberTable, today, others('party_id'));
  await endStanding(session, sideTable, today, others('customer_id'));
}

/** Groups kept by hand are told as of the day; of all parties, or of those in which some of them stand or stood. */
export async function replaceCustomGroups(
  session: Session,
  run: GroupRun,
  parties: readonly bigint[] | null,
): Promise<number> {
  const among = (column: string) =>
    parties ? session`${session(column)} = any (${keysOf(session, parties)})` : session`true`;
  const groups = await session<{ anchor: bigint }[]>`
    select customer_id as anchor from party_group_member
    where kind = 'CUSTOM' and ${among('party_id')}
    union
    select anchor_id from party_group
    where kind = 'CUSTOM' and as_of_end is null and ${among('customer_id')}`;
  const anchors = keysOf(
    session,
    groups.map(({ anchor }) => anchor),
  );
  const ofThem = session`kind = 'CUSTOM' and anchor_id = any (${anchors})`;
  const inThem = () => session<{ customer: bigint }[]>`
    select customer_id as customer from party_group where as_of_end is null and ${ofThem}`;
  const before = await inThem();
  const members = session`
    select kind, customer_id as anchor_id, party_id, count(*) over (partition by customer_id)::int as member_count
    from party_group_member
    where customer_id = any (${anchors}) and kind = 'CUSTOM' and as_of_end is null and ${holdsOn(session, run.today)}`;
  const day = await withCapital(session, run);
  const sides = await replaceStanding(session, sideTable, run, ofThem, sidesOf(session, day, members));
  await writePositions(session, run, [...new Set([...before, ...(await inThem())].map(({ customer }) => customer))]);
  return sides;
}
