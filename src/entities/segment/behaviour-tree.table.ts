import { doublePrecision, integer, pgTable, primaryKey, smallint, text } from 'drizzle-orm/pg-core';
import { day, oneOf } from '../../database/columns';
import { productCategories } from '../product/product.table';

export const behaviours = ['CHURN', 'TAKE_UP'] as const;

/**
 * What told beforehand who would behave so: a decision tree over features as of one day worked out, trained on what had
 * happened by a later one. `code` is the behaviour, of a take-up with the category of product. Rates and shares are
 * fractions.
 */
export const behaviourTree = pgTable(
  'behaviour_tree',
  {
    asOf: day('as_of').notNull(),
    code: text('code').notNull(),
    behaviour: text('behaviour', { enum: behaviours }).notNull(),
    category: text('category', { enum: productCategories }),
    rulesVersion: text('rules_version').notNull(),
    featuresAsOf: day('features_as_of').notNull(),
    trainedOn: integer('trained_on').notNull(),
    testedOn: integer('tested_on').notNull(),
    rate: doublePrecision('rate').notNull(),
    accuracy: doublePrecision('accuracy').notNull(),
    /** Absent where all of those tested did the same. */
    auc: doublePrecision('auc'),
    factors: text('factors').array().notNull(),
    factorsZh: text('factors_zh').array().notNull(),
    factorShares: doublePrecision('factor_shares').array().notNull(),
  },
  (table) => [
    primaryKey({ name: 'behaviour_tree_pk', columns: [table.asOf, table.code] }),
    oneOf('behaviour_tree', table.behaviour, behaviours),
    oneOf('behaviour_tree', table.category, productCategories),
  ],
);

/** A leaf of a tree: its customers are those trained on whom all its conditions hold for, and where they are. */
export const behaviourRule = pgTable(
  'behaviour_rule',
  {
    asOf: day('as_of').notNull(),
    code: text('code').notNull(),
    /** The likeliest first, from 1. */
    place: smallint('place').notNull(),
    text: text('text').notNull(),
    textZh: text('text_zh').notNull(),
    members: integer('members').notNull(),
    rate: doublePrecision('rate').notNull(),
    keys: integer('keys').array().notNull(),
    upTo: integer('up_to').array().notNull(),
  },
  (table) => [primaryKey({ name: 'behaviour_rule_pk', columns: [table.asOf, table.code, table.place] })],
);
