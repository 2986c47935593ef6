import { sql } from 'drizzle-orm';
import { check, foreignKey, index, pgTable, text } from 'drizzle-orm/pg-core';
import { currency, day, factColumns, key, minor, oneOf, recordedAt } from '../../database/columns';
import { factKey, scopeReference } from '../customer/customer.table';
import { account } from './account.table';

export const standingOrderPurposes = ['HOUSEHOLD', 'LOAN', 'INSURANCE', 'LEASING', 'RENT', 'SAVING', 'OTHER'] as const;
export const paymentFrequencies = ['WEEKLY', 'MONTHLY', 'QUARTERLY', 'YEARLY'] as const;

/** An order to pay an amount again and again to an account elsewhere; null where the source does not say. */
export const standingOrder = pgTable(
  'standing_order',
  {
    ...factColumns('sto_'),
    accountId: key('account_id').notNull(),
    counterpartyBank: text('counterparty_bank'),
    counterpartyAccount: text('counterparty_account').notNull(),
    currency: currency().notNull(),
    amountMinor: minor('amount').notNull(),
    purpose: text('purpose', { enum: standingOrderPurposes }),
    frequency: text('frequency', { enum: paymentFrequencies }),
    startsOn: day('starts_on'),
    endsOn: day('ends_on'),
    recordedAt: recordedAt(),
  },
  (table) => [
    factKey('standing_order', table),
    scopeReference('standing_order', table),
    index('standing_order_account_index').on(table.customerId, table.accountId, table.id),
    foreignKey({
      name: 'standing_order_account_fk',
      columns: [table.customerId, table.accountId],
      foreignColumns: [account.customerId, account.id],
    }),
    oneOf('standing_order', table.purpose, standingOrderPurposes),
    oneOf('standing_order', table.frequency, paymentFrequencies),
    check('standing_order_amount_check', sql`${table.amountMinor} > 0`),
  ],
);
