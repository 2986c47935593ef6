import type { Link } from './shares';

/** The end of a chain that is being followed. */
export interface Place {
  /** What the links up to here come to, as a fraction; it only ranks. */
  readonly share: number;
  readonly link: Link;
  readonly below: Place | null;
  readonly length: number;
  readonly turn: number;
}

/** Hands out the largest chain first, of equals the one that came first. */
export class ChainHeap {
  private readonly places: Place[] = [];
  private turns = 0;

  push(share: number, link: Link, below: Place | null): void {
    const { places } = this;
    const place = { share, link, below, length: (below?.length ?? 0) + 1, turn: this.turns++ };
    let at = places.length;
    while (at > 0) {
      const above = (at - 1) >> 1;
      const other = places[above] as Place;
      if (!isBefore(place, other)) break;
      places[at] = other;
      at = above;
    }
    places[at] = place;
  }

  pop(): Place | undefined {
    const { places } = this;
    const first = places[0];
    const last = places.pop();
    const { length } = places;
    if (length === 0 || !last) return first;
    let at = 0;
    for (;;) {
      let below = 2 * at + 1;
      if (below >= length) break;
      if (below + 1 < length && isBefore(places[below + 1] as Place, places[below] as Place)) below += 1;
      const other = places[below] as Place;
      if (!isBefore(other, last)) break;
      places[at] = other;
      at = below;
    }
    places[at] = last;
    return first;
  }
}

const isBefore = (one: Place, other: Place) =>
  one.share > other.share || (one.share === other.share && one.turn < other.turn);
