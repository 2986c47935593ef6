import type { ResultRows } from './result-rows';
import { rowsText } from './row-text';
import type { Session } from './session';

/** The tables of results and all their columns in the tables' order; `=` stands before those that PostgreSQL works out. */
const resultTables: Readonly<Record<keyof ResultRows, readonly [table: string, columns: string]>> = {
  interests: [
    'ownership_interest',
    `customer_id outgoing other_party_id scope_key other_kind other_name_masked direct_min direct_max =direct_pct total_min
    total_max =total_pct control_pct control =converges ultimate ultimate_parent as_of steps`,
  ],
  tests: ['beneficial_owner_test', 'customer_id regime scope_key source rules_version threshold_pct missing as_of'],
  owners: [
    'beneficial_owner',
    'customer_id regime place scope_key party_id party_kind party_name_masked reason basis share_min share_max',
  ],
};

const results = Object.entries(resultTables).map(([kind, [table, columns]]) => {
  const given = columns.split(/\s+/).filter((column) => !column.startsWith('='));
  return { kind: kind as keyof ResultRows, table, given: given.join(', ') };
});

const atOnce = 5_000;

/** Takes back what was worked out for these customers. */
export async function clearResults(session: Session, customers: readonly bigint[]): Promise<void> {
  const keys = customers.map(String);
  for (const { table } of results)
    await session`delete from ${session(table)} where customer_id = any (${keys}::text[]::bigint[])`;
}

/** Takes back what stands for customers who are in no group any more. */
export async function clearOthers(session: Session, customers: readonly bigint[]): Promise<void> {
  const keys = customers.map(String);
  for (const { table } of results)
    await session`delete from ${session(table)} as r where not exists (
      select from unnest(${keys}::text[]::bigint[]) as k (id) where k.id = r.customer_id)`;
}

/** Writes rows by thousands; how many. */
export async function writeResults(session: Session, rows: ResultRows): Promise<number> {
  let count = 0;
  for (const { kind, table, given } of results) {
    for (let from = 0; from < rows[kind].length; from += atOnce) {
      const part = rows[kind].slice(from, from + atOnce);
      const text = `insert into ${table} (${given}) select ${given} from unnest($1::text::${table}[])`;
      await session.unsafe(text, [rowsText(part)]);
      count += part.length;
    }
  }
  return count;
}
