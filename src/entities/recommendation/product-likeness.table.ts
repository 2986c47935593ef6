import { doublePrecision, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { key } from '../../database/columns';

/** What a run has learnt of who holds what, for its own slices only; the next run writes it anew. */
export const productLikeness = pgTable(
  'product_likeness',
  {
    heldId: key('held_id').notNull(),
    productId: key('product_id').notNull(),
    /** Customers who hold both. */
    common: integer('common').notNull(),
    cosine: doublePrecision('cosine').notNull(),
  },
  (table) => [primaryKey({ name: 'product_likeness_pk', columns: [table.heldId, table.productId] })],
);

/** How much of a feature the holders of a product have, as a part of the product's vector of length one. */
export const productTrait = pgTable(
  'product_trait',
  {
    productId: key('product_id').notNull(),
    feature: text('feature').notNull(),
    weight: doublePrecision('weight').notNull(),
    /** The holders' share with the feature, of the same share among all who hold anything. */
    lift: doublePrecision('lift').notNull(),
  },
  (table) => [primaryKey({ name: 'product_trait_pk', columns: [table.productId, table.feature] })],
);

/** The products that enough customers of a kind hold, and what part of that kind's holders of anything does. */
export const productDemand = pgTable(
  'product_demand',
  {
    kind: text('kind').notNull(),
    productId: key('product_id').notNull(),
    holders: integer('holders').notNull(),
    popularity: doublePrecision('popularity').notNull(),
  },
  (table) => [primaryKey({ name: 'product_demand_pk', columns: [table.kind, table.productId] })],
);
