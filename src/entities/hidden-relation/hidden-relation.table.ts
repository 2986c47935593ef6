import { sql } from 'drizzle-orm';
import { boolean, check, index, integer, numeric, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { key, oneOf, scopeKey, workedOutTime } from '../../database/columns';
import { partyKinds } from '../party/party.table';

export const hiddenKinds = [
  'SAME_ADDRESS',
  'SAME_PHONE',
  'SAME_EMAIL',
  'SAME_EMPLOYER',
  'CROSS_POSTS',
  'CIRCULAR_SHAREHOLDING',
  'GUARANTEE_CIRCLE',
] as const;
export type HiddenKind = (typeof hiddenKinds)[number];

/**
 * Two parties joined by something they share, or by a circle in which both stand, as the system login has worked it out:
 * a row for each side that is a customer, with the other side's stub, and for each thing shared. `match_key` stands for
 * what is shared; equal things have equal keys.
 */
export const hiddenRelation = pgTable(
  'hidden_relation',
  {
    customerId: key('customer_id').notNull(),
    id: uuid('id').notNull().generatedAlwaysAs(sql.raw(`md5(match_key::text || ' ' || other_party_id)::uuid`)),
    scopeKey: scopeKey(),
    kind: text('kind', { enum: hiddenKinds }).notNull(),
    matchKey: uuid('match_key').notNull(),
    otherPartyId: key('other_party_id').notNull(),
    otherKind: text('other_kind', { enum: partyKinds }).notNull(),
    otherNameMasked: text('other_name_masked'),
    weight: numeric('weight', { precision: 5, scale: 4 }).notNull(),
    sharedMask: text('shared_mask'),
    sharedBy: integer('shared_by'),
    circleLength: integer('circle_length'),
    isDeclared: boolean('is_declared').notNull(),
    rulesVersion: text('rules_version').notNull(),
    ...workedOutTime(),
  },
  (table) => [
    primaryKey({ name: 'hidden_relation_pk', columns: [table.customerId, table.id, table.asOf] }),
    index('hidden_relation_match_index').on(table.matchKey),
    index('hidden_relation_other_index').on(table.otherPartyId),
    oneOf('hidden_relation', table.kind, hiddenKinds),
    oneOf('hidden_relation', table.otherKind, partyKinds),
    check('hidden_relation_weight_check', sql`${table.weight} between 0 and 1`),
    check('hidden_relation_evidence_check', sql`(${table.sharedBy} is null) = (${table.circleLength} is not null)`),
  ],
);
