import { type SQL, sql } from 'drizzle-orm';
import { boolean, index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import {
  byTrigger,
  currency,
  day,
  eachOf,
  key,
  minor,
  oneOf,
  percent,
  publicId,
  recordedAt,
  scopeKey,
  validTime,
  validTimeCheck,
  workedOutTime,
} from '../../database/columns';
import { partyKinds } from '../party/party.table';

export const groupKinds = ['HOUSEHOLD', 'CORPORATE_GROUP', 'CONNECTED_CLIENTS', 'GUARANTEE_CIRCLE', 'CUSTOM'] as const;
export type GroupKind = (typeof groupKinds)[number];
export const memberReasons = ['FAMILY', 'CONTROL', 'DEPENDENCE', 'GUARANTEE', 'BY_HAND'] as const;
export type MemberReason = (typeof memberReasons)[number];

/** A group is named by its kind and its anchor, so that it stays the same while others come and go. */
const groupId = (): SQL => sql.raw('party_group_id(kind, customer_id)');

/**
 * A party in a group, kept with the group's anchor (`customer_id`) and holding the member's stub. CUSTOM groups are
 * written here by hand; all others by the system login, as recorded at the beginning of the day it works them out for.
 */
export const partyGroupMember = pgTable(
  'party_group_member',
  {
    customerId: key('customer_id').notNull(),
    kind: text('kind', { enum: groupKinds }).notNull(),
    partyId: key('party_id').notNull(),
    groupId: key('group_id').notNull().generatedAlwaysAs(groupId()),
    isAnchor: boolean('is_anchor').notNull().generatedAlwaysAs(sql.raw('party_id = customer_id')),
    partyKind: text('party_kind', { enum: partyKinds }).notNull().$default(byTrigger),
    partyNameMasked: text('party_name_masked'),
    reasons: text('reasons', { enum: memberReasons }).array().notNull(),
    ...validTime(),
    recordedAt: recordedAt(),
    asOf: day('as_of').notNull().default('-infinity'),
    asOfEnd: day('as_of_end'),
  },
  (table) => [
    primaryKey({ name: 'party_group_member_pk', columns: [table.customerId, table.kind, table.partyId, table.asOf] }),
    index('party_group_member_party_index').on(table.partyId, table.kind),
    oneOf('party_group_member', table.kind, groupKinds),
    oneOf('party_group_member', table.partyKind, partyKinds),
    eachOf('party_group_member', table.reasons, memberReasons),
    validTimeCheck('party_group_member', table),
  ],
);

/**
 * A group from the side of one of its members who is a customer; it brings the group's members into the sight of his
 * readers. Worked out by the system login, with what its position is measured by.
 */
export const partyGroup = pgTable(
  'party_group',
  {
    customerId: key('customer_id').notNull(),
    id: key('id').notNull(),
    publicId: publicId('grp_'),
    scopeKey: scopeKey(),
    kind: text('kind', { enum: groupKinds }).notNull(),
    anchorId: key('anchor_id').notNull(),
    memberCount: integer('member_count').notNull(),
    isRed: boolean('is_red').notNull(),
    currency: currency().notNull(),
    /** The bank's Tier 1 capital on the day; null where none is known. */
    tier1Minor: minor('tier1'),
    reportPct: percent('report_pct').notNull(),
    limitPct: percent('limit_pct').notNull(),
    rulesVersion: text('rules_version').notNull(),
    ...workedOutTime(),
  },
  (table) => [
    primaryKey({ name: 'party_group_pk', columns: [table.customerId, table.id, table.asOf] }),
    index('party_group_id_index').on(table.id, table.customerId),
    index('party_group_anchor_index').on(table.anchorId),
    oneOf('party_group', table.kind, groupKinds),
  ],
);

/**
 * What a customer in a group brings to its position, in the bank's base currency: his share of each account he owns. The
 * shares of an account's owners add up to it to the last minor unit, so that in no group it counts twice.
 */
export const customerPosition = pgTable(
  'customer_position',
  {
    customerId: key('customer_id').notNull(),
    scopeKey: scopeKey(),
    currency: currency().notNull(),
    depositsMinor: minor('deposits').notNull(),
    loansMinor: minor('loans').notNull(),
    assetsMinor: minor('assets').notNull(),
    exposureMinor: minor('exposure').notNull(),
    /** Accounts and holdings left out, since no exchange rate of the day is known for their currency. */
    withoutRate: integer('without_rate').notNull(),
    ...workedOutTime(),
  },
  (table) => [primaryKey({ name: 'customer_position_pk', columns: [table.customerId, table.asOf] })],
);
