import { date, integer, pgTable } from 'drizzle-orm/pg-core';
import { currency, key, minor } from '../../database/columns';

/** A month of a customer, made while a statement reads; PostgreSQL holds no table of it. */
export const customerMonth = pgTable('customer_month', {
  customerId: key('customer_id').notNull(),
  scopeKey: integer('scope_key').notNull(),
  month: date('month').notNull(),
  currency: currency().notNull(),
  depositsMinor: minor('deposits').notNull(),
  loansMinor: minor('loans').notNull(),
  /** Of the same month a year before. */
  depositsBeforeMinor: minor('deposits_before'),
  loansBeforeMinor: minor('loans_before'),
  depositsSlopeMinor: minor('deposits_slope'),
  loansSlopeMinor: minor('loans_slope'),
  /** Of all customers of his kind in his unit and below it; absent where it may not be told. */
  unitDepositsMinor: minor('unit_deposits'),
  unitLoansMinor: minor('unit_loans'),
  unitDepositors: integer('unit_depositors'),
  unitBorrowers: integer('unit_borrowers'),
});
