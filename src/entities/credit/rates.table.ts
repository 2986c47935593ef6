import { integer, numeric, pgTable, text, unique } from 'drizzle-orm/pg-core';
import { currency, identity, minor, oneOf, rate, recordedAt, validTime, validTimeCheck } from '../../database/columns';
import { productCategories } from '../product/product.table';

/** The funds transfer price of a currency and tenor: yearly rate as a fraction. */
export const ftpRate = pgTable(
  'ftp_rate',
  {
    id: identity().primaryKey(),
    currency: currency().notNull(),
    tenorMonths: integer('tenor_months').notNull(),
    rate: rate('rate').notNull(),
    ...validTime(),
    recordedAt: recordedAt(),
  },
  (table) => [
    unique('ftp_rate_key').on(table.currency, table.tenorMonths, table.validFrom),
    validTimeCheck('ftp_rate', table),
  ],
);

/** Economic capital as a fraction of the exposure in a product category, and the hurdle it must earn in a year. */
export const capitalCharge = pgTable(
  'capital_charge',
  {
    id: identity().primaryKey(),
    category: text('category', { enum: productCategories }).notNull(),
    capitalRate: rate('capital_rate').notNull(),
    hurdleRate: rate('hurdle_rate').notNull(),
    ...validTime(),
    recordedAt: recordedAt(),
  },
  (table) => [
    unique('capital_charge_key').on(table.category, table.validFrom),
    oneOf('capital_charge', table.category, productCategories),
    validTimeCheck('capital_charge', table),
  ],
);

/** What serving one account of a product category costs in a month, and one transaction on it. */
export const costRate = pgTable(
  'cost_rate',
  {
    id: identity().primaryKey(),
    category: text('category', { enum: productCategories }).notNull(),
    currency: currency().notNull(),
    accountMonthMinor: minor('account_month').notNull(),
    transactionMinor: minor('transaction').notNull(),
    ...validTime(),
    recordedAt: recordedAt(),
  },
  (table) => [
    unique('cost_rate_key').on(table.category, table.currency, table.validFrom),
    oneOf('cost_rate', table.category, productCategories),
    validTimeCheck('cost_rate', table),
  ],
);

/** The bank's Tier 1 capital, the measure of a large exposure. */
export const tier1Capital = pgTable(
  'tier1_capital',
  {
    id: identity().primaryKey(),
    currency: currency().notNull(),
    amountMinor: minor('amount').notNull(),
    ...validTime(),
    recordedAt: recordedAt(),
  },
  (table) => [unique('tier1_capital_key').on(table.validFrom), validTimeCheck('tier1_capital', table)],
);

/** What one unit of a currency is worth in the bank's base currency. */
export const exchangeRate = pgTable(
  'exchange_rate',
  {
    id: identity().primaryKey(),
    currency: currency().notNull(),
    rate: numeric('rate', { precision: 20, scale: 10 }).notNull(),
    ...validTime(),
    recordedAt: recordedAt(),
  },
  (table) => [unique('exchange_rate_key').on(table.currency, table.validFrom), validTimeCheck('exchange_rate', table)],
);
