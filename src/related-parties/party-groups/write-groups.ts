import type { GroupKind } from '../../entities/party-group/party-group.table';
import { digestOf } from '../changed';
import { holdsOn, keysOf, type Session } from '../session';
import { anyStands, columnsOf, endStanding, replaceStanding, resultTable } from '../standing';
import type { PartyGroup } from './party-groups';
import { writePositions } from './positions';
import type { GroupRun } from './rules';

export const memberTable = resultTable(
  'party_group_member',
  'customer_id kind party_id',
  'reasons valid_from party_kind party_name_masked',
  ['recorded_at'],
);
export const sideTable = resultTable(
  'party_group',
  'customer_id id',
  'scope_key kind anchor_id member_count is_red currency tier1_minor report_pct limit_pct rules_version',
);

/** What groups are told by besides who is in them, in short: where it changes, they do. */
export const groupBasis = async (session: Session, run: GroupRun): Promise<string> =>
  digestOf([JSON.stringify(run.rules), `${await tier1On(session, run)}`, columnsOf(memberTable), columnsOf(sideTable)]);

/** What each party is told of its groups, as text, added to what is told of it already. */
export function tellGroups(
  told: Map<bigint, string[]>,
  found: readonly PartyGroup[],
  basis: string,
  scopeOf: (party: bigint) => number | undefined,
): void {
  for (const { kind, anchor, members } of found)
    for (const { party, reasons, since } of members) {
      const text = `${basis} ${kind} ${anchor} ${members.length} ${reasons} ${since} ${scopeOf(party)}`;
      const known = told.get(party);
      if (known) known.push(text);
      else told.set(party, [text]);
    }
}

/** Puts what was found of some parties in the place of what stood of them, for some kinds of groups; the rows written. */
export async function replaceGroups(
  session: Session,
  run: GroupRun,
  kinds: readonly GroupKind[],
  parties: readonly bigint[],
  found: readonly PartyGroup[],
): Promise<number> {
  const keys = keysOf(session, parties);
  const among = new Set(parties);
  const rows = found.flatMap(({ kind, anchor, members }) =>
    members
      .filter(({ party }) => among.has(party))
      .map(({ party, reasons, since }) => [String(anchor), kind, String(party), `{${reasons.join(',')}}`, since]),
  );
  const column = (place: number) => rows.map((row) => row[place] as string);
  const ofKinds = session`t.kind = any (${[...kinds]})`;
  const members = session`
    select n.anchor::bigint as customer_id, n.kind, n.party::bigint as party_id, n.reasons::text[] as reasons,
      n.since::date as valid_from, p.kind as party_kind, mask_name(p.display_name) as party_name_masked,
      -- As recorded at the beginning of the day for which it was found.
      ${run.today}::timestamp at time zone 'UTC' as recorded_at
    from unnest(${column(0)}::text[], ${column(1)}::text[], ${column(2)}::text[], ${column(3)}::text[],
      ${column(4)}::text[]) as n (anchor, kind, party, reasons, since)
    join party p on p.party_id = n.party::bigint`;
  const written = await replaceStanding(
    session,
    memberTable,
    run,
    session`t.party_id = any (${keys}) and ${ofKinds}`,
    members,
  );
  const groups = found.filter(({ members: its }) => its.some(({ party }) => among.has(party)));
  const ofThem = session`t.customer_id = any (${keys}) and ${ofKinds}`;
  const sides = sidesOf(session, run, await tier1On(session, run), groups);
  const own = session`select * from (${sides}) as side where customer_id = any (${keys})`;
  return written + (await replaceStanding(session, sideTable, run, ofThem, own));
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
  const groups = await session<{ kind: 'CUSTOM'; anchor: bigint }[]>`
    select kind, customer_id as anchor from party_group_member
    where kind = 'CUSTOM' and ${among('party_id')}
    union
    select kind, anchor_id from party_group
    where kind = 'CUSTOM' and as_of_end is null and ${among('customer_id')}`;
  const anchors = keysOf(
    session,
    groups.map(({ anchor }) => anchor),
  );
  const ofThem = session`kind = 'CUSTOM' and anchor_id = any (${anchors})`;
  const inThem = () => session<{ customer: bigint }[]>`
    select customer_id as customer from party_group where as_of_end is null and ${ofThem}`;
  const before = await inThem();
  const tier1 = await tier1On(session, run);
  const sides = await replaceStanding(session, sideTable, run, ofThem, sidesOf(session, run, tier1, groups));
  await writePositions(session, run, [...new Set([...before, ...(await inThem())].map(({ customer }) => customer))]);
  return sides;
}

/** The bank's own capital of the day in the base currency; null where none is known. */
async function tier1On(session: Session, { today, rules: { baseCurrency } }: GroupRun): Promise<string | null> {
  const [found] = await session<{ minor: string }[]>`
    select round(t.amount_minor * w.factor)::text as minor from tier1_capital t
    join rates_into(${baseCurrency}, ${today}) as w on w.currency = t.currency
    where ${holdsOn(session, today, 't')}
    order by t.valid_from desc limit 1`;
  return found?.minor ?? null;
}

/** The sides of groups from which their members who are customers see them, by the members of the day. */
function sidesOf(
  session: Session,
  { today, rules }: GroupRun,
  tier1: string | null,
  groups: readonly { readonly kind: GroupKind; readonly anchor: bigint }[],
) {
  const anchors = keysOf(
    session,
    groups.map(({ anchor }) => anchor),
  );
  const { baseCurrency, guaranteeCircle, largeExposure, version } = rules;
  return session`
    select c.customer_id, m.group_id as id, c.scope_key, m.kind, m.customer_id as anchor_id, m.member_count,
      m.kind = 'GUARANTEE_CIRCLE' and m.member_count >= ${guaranteeCircle.red} as is_red, ${baseCurrency}::char(3) as currency,
      ${tier1}::text::bigint as tier1_minor,
      ${largeExposure.report}::numeric(7, 4) as report_pct, ${largeExposure.limit}::numeric(7, 4) as limit_pct,
      ${version}::text as rules_version
    from (
      select member.*, count(*) over (partition by group_id)::int as member_count
      from unnest(${groups.map(({ kind }) => kind)}::text[], ${anchors}) as n (kind, anchor)
      join party_group_member member on member.customer_id = n.anchor and member.kind = n.kind
      where member.as_of_end is null and ${holdsOn(session, today, 'member')}
    ) as m
    join customer c on c.customer_id = m.party_id`;
}
