import { sql } from 'drizzle-orm';
import { check, foreignKey, index, integer, pgTable, text } from 'drizzle-orm/pg-core';
import {
  byTrigger,
  day,
  identity,
  key,
  oneOf,
  partyScopeKey,
  percent,
  recordedAt,
  scopeKey,
  validTime,
  validTimeCheck,
} from '../../database/columns';
import { historyTable } from '../../database/history';
import { factKey, scopeReference } from '../customer/customer.table';
import { party, partyKinds } from '../party/party.table';
import { productCategories } from '../product/product.table';
import { account } from './account.table';

export const ownerRoles = ['PRINCIPAL', 'SECONDARY_OWNER', 'JOINT'] as const;
export const accountRoles = [
  ...ownerRoles,
  'SIGNATORY',
  'POWER_OF_ATTORNEY',
  'LEGAL_GUARDIAN',
  'BENEFICIARY',
  'GUARANTOR',
  'CARDHOLDER',
] as const;

/**
 * Who stands to an account and how: the side of the account's customer, with the party's stub. Owners, and only they,
 * have a share; the open shares of an account add to 100, checked at commit.
 */
export const accountParty = pgTable(
  'account_party',
  {
    customerId: key('customer_id').notNull(),
    id: identity(),
    scopeKey: scopeKey(),
    accountId: key('account_id').notNull(),
    partyId: key('party_id').notNull(),
    partyKind: text('party_kind', { enum: partyKinds }).notNull().$default(byTrigger),
    partyNameMasked: text('party_name_masked'),
    role: text('role', { enum: accountRoles }).notNull(),
    sharePct: percent('share_pct'),
    ...validTime(),
    recordedAt: recordedAt(),
  },
  (table) => [
    factKey('account_party', table),
    scopeReference('account_party', table),
    index('account_party_account_index').on(table.customerId, table.accountId, table.id),
    foreignKey({
      name: 'account_party_account_fk',
      columns: [table.customerId, table.accountId],
      foreignColumns: [account.customerId, account.id],
    }),
    oneOf('account_party', table.partyKind, partyKinds),
    oneOf('account_party', table.role, accountRoles),
    check('account_party_share_check', sql`${table.sharePct} > 0 and ${table.sharePct} <= 100`),
    check(
      'account_party_owner_share_check',
      sql`(${table.role} in ('PRINCIPAL', 'SECONDARY_OWNER', 'JOINT')) = (${table.sharePct} is not null)`,
    ),
    validTimeCheck('account_party', table),
  ],
);

/** What the bank knew of roles before, from the account's side. */
export const accountPartyHistory = historyTable(accountParty, (columns) => [
  scopeReference('account_party_history', columns),
  index('account_party_history_account_index').on(columns.customerId, columns.accountId),
]);

/** The same role from the party's side, under the same `id`; written by triggers of `account_party` only. */
export const partyAccount = pgTable(
  'party_account',
  {
    customerId: key('customer_id').notNull(),
    id: key('id').notNull(),
    scopeKey: partyScopeKey(),
    accountCustomerId: key('account_customer_id').notNull(),
    accountId: key('account_id').notNull(),
    role: text('role', { enum: accountRoles }).notNull(),
    sharePct: percent('share_pct'),
    productCategory: text('product_category', { enum: productCategories }).notNull(),
    validFrom: day('valid_from').notNull(),
    validTo: day('valid_to'),
    recordedAt: recordedAt(),
  },
  (table) => [
    factKey('party_account', table),
    scopeReference('party_account', table),
    index('party_account_account_index').on(table.customerId, table.accountCustomerId, table.accountId),
    foreignKey({ name: 'party_account_party_fk', columns: [table.customerId], foreignColumns: [party.partyId] }),
  ],
);

/** The same from the party's side. */
export const partyAccountHistory = historyTable(partyAccount, (columns) => [
  scopeReference('party_account_history', columns),
]);

/**
 * One row per owner of an account who is a customer, under the `id` of its role: it brings the account into scope for
 * every owner's readers while the role is valid. Kept with the account's customer; written by triggers only.
 */
export const accountReach = pgTable(
  'account_reach',
  {
    customerId: key('customer_id').notNull(),
    id: key('id').notNull(),
    accountId: key('account_id').notNull(),
    ownerId: key('owner_id').notNull(),
    scopeKey: integer('scope_key').notNull(),
    validFrom: day('valid_from').notNull(),
    validTo: day('valid_to'),
  },
  (table) => [
    factKey('account_reach', table),
    index('account_reach_account_index').on(table.customerId, table.accountId, table.scopeKey),
    index('account_reach_owner_index').on(table.ownerId, table.customerId, table.accountId),
  ],
);
