import { FieldFault } from '../field-fault';
import type { Interest } from './statement';

/** A share in percent: exact, or the least and the largest of a range, as far as they are known. */
export interface ShareRange {
  readonly exact: string | null;
  readonly least: string | null;
  readonly largest: string | null;
}

/** Shares are kept in steps of this; what lies above or below a bound begins one step from it. */
const step = 0.0001;

const percentText = (percent: number): string => String(Number(percent.toFixed(4)));

/** The share of an interest; `field` is its path in the statement. Throws FieldFault where its figures disagree. */
export function shareRange(share: Interest['share'], field: string): ShareRange {
  if (!share) return { exact: null, least: null, largest: null };
  const { exact, minimum, exclusiveMinimum, maximum, exclusiveMaximum } = share;
  const least = bound(Math.max, minimum, exclusiveMinimum, step);
  const largest = bound(Math.min, maximum, exclusiveMaximum, -step);
  const [low, high] = [named('Minimum', minimum), named('Maximum', maximum)];
  if (least !== null && least > (largest ?? 100)) {
    const limit = largest === null ? 'leaves no share' : `leaves no share below ${high} ${share[high]}`;
    throw new FieldFault(`${field}.${low}`, String(share[low]), limit);
  }
  if (largest !== null && largest < 0) throw new FieldFault(`${field}.${high}`, String(share[high]), 'leaves no share');
  if (exact === undefined) return { exact: null, least: told(least), largest: told(largest) };
  if ((least !== null && exact < least) || (largest !== null && exact > largest)) {
    throw new FieldFault(`${field}.exact`, String(exact), 'is not within its own bounds');
  }
  return { exact: percentText(exact), least: null, largest: null };
}

const told = (percent: number | null) => (percent === null ? null : percentText(percent));

function bound(
  stricter: (...given: number[]) => number,
  inclusive: number | undefined,
  exclusive: number | undefined,
  next: number,
): number | null {
  const bounds = [inclusive, exclusive === undefined ? undefined : exclusive + next];
  const given = bounds.filter((percent) => percent !== undefined);
  return given.length === 0 ? null : stricter(...given);
}

function named<Bound extends 'Minimum' | 'Maximum'>(end: Bound, inclusive: number | undefined) {
  return (inclusive === undefined ? `exclusive${end}` : end.toLowerCase()) as `exclusive${Bound}` | Lowercase<Bound>;
}
