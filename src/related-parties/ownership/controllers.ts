import type { controlKinds } from '../../entities/ownership/ownership-interest.table';
import { amountOf, ownersFrom } from './amounts';
import type { Votes } from './control';
import type { Lines } from './lines';

export type ControlKind = (typeof controlKinds)[number];

/** Votes in millionths: more than the majority controls, below it the most and at least `relative` controls relatively. */
export interface ControlRule {
  readonly majority: number;
  readonly relative: number;
}

/** Who controls a company, all of them with the same; null where nobody does. */
export interface Control {
  readonly kind: ControlKind | null;
  readonly owners: Int32Array;
}

/** The control of each party. */
export type Controllers = readonly Control[];

const uncontrolled: Control = { kind: null, owners: new Int32Array(0) };

/**
 * Who controls a company: with the majority of the votes; where nobody has it, with the most and enough of them.
 * Owners who have equally many stand beside each other only where one holds through the other.
 */
export function controlOf(votes: Votes, lines: Lines, { majority, relative }: ControlRule): Control {
  const absolute = ownersFrom(votes, majority + 1);
  if (absolute.length > 0) return { kind: 'CONTROLS', owners: absolute };
  let most = 0;
  for (const count of votes.values) if (count > most) most = count;
  if (most < Math.max(relative, 1)) return uncontrolled;
  const equal = lines.withAll(ownersFrom(votes, most));
  return equal.length > 0 ? { kind: 'RELATIVE_CONTROL', owners: equal } : uncontrolled;
}

/** Finds who stands at the top. */
export class Tops {
  /** Marks the company and the candidates that are being looked at. */
  private readonly marks: Uint8Array;
  /** Somebody who controls each party, −1 where nobody does: one look at him is mostly enough. */
  private readonly first: Int32Array;

  constructor(
    private readonly controllers: Controllers,
    private readonly votes: readonly Votes[],
  ) {
    this.marks = new Uint8Array(controllers.length);
    this.first = Int32Array.from(controllers, ({ owners }) => owners[0] ?? -1);
  }

  /**
   * The one at the top of candidates for the control of a company: neither it nor anybody of them controls him, and of
   * several he has the most votes. In a circle that controls itself there is none.
   */
  of(company: number, candidates: Int32Array): number | null {
    const { marks } = this;
    marks[company] = 1;
    for (let at = 0; at < candidates.length; at += 1) marks[candidates[at] as number] = 1;
    const tops: number[] = [];
    for (let at = 0; at < candidates.length; at += 1) {
      const party = candidates[at] as number;
      if (!this.isBelowMarked(party)) tops.push(party);
    }
    marks[company] = 0;
    for (let at = 0; at < candidates.length; at += 1) marks[candidates[at] as number] = 0;
    const count = (owner: number) => amountOf(this.votes[company] as Votes, owner);
    return tops.sort((one, other) => count(other) - count(one) || one - other)[0] ?? null;
  }

  private isBelowMarked(party: number): boolean {
    if (this.marks[this.first[party] as number] === 1) return true;
    const { owners } = this.controllers[party] as Control;
    for (let at = 0; at < owners.length; at += 1) if (this.marks[owners[at] as number] === 1) return true;
    return false;
  }
}
