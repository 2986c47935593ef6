import { boolean, date, integer, pgTable, text } from 'drizzle-orm/pg-core';
import { key, partyScopeKey, percent } from '../../database/columns';
import { partyKinds } from '../party/party.table';
import { directnesses } from './party-relationship.table';
import { relationshipTypes } from './relationship-type.table';

/**
 * Rows that a statement makes while it reads; PostgreSQL holds no table of them. A network belongs to the customer where
 * its walk begins. The parties shown stand in the order of their keys in the answer, beside them their depths and stubs;
 * `owners`, `others` and `relations` are the sides of all relations that were read on the way.
 */
export const partyNetwork = pgTable('party_network', {
  customerId: key('customer_id').notNull(),
  scopeKey: partyScopeKey(),
  parties: key('parties').array().notNull(),
  depths: integer('depths').array().notNull(),
  kinds: text('kinds').array().notNull(),
  names: text('names').array().notNull(),
  owners: key('owners').array().notNull(),
  others: key('others').array().notNull(),
  relations: key('relations').array().notNull(),
  more: integer('more').notNull(),
  isCounted: boolean('is_counted').notNull(),
});

/** A party of a network, which belongs to the network's customer. */
export const networkNode = pgTable('network_node', {
  customerId: key('customer_id').notNull(),
  scopeKey: partyScopeKey(),
  key: integer('key').notNull(),
  depth: integer('depth').notNull(),
  partyId: key('party_id').notNull(),
  partyKind: text('party_kind', { enum: partyKinds }),
  partyNameMasked: text('party_name_masked'),
});

/** A relation between parties of a network, from the side of the one through whom it was found. */
export const networkEdge = pgTable('network_edge', {
  customerId: key('customer_id').notNull(),
  scopeKey: partyScopeKey(),
  id: key('id').notNull(),
  from: integer('from').notNull(),
  to: integer('to').notNull(),
  type: text('type', { enum: relationshipTypes }).notNull(),
  label: text('label').notNull(),
  directness: text('directness', { enum: directnesses }).notNull(),
  sharePct: percent('share_pct'),
  shareMin: percent('share_min'),
  shareMax: percent('share_max'),
  validFrom: date('valid_from').notNull(),
  validTo: date('valid_to'),
});
