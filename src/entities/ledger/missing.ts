import { getTableColumns, type SQL, sql } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import { wholeNumber } from '../../database/parameters';
import { readMeasureRules } from '../measure/measures.rules';
import { individual } from '../party/individual.table';
import { organisation } from '../party/organisation.table';

/** The names of what is asked of a profile `alias` and not known. */
const missingOf = (alias: string, table: PgTable, names: readonly string[]): SQL =>
  sql.raw(
    `array_remove(array[${names
      .map((name) => `case when ${alias}."${getTableColumns(table)[name]?.name}" is null then '${name}' end`)
      .join(', ')}], null)`,
  );

const { individual: ofPerson, organisation: ofOrganisation } = readMeasureRules().completeness;

/** How many values are asked of the customer `c`. */
export const asked = sql`case when c.kind = 'INDIVIDUAL' then ${wholeNumber(ofPerson.length)} else ${wholeNumber(ofOrganisation.length)} end`;

/** Those of them that the bank does not know; his profile is `i` or `o`. */
export const missing = sql`case when c.kind = 'INDIVIDUAL' then ${missingOf('i', individual, ofPerson)}
  else ${missingOf('o', organisation, ofOrganisation)} end`;
