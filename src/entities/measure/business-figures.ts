import { type SQL, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { DataClass } from '../../access/policy';
import type { EmbeddedField, Row } from '../../graph/declare/field';
import { readerOf } from '../../graph/declare/stored';
import { productCategories } from '../product/product.table';

/** SQL: a row `m` of measures is of somebody with products of two categories or more. */
export const isCrossHolder = `m.cross_holding_rate >= ${200 / productCategories.length}`;

/** What is counted of a month, beside the amounts: columns of `unit_month`. */
export const monthCounts = ['depositors', 'borrowers', 'holders', 'retained', 'acquired', 'cross_sold'];

/**
 * SQL: the customers `among` a table and each month of the history up to a day in which they took a product while they
 * held another already, with their places.
 */
export const crossSales = (among: string, day: string, history: number): string => `
  select distinct h.customer_id, h.scope_key, date_trunc('month', h.opened_on::timestamp)::date as month
  from ${among} as those join product_holding h on h.customer_id = those.customer_id
  where h.opened_on <= ${day}::date
    and h.opened_on >= (date_trunc('month', ${day}::timestamp) - interval '${history - 1} months')::date
    and exists (select from product_holding o where o.customer_id = h.customer_id and o.opened_on < h.opened_on
      and (o.closed_on is null or o.closed_on > h.opened_on))`;

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
