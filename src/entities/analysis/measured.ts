import { aliasedTable, type SQL, sql } from 'drizzle-orm';
import type { DataClass } from '../../access/policy';
import type { Row } from '../../graph/declare/field';
import type { SourceJoin } from '../../graph/declare/join';
import { customerMeasure } from '../measure/measure.table';
import { lastRun } from '../measure/measure-run';
import { reachedInUnit } from '../measure/reached-in';

/**
 * The measures as of the last day worked out, or of the days told, of the customers chosen whom the reader reaches by rights that read money
 * and these classes in full: FROM and WHERE, the row being `m`.
 */
export const measured = (join: SourceJoin, ...classes: readonly DataClass[]): SQL =>
  measuredOn(join, lastRun(join.inputs.day()), ...classes);

export function measuredOn(join: SourceJoin, days: SQL, ...classes: readonly DataClass[]): SQL {
  const { inputs } = join;
  const own = aliasedTable(customerMeasure, 'm') as unknown as Row;
  return sql`${customerMeasure} as "m" where m.as_of = ${days}
    and ${reachedInUnit(join, 'MONEY', ...classes)(customerMeasure, 'm')} and ${inputs.among(own)}`;
}
