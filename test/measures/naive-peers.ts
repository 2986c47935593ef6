import { grouped } from './bank-rows';
import type { Figures } from './naive-figures';

export type Compared = keyof Figures['compared'];

/** The value that so many twentieths of all do not exceed: the first of the sorted that far in. */
export const borders = (values: readonly number[]): number[] => {
  const sorted = [...values].sort((one, other) => one - other);
  return Array.from({ length: 19 }, (_, at) => sorted[Math.ceil(((at + 1) / 20) * sorted.length) - 1] as number);
};

/** Where a figure stands among those of the customers of the same kind and tier. */
export interface Standing {
  /** The part of a hundred of them it reaches, in steps of five. */
  percentile(of: Figures, code: Compared): number | null;
  /** The fifth of them it is in, from 1 to 5. */
  fifth(of: Figures, code: Compared): number | null;
}

export function standingAmong(all: readonly Figures[]): Standing {
  const groups = grouped(all, ({ peerGroup }) => peerGroup);
  const kept = new Map<string, number[]>();
  const bordersOf = ({ peerGroup }: Figures, code: Compared): number[] => {
    const key = `${peerGroup} ${code}`;
    const found = kept.get(key);
    if (found) return found;
    const values = (groups.get(peerGroup) ?? []).flatMap(({ compared }) => compared[code] ?? []);
    const made = borders(values);
    kept.set(key, made);
    return made;
  };
  const reached = (of: Figures, code: Compared, among: (border: number, at: number) => boolean): number | null => {
    const value = of.compared[code];
    return value === null
      ? null
      : bordersOf(of, code).filter((border, at) => among(border, at) && border <= value).length;
  };
  const times = (count: number | null, step: number, from: number) => (count === null ? null : from + count * step);
  return {
    percentile: (of, code) =>
      times(
        reached(of, code, () => true),
        5,
        0,
      ),
    fifth: (of, code) =>
      times(
        reached(of, code, (_, at) => (at + 1) % 4 === 0),
        1,
        1,
      ),
  };
}
