import { sql } from 'drizzle-orm';
import { boolean, check, foreignKey, index, pgTable, text } from 'drizzle-orm/pg-core';
import { currency, factColumns, key, minor, moment, oneOf } from '../../database/columns';
import { factKey, scopeReference } from '../customer/customer.table';
import { account } from './account.table';

export const transactionKinds = [
  'CASH',
  'TRANSFER',
  'CARD',
  'SALARY',
  'STANDING_ORDER',
  'LOAN',
  'INVESTMENT',
  'INTEREST',
  'FEE',
  'TAX',
  'OTHER',
] as const;
export const transactionChannels = ['BRANCH', 'ATM', 'POS', 'WEB', 'MOBILE', 'PHONE', 'BATCH'] as const;
/** ISO 20022 credit or debit. */
export const creditDebits = ['CRDT', 'DBIT'] as const;

/** A booking on an account; the amount is positive, `direction` says which way. */
export const transaction = pgTable(
  'transaction',
  {
    ...factColumns('txn_'),
    accountId: key('account_id').notNull(),
    bookedAt: moment('booked_at').notNull(),
    kind: text('kind', { enum: transactionKinds }).notNull(),
    channel: text('channel', { enum: transactionChannels }).notNull(),
    direction: text('direction', { enum: creditDebits }).notNull(),
    currency: currency().notNull(),
    amountMinor: minor('amount').notNull(),
    customerInitiated: boolean('customer_initiated').notNull(),
    counterpartyName: text('counterparty_name'),
    remittance: text('remittance'),
    balanceAfterMinor: minor('balance_after'),
  },
  (table) => [
    factKey('transaction', table),
    scopeReference('transaction', table),
    index('transaction_account_index').on(table.customerId, table.accountId, table.bookedAt, table.id),
    index('transaction_booked_index').on(table.customerId, table.bookedAt, table.id),
    // Bookings come in the order of their days, so that a day lies in few blocks.
    index('transaction_day_index').using('brin', table.bookedAt),
    foreignKey({
      name: 'transaction_account_fk',
      columns: [table.customerId, table.accountId],
      foreignColumns: [account.customerId, account.id],
    }),
    oneOf('transaction', table.kind, transactionKinds),
    oneOf('transaction', table.channel, transactionChannels),
    oneOf('transaction', table.direction, creditDebits),
    check('transaction_amount_check', sql`${table.amountMinor} >= 0`),
  ],
);
