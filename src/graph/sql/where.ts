import { type SQL, sql } from 'drizzle-orm';

/** A WHERE clause of the conditions that are there; empty where none is. */
export function condition(...conditions: readonly (SQL | undefined)[]): SQL {
  const present = conditions.filter((one): one is SQL => one !== undefined);
  return present.length === 0 ? sql`` : sql` where ${sql.join(present, sql` and `)}`;
}
