import type { Link } from './shares';

/** A way inside a circle that visits no member twice: its ends, the holder of its last link, its smallest share. */
export interface CircleChain {
  readonly from: number;
  readonly to: number;
  readonly last: number;
  readonly width: number;
}

interface Way extends CircleChain {
  readonly below: Way | null;
}

/** So many chains of a circle are followed, equally many from each member and the shortest first; more are left out. */
const mostChains = 60_000;

/** All chains inside a circle. `holders` holds the links between members only. */
export function* chainsWithin(
  members: readonly number[],
  holders: ReadonlyMap<number, readonly Link[]>,
): Generator<CircleChain> {
  const held = new Map<number, { company: number; width: number }[]>(members.map((member) => [member, []]));
  for (const [company, links] of holders)
    for (const { holder, min } of links) if (min > 0) held.get(holder)?.push({ company, width: min });
  const most = Math.ceil(mostChains / members.length);
  for (const from of members) {
    const ways: Way[] = [];
    const follow = (last: number, wide: number, below: Way | null) => {
      for (const { company, width } of held.get(last) ?? []) {
        if (ways.length >= most) return;
        if (company !== from && !visits(below, company))
          ways.push({ from, to: company, last, width: Math.min(wide, width), below });
      }
    };
    follow(from, Number.POSITIVE_INFINITY, null);
    for (let at = 0; at < ways.length; at += 1) {
      const way = ways[at] as Way;
      follow(way.to, way.width, way);
    }
    yield* ways;
  }
}

function visits(way: Way | null, member: number): boolean {
  for (let at = way; at; at = at.below) if (at.to === member) return true;
  return false;
}
