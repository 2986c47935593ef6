import { aliasedTable, type SQL, sql } from 'drizzle-orm';
import type { DataClass } from '../../access/policy';
import type { Row } from '../../graph/declare/field';
import type { SourceJoin } from '../../graph/declare/join';
import { customerMeasure } from '../measure/measure.table';
import { lastRun } from '../measure/measure-run';
import { reachedInUnit } from '../measure/reached-in';

/**
 * The measures as of the last day worked out, of the customers chosen whom the reader reaches by rights that read money
 * and these classes in full: FROM and WHERE, the row being `m`.
 */
export function measured(join: SourceJoin, ...classes: readonly DataClass[]): SQL {
  const { inputs } = join;
  const own = aliasedTable(customerMeasure, 'm') as unknown as Row;
  return sql`${customerMeasure} as "m" where m.as_of = ${lastRun(inputs.day())}
    and ${reachedInUnit(join, 'MONEY', ...classes)(customerMeasure, 'm')} and ${inputs.among(own)}`;
}
