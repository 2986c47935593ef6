import type { RelationshipType } from '../entities/related-party/relationship-type.table';
import { gathered } from './gathered';
import { holdsOn, keysOf, type Session } from './session';

/** Relations by which parties own and control each other. */
export const owningTypes: readonly RelationshipType[] = [
  'SHAREHOLDING',
  'VOTING_RIGHTS',
  'PROFIT_RIGHTS',
  'APPOINTS_BOARD',
  'CONTRACT_CONTROL',
];

/** The relations by which parties belong to one group. */
export interface Joints {
  readonly types: readonly RelationshipType[];
  /** Supplies join from this share on, in percent. */
  readonly supplies: number;
}

/** Puts keys into ascending order. */
export const ascending = (one: bigint, other: bigint) => (one < other ? -1 : Number(one > other));

/** Parties who hang together, in ascending order. */
export type Group = readonly bigint[];

/** Puts parties together that are joined, by and by (union by the smaller key); worked out by places in the order met. */
export class Joining {
  private readonly places = new Map<bigint, number>();
  private readonly parties: bigint[] = [];
  private readonly roots: number[] = [];

  /** A party not met before is a group of its own. */
  add(party: bigint): void {
    this.placeOf(party);
  }

  private placeOf(party: bigint): number {
    const known = this.places.get(party);
    if (known !== undefined) return known;
    const place = this.parties.push(party) - 1;
    this.places.set(party, place);
    this.roots.push(place);
    return place;
  }

  private rootOf(place: number): number {
    const { roots } = this;
    let root = place;
    for (let next = roots[root] as number; next !== root; next = roots[root] as number) root = next;
    for (let at = place; at !== root; ) {
      const next = roots[at] as number;
      roots[at] = root;
      at = next;
    }
    return root;
  }

  join(one: bigint, other: bigint): void {
    const [first, second] = [this.rootOf(this.placeOf(one)), this.rootOf(this.placeOf(other))];
    if ((this.parties[first] as bigint) < (this.parties[second] as bigint)) this.roots[second] = first;
    else this.roots[first] = second;
  }

  /** The groups in the order of their smallest parties. */
  groups(): Group[] {
    const members = gathered(this.parties.keys(), (place) => this.rootOf(place));
    return [...members.values()]
      .map((places) => places.map((place) => this.parties[place] as bigint).sort(ascending))
      .sort(([one], [other]) => ascending(one as bigint, other as bigint));
  }
}

const readAtOnce = 20_000;

/** A relation joins its parties while it holds. */
export const joins = (session: Session, { types, supplies }: Joints) => session`
  type = any (${[...types]}) and (type <> 'SUPPLIES' or coalesce(share_pct, share_min) >= ${supplies})`;

/** A relation of the day joins its parties. */
export const joining = (session: Session, joints: Joints, today: string) => session`
  ${joins(session, joints)} and ${holdsOn(session, today)}`;

/** All groups of a day; the customers of a kind of whom nothing is known are groups of their own. */
export async function allGroups(
  session: Session,
  today: string,
  joints: Joints,
  kind: 'CORPORATE' | null = null,
): Promise<Group[]> {
  const joined = new Joining();
  const alone = session<{ party: bigint }[]>`select customer_id as party from customer where kind = ${kind}`;
  for await (const rows of alone.cursor(readAtOnce)) for (const { party } of rows) joined.add(party);
  const links = session<{ one: bigint; other: bigint }[]>`
    select customer_id as one, other_party_id as other from party_relationship
    where outgoing and ${joining(session, joints, today)}`;
  for await (const rows of links.cursor(readAtOnce)) for (const { one, other } of rows) joined.join(one, other);
  return joined.groups();
}

/** The groups in which these parties stand today, each alone or with all that hang on them. */
export async function groupsAround(
  session: Session,
  today: string,
  joints: Joints,
  parties: readonly bigint[],
): Promise<Group[]> {
  const joined = new Joining();
  for (const party of parties) joined.add(party);
  const seen = new Set(parties);
  for (let next = [...seen]; next.length > 0; ) {
    const links = await session<{ one: bigint; other: bigint }[]>`
      select customer_id as one, other_party_id as other from party_relationship
      where customer_id = any (${keysOf(session, next)}) and ${joining(session, joints, today)}`;
    next = [];
    for (const { one, other } of links) {
      joined.join(one, other);
      if (seen.has(other)) continue;
      seen.add(other);
      next.push(other);
    }
  }
  return joined.groups();
}
