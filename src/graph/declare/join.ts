import type { SQL } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import type { ParameterValue } from '../../database/parameters';
import type { EntityScope, Row } from './entity-scope';
import type { KeyedHashes } from './lookup';

/** Gives an edge the arguments of its request and the reader, as placeholders. */
export interface EdgeInputs {
  has(argument: string): boolean;
  /** The value chosen, for an argument that declares choices; undefined where the request says nothing. */
  choice(argument: string): string | undefined;
  /** Whether a row is one of those that the request has chosen to make the answer of. */
  among(row: Row): SQL;
  argument(name: string, type: string, transform?: (value: unknown, hashes: KeyedHashes) => ParameterValue): SQL;
  /** What is made of all arguments together. */
  arguments(
    type: string,
    make: (values: Readonly<Record<string, unknown>>, hashes: KeyedHashes) => ParameterValue,
  ): SQL;
  /** One of the two numbers behind a public id given as an argument. */
  id(name: string, prefix: string, part: 'owner' | 'row'): SQL;
  viewer(value: 'employeeId' | 'today' | 'timeZone'): SQL;
  /** The day of the view: today, unless the root field names another. */
  day(): SQL;
  /** The moment of the request. */
  now(): SQL;
  /** A table of a sub-select's FROM, as it was recorded at the time of the view. */
  rows(table: PgTable, alias: string): SQL;
  /** The key of what a mutation has changed, null where it was refused; within its payload only. */
  changed(name: string): SQL;
  /** Why a mutation was refused, as JSON; within its payload only. */
  refusals(): SQL;
}

export interface Join {
  readonly parent: Row;
  readonly row: Row;
  readonly link: Row;
  readonly inputs: EdgeInputs;
}

/** What the maker of an edge's rows is given. */
export interface SourceJoin extends Pick<Join, 'parent' | 'inputs'> {
  /**
   * Whether the reader may read rows that belong to that row's customer: by the rights that lead to others, or, where
   * `stays` holds, by those by which the parent was reached.
   */
  inScope(scope: EntityScope, row: Row, stays?: SQL): SQL;
}
