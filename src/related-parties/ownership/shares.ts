/** A share of a company is told in whole millionths of it: 0.0001 %. */
export const wholeShare = 1_000_000;

/** One holding of a day, as far as it is known: from `min` to `max` millionths, equal where it is known exactly. */
export interface Shareholding {
  readonly holder: bigint;
  readonly company: bigint;
  readonly min: number;
  readonly max: number;
}

export interface Link {
  readonly holder: number;
  readonly min: number;
  readonly max: number;
}

/** The direct share matrix: parties by their keys in ascending order, and for each of them who holds how much of it. */
export interface ShareMatrix {
  readonly parties: readonly bigint[];
  readonly holders: readonly (readonly Link[])[];
}

/**
 * Adds up what one party holds of one company, in an order that does not depend on the input's. What is left over by the
 * least shares of all others bounds each largest share.
 */
export function shareMatrix(holdings: readonly Shareholding[], others: readonly bigint[] = []): ShareMatrix {
  const keys = new Set([...others, ...holdings.flatMap(({ holder, company }) => [holder, company])]);
  const parties = [...keys].sort((one, other) => (one < other ? -1 : 1));
  const places = new Map(parties.map((party, place) => [party, place]));
  const placeOf = (party: bigint) => places.get(party) as number;
  const sums: Map<number, Link>[] = parties.map(() => new Map());
  for (const { holder, company, min, max } of holdings) {
    if (holder === company) continue;
    const row = sums[placeOf(company)] as Map<number, Link>;
    const place = placeOf(holder);
    const known = row.get(place) ?? { holder: place, min: 0, max: 0 };
    row.set(place, { holder: place, min: known.min + min, max: known.max + max });
  }
  return { parties, holders: sums.map((row) => bounded([...row.values()])) };
}

function bounded(links: readonly Link[]): Link[] {
  const sum = links.reduce((total, { min }) => total + min, 0);
  return links
    .map((link) => ({ ...link, max: Math.max(link.min, Math.min(link.max, wholeShare - (sum - link.min))) }))
    .sort((one, other) => one.holder - other.holder);
}

/** What is known for certain of a company's shares, in millionths; over the whole where its records contradict. */
export const knownShare = (links: readonly Link[]): number => links.reduce((sum, { min }) => sum + min, 0);
