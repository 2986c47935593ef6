import { isDeepStrictEqual } from 'node:util';
import type { Sql } from '../../src/database/connect';

export type Stored = Readonly<Record<string, unknown>>;

/** The measures of a day as they are stored, by customer. */
export async function storedMeasures(sql: Sql, asOf: string): Promise<ReadonlyMap<string, Stored>> {
  const rows = await sql`select * from customer_measure where as_of = ${asOf}`;
  return new Map(rows.map(({ customer_id, as_of, id, ...measures }) => [String(customer_id), measures]));
}

/**
 * Money is stored in whole minor units and a ratio to its decimals, each rounded once: a half may go either way, for it
 * is worked out in binary fractions and a sum of them depends on its order in the last place. Everything else is equal.
 */
export function isEqual(column: string, stored: unknown, naive: unknown): boolean {
  if (typeof naive !== 'number' || stored === null) return isDeepStrictEqual(stored, naive);
  const [, decimals = ''] = String(stored).split('.');
  const isRounded = column.endsWith('_minor') || typeof stored === 'string';
  return Math.abs(Number(stored) - naive) <= (isRounded ? 0.51 * 10 ** -decimals.length : 0);
}

/** What differs, in words; no column of either side is left out. */
export function differences(id: string, stored: Stored, naive: Stored): string[] {
  const columns = [...new Set([...Object.keys(stored), ...Object.keys(naive)])];
  return columns
    .filter((column) => !isEqual(column, stored[column], naive[column]))
    .map((column) => `${id} ${column}: ${stored[column]}, but naively ${naive[column]}`);
}
