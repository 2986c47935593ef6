import { sql } from 'drizzle-orm';
import { boolean, check, foreignKey, index, integer, pgTable, text, unique } from 'drizzle-orm/pg-core';
import { currency, day, factColumns, key, minor, moment, oneOf, recordedAt } from '../../database/columns';
import { factKey, scopeReference } from '../customer/customer.table';
import { orgUnit } from '../org-unit/org-unit.table';
import { product } from '../product/product.table';

/**
 * ISO 20022 external cash account types: current, savings, money market, salary, transacting, loan, overdraft, card,
 * overnight deposit, non-resident, other. The list has no code for a term deposit: LLSV, limited liquidity savings,
 * stands for it.
 */
export const accountTypes = [
  'CACC',
  'SVGS',
  'LLSV',
  'MOMA',
  'SLRY',
  'TRAN',
  'LOAN',
  'ODFT',
  'CARD',
  'ONDP',
  'NREX',
  'OTHR',
] as const;
export const accountStatuses = ['ENABLED', 'DISABLED', 'PENDING', 'DORMANT', 'CLOSED'] as const;
/** Five-class classification of credit 五级分类. */
export const fiveClasses = ['NORMAL', 'SPECIAL_MENTION', 'SUBSTANDARD', 'DOUBTFUL', 'LOSS'] as const;

/** An account, kept with its principal customer. `shared`, set by a trigger: other customers own it too. */
export const account = pgTable(
  'account',
  {
    ...factColumns('acc_'),
    number: text('number').notNull(),
    type: text('type', { enum: accountTypes }).notNull(),
    currency: currency().notNull(),
    status: text('status', { enum: accountStatuses }).notNull(),
    openedOn: day('opened_on').notNull(),
    closedOn: day('closed_on'),
    productId: key('product_id').notNull(),
    bookingUnitId: key('booking_unit_id').notNull(),
    currentBalanceMinor: minor('current_balance'),
    availableBalanceMinor: minor('available_balance'),
    limitMinor: minor('limit'),
    daysPastDue: integer('days_past_due'),
    fiveClass: text('five_class', { enum: fiveClasses }),
    shared: boolean('shared').notNull().default(false),
    recordedAt: recordedAt(),
    updatedAt: moment('updated_at').notNull().defaultNow(),
  },
  (table) => [
    factKey('account', table),
    scopeReference('account', table),
    unique('account_number_key').on(table.customerId, table.number),
    index('account_scope_opened_index').on(table.scopeKey, table.openedOn, table.customerId, table.id),
    index('account_opened_index').on(table.openedOn, table.customerId, table.id),
    index('account_product_index').on(table.productId, table.scopeKey),
    foreignKey({ name: 'account_product_fk', columns: [table.productId], foreignColumns: [product.id] }),
    foreignKey({ name: 'account_booking_unit_fk', columns: [table.bookingUnitId], foreignColumns: [orgUnit.id] }),
    oneOf('account', table.type, accountTypes),
    oneOf('account', table.status, accountStatuses),
    oneOf('account', table.fiveClass, fiveClasses),
    check('account_days_past_due_check', sql`${table.daysPastDue} >= 0`),
    check('account_closed_check', sql`${table.closedOn} >= ${table.openedOn}`),
  ],
);
