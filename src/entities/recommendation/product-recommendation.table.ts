import { sql } from 'drizzle-orm';
import { boolean, check, index, integer, numeric, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { day, eachOf, key, oneOf, scopeKey } from '../../database/columns';

export const recommendationBases = ['HOLDINGS', 'PROFILE'] as const;
export const recommendationReasons = ['HELD_TOGETHER', 'FITS_PROFILE', 'POPULAR'] as const;

/** A part of the whole, from 0 to 1. */
const part = (name: string) => numeric(name, { precision: 5, scale: 4 });

/**
 * A product that a customer may want next, as the system login has worked it out together with the measures of a day;
 * only the newest day's are kept. Its products are held as by foreign keys, checked by set. `for_everybody`: so little risk that it suits whatever appetite a customer has.
 */
export const productRecommendation = pgTable(
  'product_recommendation',
  {
    customerId: key('customer_id').notNull(),
    asOf: day('as_of').notNull(),
    productId: key('product_id').notNull(),
    id: key('id').notNull().generatedAlwaysAs(sql.raw('(customer_id << 16) + product_id')),
    scopeKey: scopeKey(),
    rulesVersion: text('rules_version').notNull(),
    basis: text('basis', { enum: recommendationBases }).notNull(),
    score: part('score').notNull(),
    collaborative: part('collaborative').notNull(),
    content: part('content').notNull(),
    popularity: part('popularity').notNull(),
    rank: integer('rank').notNull(),
    forEverybody: boolean('for_everybody').notNull(),
    reasons: text('reasons', { enum: recommendationReasons }).array().notNull(),
    heldProductId: key('held_product_id'),
    feature: text('feature'),
  },
  (table) => [
    primaryKey({ name: 'product_recommendation_pk', columns: [table.customerId, table.asOf, table.productId] }),
    index('product_recommendation_score_index').on(table.asOf, table.score, table.id),
    index('product_recommendation_product_index').on(table.productId, table.asOf, table.score, table.id),
    check('product_recommendation_id_check', sql`${table.productId} between 0 and 65535`),
    oneOf('product_recommendation', table.basis, recommendationBases),
    eachOf('product_recommendation', table.reasons, recommendationReasons),
    check('product_recommendation_held_check', sql`${table.basis} = 'HOLDINGS' or ${table.heldProductId} is null`),
  ],
);
