import { date, integer, pgTable } from 'drizzle-orm/pg-core';
import { currency, key, minor } from '../../database/columns';

const count = (name: string) => integer(name).notNull();

/**
 * One row that a statement makes while it reads: what happened on a day. It belongs to the first of the customers
 * counted. Amounts and their currency are null where nothing was ever worked out, so that nobody knows the base currency.
 */
export const dailySummary = pgTable('daily_summary', {
  customerId: key('customer_id').notNull(),
  scopeKey: count('scope_key'),
  day: date('day').notNull(),
  currency: currency(),
  customers: count('customers'),
  customersOpened: count('customers_opened'),
  accountsOpened: count('accounts_opened'),
  accountsClosed: count('accounts_closed'),
  productsTaken: count('products_taken'),
  transactions: count('transactions'),
  inMinor: minor('in'),
  outMinor: minor('out'),
  withoutRate: count('without_rate'),
  interactions: count('interactions'),
  followUpsDue: count('follow_ups_due'),
  complaintsReceived: count('complaints_received'),
  complaintsClosed: count('complaints_closed'),
  complaintsOverdue: count('complaints_overdue'),
  ticketsOpened: count('tickets_opened'),
  alertsOpened: count('alerts_opened'),
});
