import type { HiddenKind } from '../../entities/hidden-relation/hidden-relation.table';
import { lastRun } from '../run-state';
import { keysOf, type Session } from '../session';
import { allLinks, linksAround } from './circle-links';
import { circlePairs } from './circle-pairs';
import {
  beginFinding,
  type Finding,
  findCircles,
  findShared,
  renewDeclared,
  replaceFound,
  restsOn,
  type Shared,
} from './hidden-rows';
import { type CircleKind, readHiddenRelationRules } from './rules';

export interface HiddenReport {
  readonly rows: number;
  /** How long each of the changes had waited, in seconds. */
  readonly waited: readonly number[];
}

interface Change {
  readonly party: bigint;
  readonly kind: HiddenKind | 'DECLARED' | 'CUSTOMER';
  readonly key: string | null;
}

const circleKinds: readonly CircleKind[] = ['CIRCULAR_SHAREHOLDING', 'GUARANTEE_CIRCLE'];

/** Finds all hidden relations of a day anew within the transaction that is open; how many rows. */
export async function recomputeHidden(session: Session, today: string): Promise<number> {
  const finding = { session, rules: readHiddenRelationRules(), today, isWhole: true };
  // How many parties share things cannot be known beforehand.
  await session`set local work_mem = '256MB'`;
  await session`set local enable_nestloop = off`;
  await session`delete from hidden_relation_change`;
  await beginFinding(finding);
  await findShared(finding);
  await session`set local enable_nestloop = on`;
  for (const kind of circleKinds) {
    const pairs = circlePairs(await allLinks(session, kind, today), finding.rules.circles[kind].longest);
    await findCircles({ ...finding, isWhole: false }, kind, pairs);
  }
  return replaceFound(finding, session`true`);
}

/** Finds anew what rests on things and links that have changed, began or ended since. */
export async function recomputeChangedHidden(session: Session, today: string): Promise<HiddenReport> {
  const finding = { session, rules: readHiddenRelationRules(), today, isWhole: false };
  const written = await session<(Change & { waited: number })[]>`
    delete from hidden_relation_change
    returning customer_id as party, kind, match_key as key, extract(epoch from now() - changed_at)::float8 as waited`;
  const changes = [...written, ...(await turnedSince(session, today))];
  if (changes.length === 0) return { rows: 0, waited: [] };
  const partiesOf = (...kinds: Change['kind'][]) => [
    ...new Set(changes.filter(({ kind }) => kinds.includes(kind)).map(({ party }) => party)),
  ];
  const newcomers = partiesOf('CUSTOMER');
  const known = await sharedBy(session, newcomers);
  const shared: Shared = {
    keys: [...new Set([...changes.flatMap(({ key }) => key ?? []), ...known.keys])],
    persons: [...new Set([...partiesOf('CROSS_POSTS'), ...known.persons])],
  };
  await beginFinding(finding);
  await findShared(finding, shared);
  let rows = await replaceFound(finding, restsOn(session, shared));
  for (const kind of circleKinds) rows += await renewCircles(finding, kind, partiesOf(kind, 'CUSTOMER'));
  await renewDeclared(finding, partiesOf('DECLARED', 'CROSS_POSTS', ...circleKinds));
  return { rows, waited: written.map(({ waited }) => waited) };
}

async function renewCircles(finding: Finding, kind: CircleKind, changed: readonly bigint[]): Promise<number> {
  const { session, rules, today } = finding;
  if (changed.length === 0) return 0;
  const { links, parties } = await linksAround(session, kind, changed, today);
  await findCircles(finding, kind, circlePairs(links, rules.circles[kind].longest));
  const ofThem = session`t.customer_id = any (${keysOf(session, parties)})`;
  return replaceFound(finding, session`t.kind = ${kind} and ${ofThem}`);
}

/** What parties have that others may have too. */
async function sharedBy(session: Session, parties: readonly bigint[]): Promise<Shared> {
  if (parties.length === 0) return { keys: [], persons: [] };
  const own = session`customer_id = any (${keysOf(session, parties)})`;
  const keys = await session<{ key: string }[]>`
    select match_key as key from contact_point where match_key is not null and ${own}
    union select employer_match_key from individual where employer_match_key is not null and ${own}`;
  const persons = await session<{ person: bigint }[]>`
    select distinct other_party_id as person from party_relationship
    where not outgoing and joins_hidden(type, true) = 'CROSS_POSTS' and ${own}`;
  return { keys: keys.map(({ key }) => key), persons: persons.map(({ person }) => person) };
}

/** Relations and guarantees that began or ended since the last run, of themselves. */
async function turnedSince(session: Session, today: string): Promise<readonly Change[]> {
  const last = await lastRun(session);
  if (!last || last.asOf >= today) return [];
  const turned = session`
    (valid_from > ${last.asOf} and valid_from <= ${today} or valid_to > ${last.asOf} and valid_to <= ${today})`;
  return session<Change[]>`
    select customer_id as party, joins_hidden(type, outgoing) as kind, null as key from party_relationship where ${turned}
    union select customer_id, 'GUARANTEE_CIRCLE', null from guarantee where ${turned}`;
}
