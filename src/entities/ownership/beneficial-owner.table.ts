import { sql } from 'drizzle-orm';
import { check, index, numeric, pgTable, primaryKey, smallint, text } from 'drizzle-orm/pg-core';
import { eachOf, key, oneOf, percent, scopeKey, workedOutTime } from '../../database/columns';
import { partyKinds } from '../party/party.table';
import { relationshipTypes } from '../related-party/relationship-type.table';

export const regimes = ['US', 'CN'] as const;
export const ownerReasons = ['EQUITY', 'INCOME', 'VOTING', 'CONTROL', 'CONTROL_PERSON', 'MANAGER'] as const;
export const missingParts = ['OWNERS', 'EXACT_SHARE', 'CIRCLE', 'CONTRADICTION', 'MANAGER'] as const;

/** A company looked at by the rules of one country, as the system login has worked it out; the file says by which. */
export const beneficialOwnerTest = pgTable(
  'beneficial_owner_test',
  {
    customerId: key('customer_id').notNull(),
    regime: text('regime', { enum: regimes }).notNull(),
    scopeKey: scopeKey(),
    source: text('source').notNull(),
    rulesVersion: text('rules_version').notNull(),
    thresholdPct: percent('threshold_pct').notNull(),
    missing: text('missing', { enum: missingParts }).array().notNull(),
    ...workedOutTime(),
  },
  (table) => [
    primaryKey({ name: 'beneficial_owner_test_pk', columns: [table.customerId, table.regime, table.asOf] }),
    oneOf('beneficial_owner_test', table.regime, regimes),
    eachOf('beneficial_owner_test', table.missing, missingParts),
  ],
);

/** One beneficial owner found by a test, with the stub of the party. */
export const beneficialOwner = pgTable(
  'beneficial_owner',
  {
    customerId: key('customer_id').notNull(),
    regime: text('regime', { enum: regimes }).notNull(),
    place: smallint('place').notNull(),
    scopeKey: scopeKey(),
    partyId: key('party_id').notNull(),
    partyKind: text('party_kind', { enum: partyKinds }).notNull(),
    partyNameMasked: text('party_name_masked'),
    reason: text('reason', { enum: ownerReasons }).notNull(),
    basis: text('basis', { enum: relationshipTypes }).notNull(),
    shareMin: numeric('share_min', { precision: 16, scale: 4 }),
    shareMax: numeric('share_max', { precision: 16, scale: 4 }),
    ...workedOutTime(),
  },
  (table) => [
    primaryKey({ name: 'beneficial_owner_pk', columns: [table.customerId, table.regime, table.place, table.asOf] }),
    index('beneficial_owner_party_index').on(table.partyId),
    oneOf('beneficial_owner', table.regime, regimes),
    oneOf('beneficial_owner', table.partyKind, partyKinds),
    oneOf('beneficial_owner', table.reason, ownerReasons),
    oneOf('beneficial_owner', table.basis, relationshipTypes),
    check('beneficial_owner_share_check', sql`${table.shareMin} <= ${table.shareMax}`),
  ],
);
