import { getTableColumns } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import { individual } from '../party/individual.table';
import { organisation } from '../party/organisation.table';
import type { MeasureRules } from './measures.rules';

/** SQL: the part of what is asked of a customer `c` that his profile, `i` or `c2`, knows. */
export const knownPart = ({ completeness }: MeasureRules): string => {
  const partOf = (alias: string, table: PgTable, names: readonly string[]) => {
    const columns = names.map((name) => `${alias}.${getTableColumns(table)[name]?.name}`);
    return `num_nonnulls(${columns.join(', ')}) / ${names.length}::float8`;
  };
  return `case when c.kind = 'INDIVIDUAL' then ${partOf('i', individual, completeness.individual)}
    else ${partOf('c2', organisation, completeness.organisation)} end`;
};
