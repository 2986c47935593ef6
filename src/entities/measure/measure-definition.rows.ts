import { pgTable, text } from 'drizzle-orm/pg-core';
import { sortName } from '../../database/columns';
import { measureUnits } from './measures';

/** How a measure is worked out, by a version of the rules; PostgreSQL holds no table of it. */
export const measureDefinition = pgTable('measure_definition', {
  code: sortName('code').notNull(),
  field: text('field').notNull(),
  unit: text('unit', { enum: measureUnits }).notNull(),
  dataClass: text('data_class').notNull(),
  formula: text('formula').notNull(),
  inputs: text('inputs').array().notNull(),
  parameters: text('parameters').array().notNull(),
  rulesVersion: text('rules_version').notNull(),
});
