import type { controlKinds } from '../../entities/ownership/ownership-interest.table';
import type { Votes } from './control';
import type { Lines } from './lines';

export type ControlKind = (typeof controlKinds)[number];

/** Votes in millionths: more than the majority controls, below it the most and at least `relative` controls relatively. */
export interface ControlRule {
  readonly majority: number;
  readonly relative: number;
}

/**
 * Who controls a company: with the majority of the votes; where nobody has it, with the most and enough of them.
 * Owners who have equally many stand beside each other only where one holds through the other.
 */
export function controllersOf(
  votes: readonly Votes[],
  lines: Lines,
  company: number,
  { majority, relative }: ControlRule,
): Map<number, ControlKind> {
  const absolute = new Map<number, ControlKind>();
  let most = 0;
  let equal: number[] = [];
  for (const [owner, count] of votes[company] ?? []) {
    if (count > majority) absolute.set(owner, 'CONTROLS');
    if (count > most) equal = [];
    most = Math.max(most, count);
    if (count === most) equal.push(owner);
  }
  if (absolute.size > 0 || most < relative) return absolute;
  return new Map(lines.withAll(equal).map((owner) => [owner, 'RELATIVE_CONTROL']));
}

/** Who controls each party, and with what. */
export type Controllers = readonly ReadonlyMap<number, ControlKind>[];

/** Whether one of them is; whoever is controlled by many has one soon, so that few are looked at. */
function isOneOf(set: ReadonlySet<number>, parties: Iterable<number>): boolean {
  for (const party of parties) if (set.has(party)) return true;
  return false;
}

/**
 * The one at the top of those who control a company: neither it nor anybody of them controls him, and of several he has
 * the most votes. In a circle that controls itself there is none.
 */
export function topOf(
  company: number,
  candidates: readonly number[],
  controllers: Controllers,
  votes: Votes | undefined,
): number | null {
  const above = new Set([company, ...candidates]);
  const tops = candidates.filter((owner) => !isOneOf(above, controllers[owner]?.keys() ?? []));
  const count = (owner: number) => votes?.get(owner) ?? 0;
  return tops.sort((one, other) => count(other) - count(one) || one - other)[0] ?? null;
}
