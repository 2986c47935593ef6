import { type SQL, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { DataClass } from '../../access/policy';
import type { EmbeddedField, Row } from '../../graph/declare/field';
import { readerOf } from '../../graph/declare/stored';

/** SQL: a row `m` of measures is of somebody with products of two categories or more, each being 10 % of the rate. */
export const isCrossHolder = 'm.cross_holding_rate >= 20';

/** An amount shared out over so many, in whole minor units; absent where there is nobody. */
export function perHead(amount: PgColumn, heads: PgColumn, dataClass: DataClass = 'MONEY'): EmbeddedField {
  const [all, count] = [readerOf(amount), readerOf(heads)];
  return {
    kind: 'embedded',
    dataClass,
    present: (own) => sql`${count(own)} > 0`,
    parts: {
      amount: (own) => sql`money_text(round(${all(own)}::numeric / ${count(own)})::bigint, ${own.currency})`,
      currency: (own) => own.currency,
    },
  };
}

/** So many of all, in percent to four decimals; null of none. */
export function percentOf(part: PgColumn, whole: PgColumn): (own: Row) => SQL {
  const [some, all] = [readerOf(part), readerOf(whole)];
  return (own) => sql`trim_scale(round(${some(own)} * 100.0 / nullif(${all(own)}, 0), 4))::text`;
}
