import { sql } from 'drizzle-orm';
import { check, foreignKey, integer, pgTable, primaryKey } from 'drizzle-orm/pg-core';
import { currency, day, key, minor, scopeKey } from '../../database/columns';
import { scopeReference } from '../customer/customer.table';
import { account } from './account.table';

/** What an account did in a month (`month`: its first day), for the measures. Interest is positive when earned by the bank. */
export const balanceMonth = pgTable(
  'balance_month',
  {
    customerId: key('customer_id').notNull(),
    accountId: key('account_id').notNull(),
    month: day('month').notNull(),
    scopeKey: scopeKey(),
    currency: currency().notNull(),
    averageDailyBalanceMinor: minor('average_daily_balance').notNull(),
    closingBalanceMinor: minor('closing_balance').notNull(),
    debitsMinor: minor('debits').notNull(),
    creditsMinor: minor('credits').notNull(),
    customerInitiated: integer('customer_initiated').notNull(),
    interestMinor: minor('interest').notNull(),
    feesMinor: minor('fees').notNull(),
    costMinor: minor('cost').notNull(),
  },
  (table) => [
    primaryKey({ name: 'balance_month_pk', columns: [table.customerId, table.accountId, table.month] }),
    scopeReference('balance_month', table),
    foreignKey({
      name: 'balance_month_account_fk',
      columns: [table.customerId, table.accountId],
      foreignColumns: [account.customerId, account.id],
    }),
    check('balance_month_month_check', sql`extract(day from ${table.month}) = 1`),
    check('balance_month_customer_initiated_check', sql`${table.customerInitiated} >= 0`),
  ],
);
