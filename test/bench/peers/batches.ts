import type { BankRow } from './bank-reader';

/** One row of each key, in the order of the keys. */
export function oneOfEach(keys: readonly unknown[], rows: readonly BankRow[]): (BankRow | null)[] {
  const byKey = new Map(rows.map((row) => [String(row.key), row]));
  return keys.map((key) => byKey.get(String(key)) ?? null);
}

/** All rows of each key, in the order of the keys. */
export function allOfEach(keys: readonly unknown[], rows: readonly BankRow[]): BankRow[][] {
  const byKey = new Map<string, BankRow[]>();
  for (const row of rows) {
    const key = String(row.key);
    const found = byKey.get(key);
    if (found) found.push(row);
    else byKey.set(key, [row]);
  }
  return keys.map((key) => byKey.get(String(key)) ?? []);
}

export const countOfEach = (keys: readonly unknown[], rows: readonly BankRow[]): number[] =>
  oneOfEach(keys, rows).map((row) => Number(row?.count ?? 0));

/** Each key once, as a batch asks for it. */
export const distinct = (keys: readonly unknown[]): unknown[] => [
  ...new Map(keys.map((key) => [String(key), key])).values(),
];
