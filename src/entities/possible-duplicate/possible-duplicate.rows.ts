import { doublePrecision, integer, pgTable, text } from 'drizzle-orm/pg-core';
import { key } from '../../database/columns';

/** Another customer who may be the same one, found while a statement reads; PostgreSQL holds no table of it. */
export const possibleDuplicate = pgTable('possible_duplicate', {
  customerId: key('customer_id').notNull(),
  scopeKey: integer('scope_key').notNull(),
  weight: doublePrecision('weight').notNull(),
  agrees: text('agrees').array().notNull(),
  differs: text('differs').array().notNull(),
  rulesVersion: text('rules_version').notNull(),
});
