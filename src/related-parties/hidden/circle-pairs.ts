import { circlesOf } from '../ownership/circles';

/** Who holds shares of, or vouches for, whom. */
export interface CircleLink {
  readonly from: bigint;
  readonly to: bigint;
}

/** Two parties who stand in a circle: the shortest they share, each member before the one it is linked to. */
export interface CirclePair {
  readonly one: bigint;
  readonly other: bigint;
  readonly circle: readonly bigint[];
}

/** A search that has met so many parties gives up; only in a network of thousands there are ways as long as that. */
const mostSeen = 2_000;

/**
 * The pairs of parties in circles of at most so many. Looked at is the shortest circle through each link, of equals the
 * one by smaller keys, so that the answer hangs on the links alone and not on their order.
 */
export function circlePairs(links: readonly CircleLink[], longest: number): CirclePair[] {
  const parties = [...new Set(links.flatMap(({ from, to }) => [from, to]))].sort((one, other) =>
    one < other ? -1 : 1,
  );
  const places = new Map(parties.map((party, place) => [party, place]));
  const targets = parties.map(() => new Set<number>());
  for (const { from, to } of links) targets[places.get(from) as number]?.add(places.get(to) as number);
  const next = targets.map((found) => [...found].sort((one, other) => one - other));
  const parts = circlesOf({ holders: next.map((found) => found.map((holder) => ({ holder }))) });
  return parts.filter(({ length }) => length > 1).flatMap((part) => pairsOf(circlesIn(part, next, longest), parties));
}

/** The shortest circle through each link between members, each told from its smallest member on. */
function circlesIn(members: readonly number[], next: readonly (readonly number[])[], longest: number): number[][] {
  const within = new Set(members);
  const inside = new Map(members.map((member) => [member, next[member]?.filter((one) => within.has(one)) ?? []]));
  const circles = new Map<string, number[]>();
  for (const start of members) {
    const before = waysFrom(start, inside, longest);
    for (const [end, link] of before) {
      if (end === start || !inside.get(end)?.includes(start)) continue;
      const way: number[] = [end];
      for (let at = link; at !== null; at = before.get(at) ?? null) way.unshift(at);
      const first = way.indexOf(Math.min(...way));
      const circle = [...way.slice(first), ...way.slice(0, first)];
      circles.set(circle.join(), circle);
    }
  }
  return [...circles.values()];
}

/** Whom one reaches in less than so many steps, each with the party before on the shortest way. */
function waysFrom(start: number, next: ReadonlyMap<number, readonly number[]>, longest: number) {
  const before = new Map<number, number | null>([[start, null]]);
  let frontier = [start];
  for (let steps = 1; steps < longest && frontier.length > 0 && before.size < mostSeen; steps += 1) {
    const reached: number[] = [];
    for (const at of frontier)
      for (const one of next.get(at) ?? []) {
        if (before.has(one)) continue;
        before.set(one, at);
        reached.push(one);
      }
    frontier = reached;
  }
  return before;
}

/** Every pair of members once, with the shortest of their circles. */
function pairsOf(circles: number[][], parties: readonly bigint[]): CirclePair[] {
  const pairs = new Map<string, CirclePair>();
  for (const places of circles.sort(shorterFirst)) {
    const circle = places.map((place) => parties[place] as bigint);
    for (const one of circle)
      for (const other of circle) {
        const name = `${one} ${other}`;
        if (one < other && !pairs.has(name)) pairs.set(name, { one, other, circle });
      }
  }
  return [...pairs.values()];
}

function shorterFirst(one: readonly number[], other: readonly number[]): number {
  if (one.length !== other.length) return one.length - other.length;
  const at = one.findIndex((place, turn) => place !== other[turn]);
  return at < 0 ? 0 : (one[at] as number) - (other[at] as number);
}
