import type { PendingQuery, Row } from 'postgres';
import type { Session } from './session';

/** A table of results: the columns that name a result, those that say what it is, and what is noted besides. */
export interface ResultTable {
  readonly name: string;
  readonly key: readonly string[];
  readonly told: readonly string[];
  readonly noted: readonly string[];
}

export type Fragment = PendingQuery<Row[]>;

/** The columns as one list in text. */
const words = (columns: string) => columns.trim().split(/\s+/);

/** The day that is worked out; with `isFirst` nothing stands of those whose results are written, which saves asking. */
export interface Day {
  readonly today: string;
  readonly isFirst?: boolean;
}

export const resultTable = (name: string, key: string, told: string, noted: readonly string[] = []): ResultTable => ({
  name,
  key: words(key),
  told: words(told),
  noted,
});

export const columnsOf = ({ key, told, noted }: ResultTable): string => [...key, ...told, ...noted].join(', ');

/** Whether a result still stands, of those that a condition over the table `t` picks. */
const standing = (session: Session, { name }: ResultTable, picked: Fragment) => session`
  select t.ctid as at, t.* from ${session(name)} as t where t.as_of_end is null and (${picked})`;

/**
 * Puts rows in the place of the results that stand and that a condition over the table `t` picks. What is the same goes
 * on standing, what is no more ends with the day before, and a result of the day itself is taken back. How many rows were
 * given. `rows` selects the columns of the table in their order.
 */
export async function replaceStanding(
  session: Session,
  table: ResultTable,
  { today, isFirst }: Day,
  picked: Fragment,
  rows: Fragment,
): Promise<number> {
  const columns = session.unsafe(columnsOf(table));
  if (isFirst || !(await anyStands(session, table, picked))) {
    const { count } = await session`
      insert into ${session(table.name)} (${columns}, as_of) select given.*, ${today}::date from (${rows}) as given`;
    return count;
  }
  const pairs = (names: readonly string[], row: string) => names.map((name) => `${row}.${name}`).join(', ');
  const isSame = session.unsafe(
    `(${pairs(table.key, 'f')}) = (${pairs(table.key, 's')})
      and (${pairs(table.told, 'f')}) is not distinct from (${pairs(table.told, 's')})`,
  );
  const [done] = await session<{ given: number }[]>`
    with fresh as materialized (${rows}),
    standing as materialized (${standing(session, table, picked)}),
    lost as materialized (
      select at, as_of from standing as s where not exists (select from fresh as f where ${isSame})
    ), ${ending(session, table, today)}, added as (
      insert into ${session(table.name)} (${columns}, as_of)
      select ${columns}, ${today}::date from fresh as f
      -- What is taken back goes first: both have one key.
      where (select count(*) from gone) >= 0 and not exists (select from standing as s where ${isSame})
    )
    select count(*)::int as given from fresh`;
  return done?.given ?? 0;
}

/** Whether any result stands, of those that a condition over the table `t` picks. */
export async function anyStands(session: Session, table: ResultTable, picked: Fragment): Promise<boolean> {
  const [found] = await session`select exists (${standing(session, table, picked)}) as stands`;
  return found?.stands === true;
}

/** Ends the results that stand and that a condition over the table `t` picks. */
export async function endStanding(session: Session, table: ResultTable, today: string, picked: Fragment) {
  await session`
    with lost as materialized (${standing(session, table, picked)}), ${ending(session, table, today)}
    select count(*) from gone`;
}

/** Ends what is in `lost`: results of the day itself never were. */
const ending = (session: Session, { name }: ResultTable, today: string) => session`
  gone as (
    delete from ${session(name)} where ctid = any (array(select at from lost where as_of >= ${today}::date)) returning 1
  ), ended as (
    update ${session(name)} set as_of_end = ${today}
    where ctid = any (array(select at from lost where as_of < ${today}::date))
  )`;
