import { date, integer, pgTable, text } from 'drizzle-orm/pg-core';
import { key, sortName } from '../../database/columns';
import { incomeBands } from '../party/individual.table';

/** What a statement gathers of a customer for the ledger while it reads; PostgreSQL holds no table of it. */
export const ledgerEntry = pgTable('ledger_entry', {
  customerId: key('customer_id').primaryKey(),
  scopeKey: integer('scope_key').notNull(),
  sortName: sortName('sort_name'),
  birthDate: date('birth_date'),
  daysToBirthday: integer('days_to_birthday'),
  householdSize: integer('household_size'),
  children: integer('children').notNull(),
  hobbies: text('hobbies').array(),
  incomeBand: text('income_band', { enum: incomeBands }),
  lastInteractionId: key('last_interaction_id'),
  daysSinceContact: integer('days_since_contact'),
  daysToMaturity: integer('days_to_maturity'),
  openComplaints: integer('open_complaints').notNull(),
  daysToRevisit: integer('days_to_revisit'),
  missing: text('missing').array().notNull(),
  completeness: integer('completeness').notNull(),
});
