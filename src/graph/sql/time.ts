import { and, getTableColumns, type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import { historyOf } from '../../database/history';
import { validOn } from '../declare/entity';
import type { Row } from '../declare/entity-scope';
import type { Entity } from '../declare/registry';
import type { RecordTime } from '../declare/time';

/** As of which time a root field's whole view is told; nothing stands for now. */
export interface ViewTime {
  readonly day?: SQL;
  /** The moment at which that day ends in the bank's time zone. */
  readonly dayEnd?: SQL;
  /** The moment whose knowledge is told. */
  readonly recorded?: SQL;
  /** The day of which worked-out results are told: the earlier of both. */
  readonly workedOut?: SQL | undefined;
}

/** A view of what is and what is known today. */
export const now: ViewTime = {};

/** A table of FROM; in a view as of a recorded time, what the bank knew of it then. */
export function asRecorded({ recorded }: ViewTime, table: PgTable, alias: string): SQL {
  const name = sql.identifier(alias);
  const columns = getTableColumns(table) as Record<string, PgColumn>;
  if (!recorded || !columns.recordedAt) return sql`${table} as ${name}`;
  const all = sql.join(
    Object.values(columns).map((column) => sql.identifier(column.name)),
    sql`, `,
  );
  const known = sql`select ${all} from ${table} where "recorded_at" <= ${recorded}`;
  const history = historyOf(table);
  const before = sql` union all select ${all} from ${history} where "recorded_at" <= ${recorded} and "recorded_to" > ${recorded}`;
  return sql`(${known}${history ? before : sql``}) as ${name}`;
}

/** Whether a result stood at the time of the view. */
export const stoodThen = ({ workedOut }: ViewTime, from: SQLWrapper, to: SQLWrapper): SQL =>
  workedOut ? validOn(workedOut, from, to) : sql`${to} is null`;

/** Whether a record was there at the time of the view; undefined where that goes without saying. */
export function toldThen(view: ViewTime, { time }: Entity, row: Row): SQL | undefined {
  const { workedOut } = time;
  return and(workedOut && stoodThen(view, workedOut.from(row), workedOut.to(row)), happenedBy(view, time, row));
}

/** Whether a record was valid, or had happened, on the day of the view. */
function happenedBy({ day, dayEnd }: ViewTime, time: RecordTime, row: Row): SQL | undefined {
  if (!day || !dayEnd) return undefined;
  if (time.valid) return validOn(day, sql`${time.valid.from(row)}`, sql`${time.valid.to(row)}`);
  if (!time.since) return undefined;
  const { read, isMoment, nullable } = time.since;
  const begun = isMoment ? sql`${read(row)} < ${dayEnd}` : sql`${read(row)} <= ${day}`;
  return nullable ? sql`(${read(row)} is null or ${begun})` : begun;
}
