import { type SQL, sql } from 'drizzle-orm';
import type { Row } from '../declare/field';
import type { ObjectPlan } from '../plan/plan';
import type { Member } from './json';
import type { Keyset } from './keyset';
import type { RowContext } from './render';

/** Where the rows of a page come from. */
export interface PageSource {
  readonly row: Row;
  /** The rows as the reader reaches them, where all are of one type. */
  readonly context?: RowContext;
  /** One page of rows, with the columns given, or all of them; `joins` brings in rows that the columns speak of. */
  select(columns: SQL, keyset: Keyset, limit: SQL | null, joins?: SQL): SQL;
  count(): SQL;
  restricted?(): SQL;
  /** The row as JSON. */
  node(objects: readonly ObjectPlan[]): SQL;
  /** The row's columns, where all rows are of one type. */
  members?(object: ObjectPlan): Member[];
}

/** LIMIT ALL is not written: PostgreSQL plans for it as for a small page. */
export const limited = (limit: SQL | null): SQL => (limit ? sql` limit ${limit}` : sql``);
