import { sql } from 'drizzle-orm';
import { boolean, check, foreignKey, index, pgTable, text } from 'drizzle-orm/pg-core';
import {
  byTrigger,
  identity,
  key,
  oneOf,
  partyScopeKey,
  percent,
  publicId,
  recordedAt,
  validTime,
  validTimeCheck,
} from '../../database/columns';
import { historyTable } from '../../database/history';
import { factKey, scopeReference } from '../customer/customer.table';
import { party, partyKinds } from '../party/party.table';
import { relationshipType, relationshipTypes } from './relationship-type.table';

/** Whether an interest is held directly or through others. */
export const directnesses = ['DIRECT', 'INDIRECT', 'UNKNOWN'] as const;

/**
 * One side of a relationship, owned by the party `customer_id`. Written from its first party (`outgoing`: "from is
 * the … of to"); a trigger writes the other side under the same `id` and keeps both equal. `label` says what the
 * other party is to the owner, `inverse_label` what the owner is to the other; the stub of the other party (kind and
 * masked name) stands in the row, because most readers may see no more of it.
 */
export const partyRelationship = pgTable(
  'party_relationship',
  {
    customerId: key('customer_id').notNull(),
    id: identity(),
    publicId: publicId('rel_'),
    scopeKey: partyScopeKey(),
    otherPartyId: key('other_party_id').notNull(),
    otherKind: text('other_kind', { enum: partyKinds }).notNull().$default(byTrigger),
    otherNameMasked: text('other_name_masked'),
    type: text('type', { enum: relationshipTypes }).notNull(),
    outgoing: boolean('outgoing').notNull().default(true),
    label: text('label').notNull().$default(byTrigger),
    inverseLabel: text('inverse_label').notNull().$default(byTrigger),
    directness: text('directness', { enum: directnesses }).notNull().default('DIRECT'),
    sharePct: percent('share_pct'),
    shareMin: percent('share_min'),
    shareMax: percent('share_max'),
    evidence: text('evidence'),
    ...validTime(),
    recordedAt: recordedAt(),
  },
  (table) => [
    factKey('party_relationship', table),
    index('party_relationship_type_index').on(table.customerId, table.type, table.id),
    foreignKey({ name: 'party_relationship_party_fk', columns: [table.customerId], foreignColumns: [party.partyId] }),
    foreignKey({ name: 'party_relationship_type_fk', columns: [table.type], foreignColumns: [relationshipType.type] }),
    scopeReference('party_relationship', table),
    oneOf('party_relationship', table.otherKind, partyKinds),
    oneOf('party_relationship', table.directness, directnesses),
    check('party_relationship_self_check', sql`${table.customerId} <> ${table.otherPartyId}`),
    check(
      'party_relationship_share_check',
      sql`${table.sharePct} between 0 and 100 and ${table.shareMin} between 0 and 100
        and ${table.shareMax} between 0 and 100 and ${table.shareMin} <= ${table.shareMax}`,
    ),
    validTimeCheck('party_relationship', table),
  ],
);

/** What the bank knew of relationships before. */
export const partyRelationshipHistory = historyTable(partyRelationship, (columns) => [
  scopeReference('party_relationship_history', columns),
]);
