import type { Votes } from './control';

/** Which parties stand in line, one having votes through the other: a bit for each two, since so many are asked for. */
export class Lines {
  private readonly width: number;
  private readonly rows: readonly Uint32Array[];

  constructor(votes: readonly Votes[]) {
    this.width = Math.ceil(votes.length / 32);
    this.rows = votes.map((_, party) => this.setOf([party]));
    votes.forEach(({ owners }, party) => {
      for (const owner of owners) {
        mark(this.rows[party] as Uint32Array, owner);
        mark(this.rows[owner] as Uint32Array, party);
      }
    });
  }

  /** Those of the parties who stand in line with each of them. */
  withAll(parties: Int32Array): Int32Array {
    const all = this.setOf(parties);
    const filled: number[] = [];
    for (let at = 0; at < all.length; at += 1) if (all[at] !== 0) filled.push(at);
    const found = parties.slice();
    let count = 0;
    for (let at = 0; at < parties.length; at += 1) {
      const party = parties[at] as number;
      if (isWithin(filled, all, this.rows[party] as Uint32Array)) found[count++] = party;
    }
    return found.slice(0, count);
  }

  private setOf(parties: Iterable<number>): Uint32Array {
    const set = new Uint32Array(this.width);
    for (const party of parties) mark(set, party);
    return set;
  }
}

function mark(set: Uint32Array, party: number): void {
  set[party >>> 5] = (set[party >>> 5] as number) | (1 << (party & 31));
}

/** Whether a set, of which only these words are filled, is within another. */
function isWithin(filled: readonly number[], some: Uint32Array, more: Uint32Array): boolean {
  for (const at of filled) if (((some[at] as number) & ~(more[at] as number)) !== 0) return false;
  return true;
}
