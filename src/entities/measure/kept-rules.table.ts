import { jsonb, pgTable, text } from 'drizzle-orm/pg-core';

/**
 * The rules of measures by which any run ever worked, each version once: the rules as their file says them, and the
 * definitions of the measures by them.
 */
export const keptRules = pgTable('measure_rules', {
  version: text('version').primaryKey(),
  content: jsonb('content').notNull(),
});
