import type { Votes } from './control';

/** Which parties stand in line, one having votes through the other: a bit for each two, since so many are asked for. */
export class Lines {
  private readonly width: number;
  /** A row of words for each party, himself among them. */
  private readonly bits: Uint32Array;

  constructor(votes: readonly Votes[]) {
    this.width = Math.ceil(votes.length / 32);
    this.bits = new Uint32Array(votes.length * this.width);
    for (const [party, { owners }] of votes.entries()) {
      mark(this.bits, party * this.width, party);
      for (let at = 0; at < owners.length; at += 1) {
        const owner = owners[at] as number;
        mark(this.bits, party * this.width, owner);
        mark(this.bits, owner * this.width, party);
      }
    }
  }

  /** Those of the parties who stand in line with each of them. */
  withAll(parties: Int32Array): Int32Array {
    const all = new Uint32Array(this.width);
    for (let at = 0; at < parties.length; at += 1) mark(all, 0, parties[at] as number);
    const filled = Int32Array.from(all.keys()).filter((word) => all[word] !== 0);
    const found: number[] = [];
    let failing = 0;
    for (let at = 0; at < parties.length; at += 1) {
      const party = parties[at] as number;
      const row = party * this.width;
      const lacks = (word: number) => ((all[word] as number) & ~(this.bits[row + word] as number)) !== 0;
      // Who stands in line with few mostly lacks those whom the one before him lacked.
      if (lacks(filled[failing] as number)) continue;
      let place = 0;
      while (place < filled.length && !lacks(filled[place] as number)) place += 1;
      if (place < filled.length) failing = place;
      else found.push(party);
    }
    return Int32Array.from(found);
  }
}

/** Sets the bit of a party in a row of words that begins at `from`. */
function mark(set: Uint32Array, from: number, party: number): void {
  const word = from + (party >>> 5);
  set[word] = (set[word] as number) | (1 << (party & 31));
}
