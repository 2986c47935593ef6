import { sql } from 'drizzle-orm';
import { check, foreignKey, index, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { currency, day, factColumns, key, minor, oneOf, rate, recordedAt, scopeKey } from '../../database/columns';
import { account } from '../account/account.table';
import { factKey, scopeReference } from '../customer/customer.table';
import { product } from './product.table';

export const holdingStatuses = ['PENDING', 'ACTIVE', 'MATURED', 'DEFAULTED', 'CLOSED'] as const;

/** A product a customer holds, on one of the customer's accounts where there is one. */
export const productHolding = pgTable(
  'product_holding',
  {
    ...factColumns('hld_'),
    productId: key('product_id').notNull(),
    accountId: key('account_id'),
    status: text('status', { enum: holdingStatuses }).notNull(),
    openedOn: day('opened_on').notNull(),
    maturesOn: day('matures_on'),
    closedOn: day('closed_on'),
    currency: currency(),
    amountMinor: minor('amount'),
    instalmentMinor: minor('instalment'),
    rate: rate('rate'),
    recordedAt: recordedAt(),
  },
  (table) => [
    factKey('product_holding', table),
    scopeReference('product_holding', table),
    index('product_holding_opened_index').on(table.customerId, table.openedOn, table.id),
    index('product_holding_scope_opened_index').on(table.scopeKey, table.openedOn, table.customerId, table.id),
    index('product_holding_all_opened_index').on(table.openedOn, table.customerId, table.id),
    index('product_holding_account_index').on(table.customerId, table.accountId, table.id),
    index('product_holding_product_index').on(table.productId, table.scopeKey),
    foreignKey({ name: 'product_holding_product_fk', columns: [table.productId], foreignColumns: [product.id] }),
    foreignKey({
      name: 'product_holding_account_fk',
      columns: [table.customerId, table.accountId],
      foreignColumns: [account.customerId, account.id],
    }),
    oneOf('product_holding', table.status, holdingStatuses),
    check(
      'product_holding_currency_check',
      sql`coalesce(${table.amountMinor}, ${table.instalmentMinor}) is null or ${table.currency} is not null`,
    ),
  ],
);

/** What a holding was worth at the end of a month (`month`: its first day). */
export const holdingMonth = pgTable(
  'holding_month',
  {
    customerId: key('customer_id').notNull(),
    holdingId: key('holding_id').notNull(),
    month: day('month').notNull(),
    scopeKey: scopeKey(),
    currency: currency().notNull(),
    valueMinor: minor('value').notNull(),
  },
  (table) => [
    primaryKey({ name: 'holding_month_pk', columns: [table.customerId, table.holdingId, table.month] }),
    scopeReference('holding_month', table),
    foreignKey({
      name: 'holding_month_holding_fk',
      columns: [table.customerId, table.holdingId],
      foreignColumns: [productHolding.customerId, productHolding.id],
    }),
    check('holding_month_month_check', sql`extract(day from ${table.month}) = 1`),
  ],
);
