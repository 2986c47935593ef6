import type { SQL } from 'drizzle-orm';
import type { Row } from '../declare/field';
import type { ObjectPlan } from '../plan/plan';
import type { Member } from './json';
import type { Keyset } from './keyset';

/** Where the rows of a page come from. */
export interface PageSource {
  readonly row: Row;
  /** One page of rows, with the columns given. */
  select(columns: SQL, keyset: Keyset, limit: SQL): SQL;
  count(): SQL;
  restricted?(): SQL;
  /** The row as JSON. */
  node(objects: readonly ObjectPlan[]): SQL;
  /** The row's columns, where all rows are of one type. */
  members?(object: ObjectPlan): Member[];
}
