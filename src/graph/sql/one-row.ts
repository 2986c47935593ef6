import type { SQL } from 'drizzle-orm';
import { getTableConfig, PgDialect, type PgTable } from 'drizzle-orm/pg-core';

const dialect = new PgDialect();
// A column of one row against a column of another, or against a value.
const equated = /^("\w+"\."\w+") = ("\w+"\."\w+"|\$\d+(::\w+)?)$/;

/** The columns of each key of a table: no two rows agree in all of them. */
function keysOf(table: PgTable): string[][] {
  const { columns, primaryKeys, uniqueConstraints } = getTableConfig(table);
  const alone = columns.filter(({ primary, isUnique }) => primary || isUnique).map(({ name }) => [name]);
  // Of a result that was worked out for several days, a view tells that of one.
  const isTold = columns.some(({ name }) => name === 'as_of_end');
  const named = (key: { columns: { name: string }[] }) => key.columns.map(({ name }) => name);
  const keys = [...primaryKeys, ...uniqueConstraints].map(named);
  return [...alone, ...keys.map((key) => (isTold ? key.filter((name) => name !== 'as_of') : key))];
}

/**
 * Whether a condition leaves at most one row of a table: it demands a value of each column of one of its keys. Such rows
 * need no LIMIT, which would have PostgreSQL look them up one by one where a hash join is many times faster.
 */
export function namesOneRow(table: PgTable, alias: string, on: SQL | undefined): boolean {
  if (!on) return false;
  const { sql: text } = dialect.sqlToQuery(on);
  // Terms that are not simply joined by "and" demand nothing for certain.
  if (/[()]|\bor\b|\bnot\b/i.test(text)) return false;
  const demanded = new Set(text.split(/\sand\s/).map((term) => equated.exec(term.trim())?.[1]));
  return keysOf(table).some((key) => key.every((column) => demanded.has(`"${alias}"."${column}"`)));
}
