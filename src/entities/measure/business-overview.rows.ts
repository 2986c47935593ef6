import { boolean, date, doublePrecision, integer, pgTable } from 'drizzle-orm/pg-core';
import { currency, key, minor } from '../../database/columns';
import { businessSums } from './unit-measure.table';

const count = (name: string) => integer(name).notNull();

/**
 * Rows that a statement makes while it reads; PostgreSQL holds no table of them. An overview belongs to nobody where it
 * was summed up from units, else to the first of the customers counted; `isWhole`: it counts all customers of the unit.
 */
export const businessOverview = pgTable('business_overview', {
  customerId: key('customer_id').notNull(),
  scopeKey: integer('scope_key').notNull(),
  orgUnitId: key('org_unit_id').notNull(),
  asOf: date('as_of').notNull(),
  isWhole: boolean('is_whole').notNull(),
  ...businessSums(),
  months: date('months').array().notNull(),
  monthDeposits: key('month_deposits').array().notNull(),
  monthLoans: key('month_loans').array().notNull(),
  monthDepositors: integer('month_depositors').array().notNull(),
  monthBorrowers: integer('month_borrowers').array().notNull(),
  monthHolders: integer('month_holders').array().notNull(),
  monthRetained: integer('month_retained').array().notNull(),
  monthAcquired: integer('month_acquired').array().notNull(),
  monthCrossSold: integer('month_cross_sold').array().notNull(),
});

/** A month to come. */
export const businessForecast = pgTable('business_forecast', {
  customerId: key('customer_id').notNull(),
  scopeKey: integer('scope_key').notNull(),
  month: date('month').notNull(),
  currency: currency().notNull(),
  expectedMinor: minor('expected').notNull(),
  low80Minor: minor('low80').notNull(),
  high80Minor: minor('high80').notNull(),
  low95Minor: minor('low95').notNull(),
  high95Minor: minor('high95').notNull(),
  backTestError: doublePrecision('back_test_error'),
});

/** A month of an overview. */
export const businessMonth = pgTable('business_month', {
  customerId: key('customer_id').notNull(),
  scopeKey: integer('scope_key').notNull(),
  month: date('month').notNull(),
  currency: currency().notNull(),
  depositsMinor: minor('deposits').notNull(),
  loansMinor: minor('loans').notNull(),
  depositors: count('depositors'),
  borrowers: count('borrowers'),
  holders: count('holders'),
  /** Of the month before; null where the history does not tell of it. */
  holdersBefore: integer('holders_before'),
  retained: count('retained'),
  acquired: count('acquired'),
  crossSold: count('cross_sold'),
});
