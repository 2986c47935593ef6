import type { ResultRows } from './result-rows';
import { rowsText } from './row-text';
import { keysOf, type Session } from './session';
import {
  anyStands,
  columnsOf,
  type Day,
  endStanding,
  type ResultTable,
  replaceStanding,
  resultTable,
} from './standing';

/** The tables of results, by the rows that go into them. */
export const resultTables: Readonly<Record<keyof ResultRows, ResultTable>> = {
  interests: resultTable(
    'ownership_interest',
    'customer_id outgoing other_party_id',
    `scope_key other_kind other_name_masked direct_min direct_max total_min total_max control_pct control ultimate
    ultimate_parent steps`,
  ),
  tests: resultTable(
    'beneficial_owner_test',
    'customer_id regime',
    'scope_key source rules_version threshold_pct missing',
  ),
  owners: resultTable(
    'beneficial_owner',
    'customer_id regime place',
    'scope_key party_id party_kind party_name_masked reason basis share_min share_max',
  ),
};

const kinds = Object.keys(resultTables) as (keyof ResultRows)[];

/** Puts what was worked out for these customers in the place of what stood for them; how many rows. */
export async function replaceResults(
  session: Session,
  customers: readonly bigint[],
  rows: ReadonlyMap<bigint, ResultRows>,
  day: Day,
): Promise<number> {
  const ofThem = session`t.customer_id = any (${keysOf(session, customers)})`;
  let count = 0;
  for (const kind of kinds) {
    const table = resultTables[kind];
    const texts = customers.flatMap((customer) => rows.get(customer)?.[kind] ?? []);
    const given = session`select ${session.unsafe(columnsOf(table))}
      from unnest(${rowsText(texts)}::text::${session(table.name)}[])`;
    count += await replaceStanding(session, table, day, ofThem, given);
  }
  return count;
}

/** Whether any result stands of anybody. */
export async function anyResultStands(session: Session): Promise<boolean> {
  for (const kind of kinds) if (await anyStands(session, resultTables[kind], session`true`)) return true;
  return false;
}

/** Ends what stands for customers who are in no group any more. */
export async function endOthers(session: Session, customers: readonly bigint[], today: string): Promise<void> {
  const others = session`not exists (
    select from unnest(${keysOf(session, customers)}) as k (id) where k.id = t.customer_id)`;
  for (const kind of kinds) await endStanding(session, resultTables[kind], today, others);
}
