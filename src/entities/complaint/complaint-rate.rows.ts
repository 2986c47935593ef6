import { integer, numeric, pgTable, text } from 'drizzle-orm/pg-core';
import { key, sortName } from '../../database/columns';

const count = (name: string) => integer(name).notNull();

/** Complaints with one value in common, counted while a statement reads; a row belongs to the first customer among them. */
export const complaintRate = pgTable('complaint_rate', {
  customerId: key('customer_id').notNull(),
  scopeKey: count('scope_key'),
  key: sortName('key').notNull(),
  value: text('value'),
  received: count('received'),
  closed: count('closed'),
  open: count('open'),
  overdue: count('overdue'),
  meanDaysToClose: numeric('mean_days_to_close', { precision: 12, scale: 1 }),
  openUpTo3: count('open_up_to_3'),
  openUpTo15: count('open_up_to_15'),
  openUpTo60: count('open_up_to_60'),
  openLonger: count('open_longer'),
  perThousandCustomers: numeric('per_thousand_customers', { precision: 12, scale: 2 }),
});
