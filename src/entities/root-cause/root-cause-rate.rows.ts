import { integer, numeric, pgTable } from 'drizzle-orm/pg-core';
import { key, sortName } from '../../database/columns';

const count = (name: string) => integer(name).notNull();

/** Complaints of one root cause, counted while a statement reads; a row belongs to the first customer among them. */
export const rootCauseRate = pgTable('root_cause_rate', {
  customerId: key('customer_id').notNull(),
  scopeKey: count('scope_key'),
  rootCauseId: key('root_cause_id').notNull(),
  code: sortName('code').notNull(),
  complaints: count('complaints'),
  customers: count('customers'),
  complaintsBefore: integer('complaints_before'),
  complaintsAfter: integer('complaints_after'),
  customersAgain: integer('customers_again'),
  recurrencePct: numeric('recurrence_pct', { precision: 12, scale: 2 }),
});
