import { type SQL, sql } from 'drizzle-orm';
import type { DataClass } from '../../access/policy';
import type { SourceJoin } from '../../graph/declare/join';
import { customerMeasure } from '../measure/measure.table';
import { reachedIn } from '../measure/reached-in';

/**
 * The first customer between two places in the bank whom the reader reaches by rights that read money and these classes in
 * full, as a sub-select with `customer_id` and `scope_key`: what is told of the whole bank is told to who has one.
 */
export const firstReached = (
  join: SourceJoin,
  day: SQL,
  [low, high]: readonly [SQL, SQL],
  ...classes: readonly DataClass[]
): SQL => sql`(
  select m.customer_id, m.scope_key from ${customerMeasure} as "m"
  where m.as_of = ${day} and m.scope_key >= ${low} and m.scope_key < ${high}
    and ${reachedIn(join, 'MONEY', ...classes)(customerMeasure, 'm')}
  order by m.scope_key, m.customer_id limit 1)`;
