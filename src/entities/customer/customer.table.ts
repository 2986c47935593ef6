import {
  type AnyPgColumn,
  boolean,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  unique,
} from 'drizzle-orm/pg-core';
import { customerKinds } from '../../access/policy';
import { day, key, moment, oneOf, publicId, recordedAt, scopeKey, sortName } from '../../database/columns';
import { orgUnit } from '../org-unit/org-unit.table';
import { party } from '../party/party.table';

export const customerStatuses = [
  'PROSPECT',
  'ONBOARDED',
  'DORMANT',
  'CHURNED',
  'WON_BACK',
  'REJECTED',
  'DECEASED',
  'LIQUIDATED',
] as const;
export const lifecycles = ['AWARE', 'ACQUIRED', 'ACTIVE', 'LOYAL', 'ADVOCATE'] as const;
export const tiers = ['STANDARD', 'SILVER', 'GOLD', 'PLATINUM', 'PRIVATE'] as const;
export const channels = [
  'BRANCH',
  'PHONE',
  'WEB',
  'MOBILE',
  'EMAIL',
  'SMS',
  'CHAT',
  'SOCIAL',
  'SELF_SERVICE',
  'POST',
  'VISIT',
  'VIDEO',
] as const;

/**
 * A party with a banking relationship; its key is its party's key. `scope_key`, `display_name` and `sort_name` are
 * kept by triggers: from kind and home unit, and from the party.
 */
export const customer = pgTable(
  'customer',
  {
    customerId: key('customer_id').notNull(),
    publicId: publicId('cus_', 'customer_id', 'customer_id'),
    scopeKey: scopeKey(),
    customerNumber: text('customer_number').notNull(),
    kind: text('kind', { enum: customerKinds }).notNull(),
    status: text('status', { enum: customerStatuses }).notNull(),
    lifecycle: text('lifecycle', { enum: lifecycles }).notNull(),
    orgUnitId: key('org_unit_id').notNull(),
    onboardedOn: day('onboarded_on'),
    tier: text('tier', { enum: tiers }),
    tags: text('tags').array().notNull().default([]),
    preferredChannel: text('preferred_channel', { enum: channels }),
    marketingConsent: boolean('marketing_consent').notNull().default(false),
    profilingConsent: boolean('profiling_consent').notNull().default(false),
    sharingConsent: boolean('sharing_consent').notNull().default(false),
    displayName: text('display_name'),
    sortName: sortName('sort_name'),
    version: integer('version').notNull().default(1),
    recordedAt: recordedAt(),
    updatedAt: moment('updated_at').notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ name: 'customer_pk', columns: [table.customerId] }),
    unique('customer_scope_key').on(table.customerId, table.scopeKey),
    index('customer_org_unit_name_index').on(table.orgUnitId, table.sortName, table.customerId),
    index('customer_scope_name_index').on(table.scopeKey, table.sortName, table.customerId),
    index('customer_name_index').on(table.sortName, table.customerId),
    index('customer_onboarded_index').on(table.onboardedOn, table.customerId),
    foreignKey({ name: 'customer_party_fk', columns: [table.customerId], foreignColumns: [party.partyId] }),
    foreignKey({ name: 'customer_org_unit_fk', columns: [table.orgUnitId], foreignColumns: [orgUnit.id] }),
    oneOf('customer', table.kind, customerKinds),
    oneOf('customer', table.status, customerStatuses),
    oneOf('customer', table.lifecycle, lifecycles),
    oneOf('customer', table.tier, tiers),
    oneOf('customer', table.preferredChannel, channels),
  ],
);

/** The scope key of a row is its customer's, also after the customer has moved. */
export const scopeReference = (table: string, columns: { customerId: AnyPgColumn; scopeKey: AnyPgColumn }) =>
  foreignKey({
    name: `${table}_customer_fk`,
    columns: [columns.customerId, columns.scopeKey],
    foreignColumns: [customer.customerId, customer.scopeKey],
  }).onUpdate('cascade');

/** The key of a fact about a customer begins with the customer. */
export const factKey = (table: string, columns: { customerId: AnyPgColumn; id: AnyPgColumn }) =>
  primaryKey({ name: `${table}_pk`, columns: [columns.customerId, columns.id] });
