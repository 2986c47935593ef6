import { type SQL, sql } from 'drizzle-orm';
import {
  type AnyPgColumn,
  bigint,
  char,
  check,
  customType,
  date,
  integer,
  numeric,
  smallint,
  text,
  timestamp,
} from 'drizzle-orm/pg-core';

/** A 64-bit key, in JavaScript a bigint. */
export const key = (name: string) => bigint(name, { mode: 'bigint' });

/** A key dealt by the database; a bulk writer may give its own. */
export const identity = (name = 'id') => key(name).generatedByDefaultAsIdentity();

/** The opaque name of a row in the API: prefix and encrypted (owner, row); owner 0 for rows of the whole bank. */
export const publicId = (prefix: `${string}_`, owner = 'customer_id', row = 'id') =>
  text('public_id')
    .notNull()
    .generatedAlwaysAs(sql.raw(`public_id('${prefix}', ${owner}, ${row})`));

/** The value of a required column that a trigger fills where a writer does not give it. */
export const byTrigger = () => sql`null`;

/** Place of the owning customer: kind × 2²⁸ + lft of the home org unit. Filled by a trigger where it is not given. */
export const scopeKey = () => integer('scope_key').notNull().$default(byTrigger);

/** As scopeKey, null as long as the owning party is no customer: such a row is in nobody's scope. */
export const partyScopeKey = () => integer('scope_key');

/** The columns every fact about a customer begins with. */
export const factColumns = (prefix: `${string}_`) => ({
  customerId: key('customer_id').notNull(),
  id: identity(),
  publicId: publicId(prefix),
  scopeKey: scopeKey(),
});

/** An amount in minor units of its row's currency; the column is called `<name>_minor`. */
export const minor = (name: string) => key(`${name}_minor`);

/** ISO 4217 code. */
export const currency = (name = 'currency') => char(name, { length: 3 });

/** ISO 3166-1 alpha-2 code. */
export const country = (name = 'country') => char(name, { length: 2 });

/** A share of a hundred, in percent. */
export const percent = (name: string) => numeric(name, { precision: 7, scale: 4 });

/** A rate or probability as a fraction of one. */
export const rate = (name: string) => numeric(name, { precision: 12, scale: 8 });

/** A calendar day as YYYY-MM-DD. */
export const day = (name: string) => date(name, { mode: 'string' });

/** A moment, to the millisecond, as JavaScript keeps it. */
export const moment = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: 'date' });

export const recordedAt = () => moment('recorded_at').notNull().defaultNow();

/** Valid time, half-open [validFrom, validTo); without an end it is open. */
export const validTime = () => ({ validFrom: day('valid_from').notNull(), validTo: day('valid_to') });

export const validTimeCheck = (table: string, columns: { validFrom: AnyPgColumn; validTo: AnyPgColumn }) =>
  check(`${table}_valid_time_check`, sql`${columns.validFrom} < ${columns.validTo}`);

/**
 * The days [asOf, asOfEnd) for which the system login has worked out a result so; without an end it stands. Whoever reads
 * such a table by hand says which results he means. Its scope keys are checked once for each statement, as 0056 says: a
 * reference from each row to its customer was a fifth of all that writing them cost.
 */
export const workedOutTime = () => ({ asOf: day('as_of').notNull(), asOfEnd: day('as_of_end') });

/** Normalised name by which people sort, compared by code points whatever the database's locale. */
export const sortName = customType<{ data: string }>({ dataType: () => 'text collate "C"' });

/** The version of the secret with which a row's keyed hash was made. */
export const keyVersion = () => smallint('key_version').notNull().default(1);

export const bytes = customType<{ data: Uint8Array }>({ dataType: () => 'bytea' });

/** The column's value is one of the list; the check is named `<table>_<column>_check`. */
export const oneOf = (table: string, column: AnyPgColumn, values: readonly string[]) =>
  check(`${table}_${column.name}_check`, sql`${column} in (${literals(values)})`);

/** Every element of the array column is one of the list. */
export const eachOf = (table: string, column: AnyPgColumn, values: readonly string[]) =>
  check(`${table}_${column.name}_check`, sql`${column} <@ array[${literals(values)}]::text[]`);

const literals = (values: readonly string[]): SQL => sql.raw(values.map((value) => `'${value}'`).join(', '));
