import { type Amounts, noAmounts, one, Sum } from './amounts';
import { solveCircle } from './circle-totals';
import { type Link, type ShareMatrix, wholeShare } from './shares';

/** Smaller terms are left out on the way. */
const least = one / 1e10;

export interface LookThrough {
  /** What each party's owners hold of it in all, directly and through others. */
  readonly totals: readonly Amounts[];
  /** The owners whose total in a party has no value, because a circle on the way does not converge. */
  readonly unsolved: readonly ReadonlySet<number>[];
}

const nobody: ReadonlySet<number> = new Set();

/**
 * Look-through ownership of every party: (I − A)⁻¹ − I on the direct share matrix A, solved circle by circle, owners
 * first. Decimal fixed point of 15 digits, of 18 within circles; a figure is right to 10⁻¹⁰ of the company times what all
 * its owners hold of it together, so that four decimals of a percent are exact but for the last one's rounding. A circle that leaves less
 * than 10⁻⁹ outside itself has no figures: its members, and who owns through it, are told as unsolved.
 */
export function lookThrough(
  { parties, holders }: ShareMatrix,
  circles: readonly (readonly number[])[],
  bound: 'min' | 'max',
): LookThrough {
  const totals: Amounts[] = parties.map(() => noAmounts);
  const unsolved: ReadonlySet<number>[] = parties.map(() => nobody);
  const sum = new Sum(parties.length);
  const addLinks = (links: readonly Link[], isInside: (party: number) => boolean) => {
    for (const link of links) {
      const share = link[bound];
      sum.add(link.holder, share * (one / wholeShare));
      if (!isInside(link.holder)) sum.addTimes(totals[link.holder] as Amounts, share);
    }
  };
  for (const members of circles) {
    const isIn = new Set(members);
    const links = members.flatMap((member) => holders[member] ?? []);
    const through = unionOf(
      links
        .filter(({ holder, max }) => max > 0 && !isIn.has(holder))
        .map((link) => unsolved[link.holder] as ReadonlySet<number>),
    );
    for (const member of members) unsolved[member] = through;
    if (members.length === 1) {
      const [member] = members as [number];
      addLinks(holders[member] ?? [], () => false);
      totals[member] = sum.take(least);
      continue;
    }
    const outside = members.map((member) => {
      addLinks(holders[member] ?? [], (party) => isIn.has(party));
      return sum.take(1);
    });
    const inside = members.map((member) => (holders[member] ?? []).filter(({ holder }) => isIn.has(holder)));
    const solved = solveCircle(members, inside, outside, bound);
    members.forEach((member, at) => {
      if (solved) totals[member] = solved[at] as Amounts;
      else unsolved[member] = unionOf([through, isIn, ...outside.map(({ owners }) => new Set(owners))]);
    });
  }
  return { totals, unsolved };
}

function unionOf(sets: readonly ReadonlySet<number>[]): ReadonlySet<number> {
  const filled = [...new Set(sets)].filter(({ size }) => size > 0);
  if (filled.length <= 1) return filled[0] ?? nobody;
  return new Set(filled.flatMap((set) => [...set]));
}
