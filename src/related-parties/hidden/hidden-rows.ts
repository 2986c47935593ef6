import type { Row } from 'postgres';
import { holdsOn, keysOf, type Session } from '../session';
import { columnsOf, type Fragment, replaceStanding, resultTable } from '../standing';
import type { CirclePair } from './circle-pairs';
import type { CircleKind, HiddenRelationRules } from './rules';

/** The contact points and employers, and the persons who hold posts, by which parties may be joined. */
export interface Shared {
  readonly keys: readonly string[];
  readonly persons: readonly bigint[];
}

export interface Finding {
  readonly session: Session;
  readonly rules: HiddenRelationRules;
  readonly today: string;
  /** All is found anew: tables are read from end to end and joined as wholes. */
  readonly isWhole: boolean;
}

export const hiddenTable = resultTable(
  'hidden_relation',
  'customer_id match_key other_party_id',
  `scope_key kind other_kind other_name_masked weight shared_mask shared_by circle_length is_declared rules_version`,
);
const columns = columnsOf(hiddenTable);

/** Gathers what is found, to be put in the place of what stands. */
export const beginFinding = ({ session }: Finding) =>
  session.unsafe(
    `create temporary table found_hidden on commit drop as select ${columns} from hidden_relation limit 0`,
  );

/** Puts what was found in the place of what stands of a condition over the table `t`; how many rows. */
export async function replaceFound({ session, today }: Finding, picked: Fragment): Promise<number> {
  await session`analyze found_hidden`;
  const rows = await replaceStanding(
    session,
    hiddenTable,
    { today },
    picked,
    session.unsafe<Row[]>(`select ${columns} from found_hidden`),
  );
  await session`truncate found_hidden`;
  return rows;
}

/** Relations that are themselves worked out from what is shared. */
const derived = ['SAME_ADDRESS', 'SAME_PHONE'];

/** What rests on these things, of the table `t`. */
export const restsOn = (session: Session, { keys, persons }: Shared): Fragment => session`
  t.match_key = any (${[...keys]}::text[]::uuid[])
    or t.match_key in (select post_match_key(person) from unnest(${keysOf(session, persons)}) as person)`;

/** Finds the pairs of parties who share one of these things, or anything. */
export async function findShared(finding: Finding, only?: Shared): Promise<void> {
  const { session, rules, today } = finding;
  const kinds = Object.entries(rules.shared);
  const among = (column: string) =>
    only ? session`${session(column)} = any (${[...only.keys]}::text[]::uuid[])` : session`true`;
  const heldBy = only ? session`r.customer_id = any (${keysOf(session, only.persons)})` : session`true`;
  await session`
    with rule as (
      select * from unnest(${kinds.map(([kind]) => kind)}::text[], ${kinds.map(([, { weight }]) => weight)}::numeric[],
        ${kinds.map(([, { most }]) => most)}::int[]) as r (kind, weight, most)
    ), given as materialized (
      select 'SAME_' || kind as kind, match_key, customer_id as party_id, value as told, null::bigint as person
      from contact_point where match_key is not null and ${among('match_key')}
      union all
      select 'SAME_EMPLOYER', employer_match_key, customer_id, employer, null
      from individual where employer_match_key is not null and ${among('employer_match_key')}
      union all
      select 'CROSS_POSTS', post_match_key(person), held_in, null, person from (
        select r.customer_id as person, r.other_party_id as held_in, count(*) over (partition by r.customer_id) as posts
        from party_relationship r join party p on p.party_id = r.customer_id and p.kind = 'INDIVIDUAL'
        where r.outgoing and joins_hidden(r.type, true) = 'CROSS_POSTS' and r.other_kind = 'ORGANISATION'
          and ${holdsOn(session, today, 'r')} and ${heldBy}
      ) as post where posts > 1
    ), held as (
      -- Most is given once and joins nobody: it is left out before anything is made of it.
      select match_key, g.party_id, min(g.kind) as kind, min(case g.kind
        when 'CROSS_POSTS' then mask_name(p.display_name)
        when 'SAME_PHONE' then '****' || substr(told, greatest(length(told) - 3, 5)) else left(told, 1) || '**' end) as mask
      from given as g
      join (select match_key from given group by match_key having count(*) > 1) as repeated using (match_key)
      left join party p on p.party_id = g.person
      group by match_key, g.party_id
    ), shared as materialized (
      select match_key, party_id, kind, mask, weight, parties from (
        select *, count(*) over (partition by match_key)::int as parties from held
      ) as counted join rule using (kind) where parties between 2 and most
    ), pair as (
      select one.party_id as one, other.party_id as other, one.kind, match_key,
        round(one.weight * 2 / one.parties, 4) as weight, one.mask, one.parties, null::int as length
      from shared as one join shared as other using (match_key)
      where one.party_id <> other.party_id
    ) ${notePairs(finding)}`;
}

const atOnce = 50_000;

/** Notes both sides of pairs who stand in circles. */
export async function findCircles(finding: Finding, kind: CircleKind, pairs: readonly CirclePair[]): Promise<void> {
  const { session, rules } = finding;
  for (let from = 0; from < pairs.length; from += atOnce) {
    const part = pairs.slice(from, from + atOnce);
    await session`
      with found as (
        select * from unnest(${keysOf(
          session,
          part.map(({ one }) => one),
        )},
          ${keysOf(
            session,
            part.map(({ other }) => other),
          )}, ${part.map(({ circle }) => circle.join())}::text[],
          ${part.map(({ circle }) => circle.length)}::int[]) as f (one, other, circle, length)
      ), pair as (
        select side.one, side.other, ${kind}::text as kind, md5(${kind}::text || ' ' || circle)::uuid as match_key,
          ${rules.circles[kind].weight}::numeric as weight, null::text as mask, null::int as parties, length
        from found cross join lateral (values (one, other), (other, one)) as side (one, other)
      ) ${notePairs(finding)}`;
  }
}

/** The end of a statement that has found pairs: a row for each whose first party is a customer. */
const notePairs = (finding: Finding) => finding.session`
  insert into found_hidden (${finding.session.unsafe(columns)})
  select c.customer_id, pair.match_key, p.party_id, c.scope_key, pair.kind, p.kind, mask_name(p.display_name),
    pair.weight, pair.mask, pair.parties, pair.length, ${isDeclared(finding)}, ${finding.rules.version}
  from pair join customer c on c.customer_id = pair.one join party p on p.party_id = pair.other
  order by c.customer_id, p.party_id, pair.match_key`;

/** Whether a relation between the customer `c` and the party `p` is on record and holds. */
function isDeclared({ session, today, isWhole }: Finding) {
  const holds = session`r.type <> all (${derived}) and ${holdsOn(session, today, 'r')}`;
  return isWhole
    ? session`(c.customer_id, p.party_id) in (
        select r.customer_id, r.other_party_id from party_relationship as r where ${holds})`
    : session`exists (select from party_relationship as r
        where r.customer_id = c.customer_id and r.other_party_id = p.party_id and ${holds})`;
}

/** Renews for these customers which of their hidden relations are declared too. */
export async function renewDeclared(finding: Finding, customers: readonly bigint[]): Promise<void> {
  const { session } = finding;
  const ofThem = session`customer_id = any (${keysOf(session, customers)})`;
  await session`
    insert into found_hidden select ${session.unsafe(columns)} from hidden_relation where as_of_end is null and ${ofThem}`;
  await session`
    update found_hidden as c set is_declared = ${isDeclared({ ...finding, isWhole: false })}
    from party p where p.party_id = c.other_party_id`;
  await replaceFound(finding, ofThem);
}
