import { ChainHeap, type Place } from './chain-heap';
import { type Link, type ShareMatrix, wholeShare } from './shares';

/** A way from a company up to one of its owners: its links in that order, the last one's holder is the owner. */
export type Chain = readonly Link[];

/** So many chains of one figure are told, and none longer than 50 links. */
const mostChains = 3;
const longestChain = 50;

/**
 * The largest chains from a company to each of its owners that come to `least` millionths, largest first; no party
 * stands in a chain twice. Few can come to so much, so that they are found quickly.
 */
export function largestChains({ holders }: ShareMatrix, company: number, least: number): Map<number, Place[]> {
  const leastShare = least / wholeShare;
  const found = new Map<number, Place[]>();
  const waiting = new ChainHeap();
  const follow = (party: number, below: Place | null) => {
    for (const link of holders[party] ?? []) {
      const share = ((below?.share ?? 1) * link.max) / wholeShare;
      if (share < leastShare || link.holder === company) continue;
      if ((found.get(link.holder)?.length ?? 0) >= mostChains) continue;
      if (!stands(link.holder, below)) waiting.push(share, link, below);
    }
  };
  follow(company, null);
  for (let place = waiting.pop(); place; place = waiting.pop()) {
    const owner = place.link.holder;
    const known = found.get(owner);
    if (known && known.length >= mostChains) continue;
    if (known) known.push(place);
    else found.set(owner, [place]);
    if (place.length < longestChain) follow(owner, place);
  }
  return found;
}

/** The chain with the largest smallest link, by which a company is controlled. */
export function widestChain({ holders }: ShareMatrix, company: number, owner: number): Chain | null {
  const widths = new Map<number, number>([[company, wholeShare]]);
  const below = new Map<number, { party: number; link: Link }>();
  const done = new Set<number>();
  for (let party: number | null = company; party !== null && party !== owner; party = widest(widths, done)) {
    done.add(party);
    for (const link of holders[party] ?? []) {
      const width = Math.min(widths.get(party) as number, link.min);
      if (done.has(link.holder) || width <= (widths.get(link.holder) ?? 0)) continue;
      widths.set(link.holder, width);
      below.set(link.holder, { party, link });
    }
  }
  const links: Link[] = [];
  for (let step = below.get(owner); step; step = below.get(step.party)) links.unshift(step.link);
  return links.length > 0 ? links : null;
}

function widest(widths: ReadonlyMap<number, number>, done: ReadonlySet<number>): number | null {
  let best: number | null = null;
  for (const [party, width] of widths) {
    if (!done.has(party) && (best === null || width > (widths.get(best) as number))) best = party;
  }
  return best;
}

function stands(party: number, place: Place | null): boolean {
  for (let at = place; at; at = at.below) if (at.link.holder === party) return true;
  return false;
}

export function chainTo(place: Place): Chain {
  const links: Link[] = [];
  for (let at: Place | null = place; at; at = at.below) links.push(at.link);
  return links.reverse();
}
