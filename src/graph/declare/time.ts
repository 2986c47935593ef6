import { getTableColumns, type SQLWrapper } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import type { Row } from './entity-scope';
import type { ArgumentDeclaration } from './field';
import { DateTime, LocalDate } from './types';

/** How the records of an entity stand in time, for a view as of another day than today. */
export interface RecordTime {
  /** Half-open valid time: a record is told on the days within. */
  readonly valid?: { readonly from: (row: Row) => SQLWrapper; readonly to: (row: Row) => SQLWrapper };
  /** The days for which a result was worked out so; without an end it stands. */
  readonly workedOut?: { readonly from: (row: Row) => SQLWrapper; readonly to: (row: Row) => SQLWrapper };
  /** The day or the moment from which there is something to tell; null: whatever the day. */
  readonly since?: { readonly read: (row: Row) => SQLWrapper; readonly isMoment: boolean; readonly nullable: boolean };
}

/** The time of a table's records: valid time by its columns, else `since` a column that its entity names. */
export function recordTime(
  table: PgTable,
  since: PgColumn | undefined,
  read: (column: PgColumn) => (row: Row) => SQLWrapper,
): RecordTime {
  const { validFrom, validTo, asOf, asOfEnd } = getTableColumns(table) as Record<string, PgColumn | undefined>;
  const valid = validFrom && validTo && { valid: { from: read(validFrom), to: read(validTo) } };
  const workedOut = asOf && asOfEnd && { workedOut: { from: read(asOf), to: read(asOfEnd) } };
  if (valid || workedOut) return { ...valid, ...workedOut };
  if (!since) return {};
  const isMoment = since.getSQLType().startsWith('timestamp');
  return { since: { read: read(since), isMoment, nullable: !since.notNull } };
}

/** The arguments of a root field by which its whole view is told as of a time. */
export const timeArguments: Readonly<Record<string, ArgumentDeclaration>> = {
  asOf: {
    type: () => LocalDate,
    nullable: true,
    description:
      'Tells the whole view as of that day: relations, roles, assignments and memberships valid then, what had happened by its end, and what was worked out for that day. Who may see it is decided by the rights of today; values without a history of their own, such as names and balances, are those of today.',
  },
  recordedAsOf: {
    type: () => DateTime,
    nullable: true,
    description:
      'Tells what the bank knew at that moment: records that it had by then, and relations, roles and assignments as they stood before later corrections; what is worked out is told as of its day.',
  },
};
