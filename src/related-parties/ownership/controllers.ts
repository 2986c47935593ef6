import type { controlKinds } from '../../entities/ownership/ownership-interest.table';
import type { Votes } from './control';

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
  const inLine = (one: number, other: number) => one === other || votes[one]?.has(other) || votes[other]?.has(one);
  return new Map(
    equal.filter((owner) => equal.every((other) => inLine(owner, other))).map((owner) => [owner, 'RELATIVE_CONTROL']),
  );
}

/** Who controls each party, and with what. */
export type Controllers = readonly ReadonlyMap<number, ControlKind>[];

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
  const above = [company, ...candidates];
  const tops = candidates.filter((owner) => !above.some((other) => controllers[owner]?.has(other)));
  const count = (owner: number) => votes?.get(owner) ?? 0;
  return tops.sort((one, other) => count(other) - count(one) || one - other)[0] ?? null;
}
