import { chainsWithin } from './circle-chains';
import { type Link, type ShareMatrix, wholeShare } from './shares';

/** Votes by owner, in millionths. */
export type Votes = ReadonlyMap<number, number>;

/**
 * The control share of every owner in every party: along a chain the smallest share, summed over chains. No last link
 * of chains gives more votes than it has, and a chain visits no party twice, so that votes that come round a circle to
 * where they were are not counted. Of a range its least share counts.
 */
export function controlShares({ holders }: ShareMatrix, circles: readonly (readonly number[])[]): Votes[] {
  const votes: Votes[] = holders.map(() => new Map());
  for (const members of circles) {
    if (members.length === 1) {
      const [member] = members as [number];
      votes[member] = votesThrough(holders[member] ?? [], votes);
      continue;
    }
    const isIn = new Set(members);
    const entering = new Map(
      members.map((member) => [
        member,
        votesThrough(
          (holders[member] ?? []).filter((link) => !isIn.has(link.holder)),
          votes,
        ),
      ]),
    );
    for (const [member, own] of votesInCircle(members, holders, entering)) votes[member] = own;
  }
  return votes;
}

function add(votes: Map<number, number>, owner: number, count: number): void {
  if (count > 0) votes.set(owner, (votes.get(owner) ?? 0) + count);
}

/** The votes that a party's holders bring, their own and those that others have through them. */
function votesThrough(links: readonly Link[], votes: readonly Votes[]): Map<number, number> {
  const sums = new Map<number, number>();
  for (const { holder, min } of links) {
    add(sums, holder, min);
    for (const [owner, count] of votes[holder] ?? []) add(sums, owner, Math.min(count, min));
  }
  return sums;
}

/** Votes from outside enter at a member and go on along the chains inside; a member's own go along its chains. */
function votesInCircle(
  members: readonly number[],
  holders: ShareMatrix['holders'],
  entering: ReadonlyMap<number, Votes>,
): Map<number, Map<number, number>> {
  const isIn = new Set(members);
  const inside = new Map(
    members.map((member) => [member, (holders[member] ?? []).filter((link) => isIn.has(link.holder))]),
  );
  const result = new Map(members.map((member) => [member, new Map(entering.get(member))]));
  const byLastLink = new Map<number, Map<number, Map<number, number>>>(members.map((member) => [member, new Map()]));
  for (const { from, to, last, width } of chainsWithin(members, inside)) {
    const lasts = byLastLink.get(to) as Map<number, Map<number, number>>;
    const sums = lasts.get(last) ?? new Map<number, number>();
    lasts.set(last, sums);
    add(sums, from, width);
    for (const [owner, count] of entering.get(from) ?? []) add(sums, owner, Math.min(count, width));
  }
  for (const [member, lasts] of byLastLink) {
    const links = new Map(inside.get(member)?.map(({ holder, min }) => [holder, min]));
    for (const [last, sums] of lasts)
      for (const [owner, count] of sums)
        add(result.get(member) as Map<number, number>, owner, Math.min(count, links.get(last) ?? wholeShare));
  }
  return result;
}
