import { gathered } from '../gathered';
import { type Amounts, noAmounts, Sum } from './amounts';
import { chainsWithin } from './circle-chains';
import { type Link, type ShareMatrix, wholeShare } from './shares';

/** Votes by owner, in millionths. */
export type Votes = Amounts;

/**
 * The control share of every owner in every party: along a chain the smallest share, summed over chains. No last link
 * of chains gives more votes than it has, and a chain visits no party twice, so that votes that come round a circle to
 * where they were are not counted. Of a range its least share counts.
 */
export function controlShares({ holders }: ShareMatrix, circles: readonly (readonly number[])[]): Votes[] {
  const votes: Votes[] = holders.map(() => noAmounts);
  const sum = new Sum(holders.length);
  /** The votes that holders bring, their own and those that others have through them. */
  const votesThrough = (links: readonly Link[]): Votes => {
    if (links.length === 0) return noAmounts;
    for (const { holder, min } of links) {
      sum.add(holder, min);
      sum.addUpTo(votes[holder] as Votes, min);
    }
    return sum.take(1);
  };
  for (const members of circles) {
    if (members.length === 1) {
      const [member] = members as [number];
      votes[member] = votesThrough(holders[member] ?? []);
      continue;
    }
    const isIn = new Set(members);
    const entering = new Map(
      members.map((member) => [
        member,
        votesThrough((holders[member] ?? []).filter(({ holder }) => !isIn.has(holder))),
      ]),
    );
    for (const [member, own] of votesInCircle(members, holders, entering, sum)) votes[member] = own;
  }
  return votes;
}

/** Votes from outside enter at a member and go on along the chains inside; a member's own go along its chains. */
function votesInCircle(
  members: readonly number[],
  holders: ShareMatrix['holders'],
  entering: ReadonlyMap<number, Votes>,
  sum: Sum,
): Map<number, Votes> {
  const isIn = new Set(members);
  const inside = new Map(
    members.map((member) => [member, (holders[member] ?? []).filter((link) => isIn.has(link.holder))]),
  );
  const leading = gathered(chainsWithin(members, inside), ({ to }) => to);
  const votesOf = (member: number): Votes => {
    const links = new Map(inside.get(member)?.map(({ holder, min }) => [holder, min]));
    const byLastLink = gathered(leading.get(member) ?? [], ({ last }) => last);
    const brought = [...byLastLink].map(([last, chains]): [Votes, number] => {
      for (const { from, width } of chains) {
        sum.add(from, width);
        sum.addUpTo(entering.get(from) as Votes, width);
      }
      return [sum.take(1), links.get(last) ?? wholeShare];
    });
    sum.addAll(entering.get(member) as Votes);
    for (const [votes, most] of brought) sum.addUpTo(votes, most);
    return sum.take(1);
  };
  return new Map(members.map((member) => [member, votesOf(member)]));
}
