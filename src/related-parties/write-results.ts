import type { ResultRows } from './result-rows';
import type { Session } from './session';

/** The tables of results and the columns that are written, with their types. */
const resultTables: Readonly<Record<keyof ResultRows, readonly [table: string, columns: string]>> = {
  interests: [
    'ownership_interest',
    `customer_id bigint, outgoing boolean, other_party_id bigint, scope_key int, other_kind text, other_name_masked text,
    direct_min numeric, direct_max numeric, total_min numeric, total_max numeric, control_pct numeric, control text,
    ultimate boolean, ultimate_parent boolean, as_of date`,
  ],
  steps: [
    'ownership_step',
    `customer_id bigint, outgoing boolean, other_party_id bigint, scope_key int, place int, path int, position int,
    party_id bigint, share_min numeric, share_max numeric, path_min numeric, path_max numeric`,
  ],
  tests: [
    'beneficial_owner_test',
    `customer_id bigint, regime text, scope_key int, source text, rules_version text, threshold_pct numeric,
    missing text[], as_of date`,
  ],
  owners: [
    'beneficial_owner',
    `customer_id bigint, regime text, place int, scope_key int, party_id bigint, party_kind text, party_name_masked text,
    reason text, basis text, share_min numeric, share_max numeric`,
  ],
};

const names = Object.keys(resultTables) as (keyof ResultRows)[];
const atOnce = 5_000;

/** Takes back what was worked out for these customers. */
export async function clearResults(session: Session, customers: readonly bigint[]): Promise<void> {
  const keys = customers.map(String);
  for (const name of names)
    await session`delete from ${session(resultTables[name][0])} where customer_id = any (${keys}::text[]::bigint[])`;
}

/** Takes back what stands for customers who are in no group any more. */
export async function clearOthers(session: Session, customers: readonly bigint[]): Promise<void> {
  const keys = customers.map(String);
  for (const name of names)
    await session`delete from ${session(resultTables[name][0])} as r where not exists (
      select from unnest(${keys}::text[]::bigint[]) as k (id) where k.id = r.customer_id)`;
}

/** Writes rows by thousands; how many. */
export async function writeResults(session: Session, rows: ResultRows): Promise<number> {
  let count = 0;
  for (const name of names) {
    const [table, columns] = resultTables[name];
    const typed = columns.split(',').map((column) => column.trim().split(' ') as [string, string]);
    const listed = typed.map(([column]) => column).join(', ');
    const read = typed.map(([column, type]) => (type === 'text' ? column : `${column}::${type}`)).join(', ');
    const given = typed.map((_, place) => `$${place + 1}::text[]`).join(', ');
    for (let from = 0; from < rows[name].length; from += atOnce) {
      const part = rows[name].slice(from, from + atOnce);
      const values = typed.map((_, place) => part.map((row) => textOf(row[place])));
      const text = `insert into ${table} (${listed}) select ${read} from unnest(${given}) as n (${listed})`;
      await session.unsafe(text, values as never[]);
      count += part.length;
    }
  }
  return count;
}

const textOf = (value: string | number | boolean | null | undefined) =>
  value === null || value === undefined ? null : String(value);
