import type { GroupKind } from '../../entities/party-group/party-group.table';
import { holdsOn, type Session } from '../session';
import type { PartyGroup } from './party-groups';
import { writePositions } from './positions';
import type { GroupRun } from './rules';

/** Puts what was found of some parties in the place of what stood of them, for some kinds of groups; the rows written. */
export async function replaceGroups(
  session: Session,
  run: GroupRun,
  kinds: readonly GroupKind[],
  parties: readonly bigint[],
  found: readonly PartyGroup[],
): Promise<number> {
  const keys = parties.map(String);
  await session`delete from party_group_member
    where party_id = any (${keys}::text[]::bigint[]) and kind = any (${[...kinds]})`;
  const rows = found.flatMap(({ kind, anchor, members }) =>
    members.map(({ party, reasons, since }) => [String(anchor), kind, String(party), `{${reasons.join(',')}}`, since]),
  );
  const column = (place: number) => rows.map((row) => row[place] as string);
  await session`
    insert into party_group_member (customer_id, kind, party_id, reasons, valid_from, party_kind, party_name_masked,
      recorded_at)
    select n.anchor::bigint, n.kind, n.party::bigint, n.reasons::text[], n.since::date, p.kind, mask_name(p.display_name),
      ${run.today}::timestamp at time zone 'UTC'
    from unnest(${column(0)}::text[], ${column(1)}::text[], ${column(2)}::text[], ${column(3)}::text[],
      ${column(4)}::text[]) as n (anchor, kind, party, reasons, since)
    join party p on p.party_id = n.party::bigint`;
  await session`delete from party_group
    where customer_id = any (${keys}::text[]::bigint[]) and kind = any (${[...kinds]})`;
  const groups = found.map(({ kind, anchor }) => ({ kind, anchor: String(anchor) }));
  const sides = await writeSides(session, run, groups);
  await writePositions(session, run, keys);
  return rows.length + sides;
}

/** Takes back the groups of some kinds of whoever is in none of them any more. */
export async function clearOtherGroups(
  session: Session,
  kinds: readonly GroupKind[],
  parties: readonly bigint[],
): Promise<void> {
  const keys = parties.map(String);
  await session`delete from party_group_member as m where kind = any (${[...kinds]}) and not exists (
    select from unnest(${keys}::text[]::bigint[]) as k (id) where k.id = m.party_id)`;
  await session`delete from party_group as g where kind = any (${[...kinds]}) and not exists (
    select from unnest(${keys}::text[]::bigint[]) as k (id) where k.id = g.customer_id)`;
}

/** Groups kept by hand are told as of the day; of all parties, or of those in which some of them stand or stood. */
export async function replaceCustomGroups(
  session: Session,
  run: GroupRun,
  parties: readonly bigint[] | null,
): Promise<number> {
  const keys = parties?.map(String) ?? null;
  const groups = await session<{ kind: 'CUSTOM'; anchor: string }[]>`
    select kind, customer_id::text as anchor from party_group_member
    where kind = 'CUSTOM' and (${keys}::text[] is null or party_id = any (${keys}::text[]::bigint[]))
    union
    select kind, anchor_id::text from party_group
    where kind = 'CUSTOM' and (${keys}::text[] is null or customer_id = any (${keys}::text[]::bigint[]))`;
  const taken = await session<{ customer: string }[]>`
    delete from party_group where kind = 'CUSTOM' and anchor_id = any (${groups.map(({ anchor }) => anchor)}::text[]::bigint[])
    returning customer_id::text as customer`;
  const sides = await writeSides(session, run, groups);
  const stand = await session<{ customer: string }[]>`
    select customer_id::text as customer from party_group
    where kind = 'CUSTOM' and anchor_id = any (${groups.map(({ anchor }) => anchor)}::text[]::bigint[])`;
  await writePositions(session, run, [...new Set([...taken, ...stand].map(({ customer }) => customer))]);
  return sides;
}

/** Writes the sides of groups from which their members who are customers see them, by the members of the day. */
async function writeSides(
  session: Session,
  { today, rules }: GroupRun,
  groups: readonly { readonly kind: GroupKind; readonly anchor: string }[],
): Promise<number> {
  const { baseCurrency, guaranteeCircle, largeExposure, version } = rules;
  const { count } = await session`
    insert into party_group (customer_id, id, scope_key, kind, anchor_id, member_count, is_red,
      currency, tier1_minor, report_pct, limit_pct, rules_version, as_of)
    select c.customer_id, m.group_id, c.scope_key, m.kind, m.customer_id, m.member_count,
      m.kind = 'GUARANTEE_CIRCLE' and m.member_count >= ${guaranteeCircle.red}, ${baseCurrency},
      (select round(t.amount_minor * w.factor) from tier1_capital t
        join rates_into(${baseCurrency}, ${today}) as w on w.currency = t.currency
        where ${holdsOn(session, today, 't')}
        order by t.valid_from desc limit 1),
      ${largeExposure.report}, ${largeExposure.limit}, ${version}, ${today}
    from (
      select member.*, count(*) over (partition by group_id)::int as member_count
      from unnest(${groups.map(({ kind }) => kind)}::text[], ${groups.map(({ anchor }) => anchor)}::text[]::bigint[]) as n (kind, anchor)
      join party_group_member member on member.customer_id = n.anchor and member.kind = n.kind
      where ${holdsOn(session, today, 'member')}
    ) as m
    join customer c on c.customer_id = m.party_id`;
  return count;
}
