import { type Amounts, one as wholeAmount } from './amounts';
import type { Link } from './shares';

/** Within a circle figures have three digits more, for what comes round and round makes more of their errors. */
const one = 10n ** 18n;
const finer = one / BigInt(wholeAmount);

/** A circle that keeps all but so little for itself has no figures. */
const leastLeft = one / 10n ** 9n;
/** Smaller terms are left out on the way. */
const least = one / 10n ** 16n;

interface Step {
  readonly member: number;
  readonly factor: bigint;
}

/**
 * Solves T = B + T·A inside one circle by eliminating its members one after another, those with the fewest links first:
 * what is held through the one eliminated becomes held directly. `inside` holds the links between members, `outside`
 * the amounts B without them. Null where the circle does not converge.
 */
export function solveCircle(
  members: readonly number[],
  inside: readonly (readonly Link[])[],
  outside: readonly Amounts[],
  bound: 'min' | 'max',
): Amounts[] | null {
  const places = new Map(members.map((member, place) => [member, place]));
  const holders: Map<number, bigint>[] = inside.map(() => new Map());
  const held: Set<number>[] = inside.map(() => new Set());
  inside.forEach((links, company) => {
    for (const link of links) {
      const holder = places.get(link.holder) as number;
      if (link[bound] === 0) continue;
      holders[company]?.set(holder, (BigInt(link[bound]) * one) / 1_000_000n);
      held[holder]?.add(company);
    }
  });
  const amounts = outside.map(finelyBy);
  /** Adds what is held of one member to what is held of another, times a factor. */
  const pass = (from: number, to: number, factor: bigint) => {
    const target = amounts[to] as Map<number, bigint>;
    for (const [owner, value] of amounts[from] as Map<number, bigint>) {
      const passed = (value * factor) / one;
      if (passed >= least) target.set(owner, (target.get(owner) ?? 0n) + passed);
    }
  };
  const steps: { readonly place: number; readonly left: bigint; readonly through: readonly Step[] }[] = [];
  const waiting = new Set(members.keys());
  while (waiting.size > 0) {
    const place = fewestLinks(waiting, holders, held);
    waiting.delete(place);
    const row = holders[place] as Map<number, bigint>;
    const left = one - (row.get(place) ?? 0n);
    if (left < leastLeft) return null;
    const through = [...row].filter(([holder]) => holder !== place).map(([member, factor]) => ({ member, factor }));
    const companies = [...(held[place] as Set<number>)].filter((company) => company !== place);
    for (const { member } of through) held[member]?.delete(place);
    for (const company of companies) {
      const target = holders[company] as Map<number, bigint>;
      const factor = ((target.get(place) as bigint) * one) / left;
      target.delete(place);
      for (const { member, factor: share } of through) {
        target.set(member, (target.get(member) ?? 0n) + (share * factor) / one);
        held[member]?.add(company);
      }
      pass(place, company, factor);
    }
    steps.push({ place, left, through });
  }
  for (const { place, left, through } of steps.reverse()) {
    for (const { member, factor } of through) pass(member, place, factor);
    const own = amounts[place] as Map<number, bigint>;
    for (const [owner, value] of own) own.set(owner, (value * one) / left);
  }
  return amounts.map(roundedOf);
}

function finelyBy({ owners, values }: Amounts): Map<number, bigint> {
  const amounts = new Map<number, bigint>();
  for (let at = 0; at < owners.length; at += 1) amounts.set(owners[at] as number, BigInt(values[at] as number) * finer);
  return amounts;
}

function roundedOf(amounts: ReadonlyMap<number, bigint>): Amounts {
  const values = Float64Array.from(amounts.values(), (value) => Number((value + finer / 2n) / finer));
  return { owners: Int32Array.from(amounts.keys()), values };
}

function fewestLinks(
  waiting: ReadonlySet<number>,
  holders: readonly ReadonlyMap<number, bigint>[],
  held: readonly ReadonlySet<number>[],
): number {
  let best = -1;
  let fewest = Number.POSITIVE_INFINITY;
  for (const place of waiting) {
    const count = (holders[place]?.size ?? 0) * (held[place]?.size ?? 0);
    if (count >= fewest) continue;
    [best, fewest] = [place, count];
    if (fewest <= 1) break;
  }
  return best;
}
