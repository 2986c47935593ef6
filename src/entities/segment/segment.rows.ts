import { date, integer, numeric, pgTable, text } from 'drizzle-orm/pg-core';
import { customerKinds } from '../../access/policy';
import { currency, key, minor } from '../../database/columns';
import { productCategories } from '../product/product.table';
import { behaviours } from './behaviour-tree.table';

/** Rows that a statement makes while it reads belong to the first customer of whom the reader reads what they are made of. */
const told = () => ({ customerId: key('customer_id').notNull(), scopeKey: integer('scope_key').notNull() });
const part = (name: string, scale: number) => numeric(name, { precision: 12, scale });

/** A group of like customers, as a reader is told of it. */
export const clusterTold = pgTable('cluster_told', {
  ...told(),
  asOf: date('as_of').notNull(),
  code: text('code').notNull(),
  kind: text('kind', { enum: customerKinds }).notNull(),
  rulesVersion: text('rules_version').notNull(),
  name: text('name').notNull(),
  nameZh: text('name_zh').notNull(),
  currency: currency().notNull(),
  share: part('share', 0).notNull(),
  aumMinor: minor('aum'),
  depositsMinor: minor('deposits'),
  loansMinor: minor('loans'),
  transactions: part('transactions', 2),
  products: part('products', 2),
  tenure: part('tenure', 1),
});

/** What told a behaviour beforehand, as a reader is told of it. */
export const treeTold = pgTable('tree_told', {
  ...told(),
  asOf: date('as_of').notNull(),
  code: text('code').notNull(),
  behaviour: text('behaviour', { enum: behaviours }).notNull(),
  category: text('category', { enum: productCategories }),
  rulesVersion: text('rules_version').notNull(),
  featuresAsOf: date('features_as_of').notNull(),
  trainedOn: integer('trained_on').notNull(),
  rate: part('rate', 1).notNull(),
  accuracy: part('accuracy', 1).notNull(),
  auc: part('auc', 3),
  factors: text('factors').array().notNull(),
  factorsZh: text('factors_zh').array().notNull(),
  factorShares: integer('factor_shares').array().notNull(),
});

export const factorTold = pgTable('factor_told', {
  ...told(),
  place: integer('place').notNull(),
  name: text('name').notNull(),
  nameZh: text('name_zh').notNull(),
  share: integer('share').notNull(),
});

export const ruleTold = pgTable('rule_told', {
  ...told(),
  place: integer('place').notNull(),
  text: text('text').notNull(),
  textZh: text('text_zh').notNull(),
  share: part('share', 0).notNull(),
  rate: part('rate', 0).notNull(),
  lift: part('lift', 2).notNull(),
});
