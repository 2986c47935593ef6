import { sql } from 'drizzle-orm';
import { foreignKey, index, pgTable, primaryKey, text, unique } from 'drizzle-orm/pg-core';
import {
  bytes,
  country,
  day,
  identity,
  key,
  keyVersion,
  oneOf,
  partyScopeKey,
  publicId,
  recordedAt,
} from '../../database/columns';
import { scopeReference } from '../customer/customer.table';
import { party } from './party.table';

export const identifierSchemes = [
  'NATIONAL_ID',
  'PASSPORT',
  'RESIDENCE_PERMIT',
  'DRIVING_LICENCE',
  'USCC',
  'LEI',
  'TAX',
  'CUSTOMER_NUMBER',
  'OTHER',
] as const;

/**
 * A number by which someone knows the party, stored masked, as a keyed hash and sealed, never plain; `keyVersion` is
 * that of the secret behind both. The numbers of the source systems are kept as CUSTOMER_NUMBER with their `source`.
 */
export const partyIdentifier = pgTable(
  'party_identifier',
  {
    customerId: key('customer_id').notNull(),
    id: identity(),
    publicId: publicId('idn_'),
    scopeKey: partyScopeKey(),
    scheme: text('scheme', { enum: identifierSchemes }).notNull(),
    source: text('source'),
    issuingCountry: country('issuing_country'),
    expiresOn: day('expires_on'),
    valueMasked: text('value_masked').notNull(),
    valueHash: bytes('value_hash').notNull(),
    valueSealed: bytes('value_sealed').notNull(),
    keyVersion: keyVersion(),
    recordedAt: recordedAt(),
  },
  (table) => [
    primaryKey({ name: 'party_identifier_pk', columns: [table.customerId, table.id] }),
    unique('party_identifier_value_key')
      .on(table.customerId, table.scheme, table.valueHash, table.source)
      .nullsNotDistinct(),
    foreignKey({ name: 'party_identifier_party_fk', columns: [table.customerId], foreignColumns: [party.partyId] }),
    scopeReference('party_identifier', table),
    oneOf('party_identifier', table.scheme, identifierSchemes),
    index('party_identifier_key_version_index').on(table.keyVersion),
    // Files of the outside world name organisations by these, customers or not.
    index('party_identifier_organisation_index')
      .on(table.scheme, table.valueHash)
      .where(sql`${table.scheme} in ('LEI', 'USCC')`),
  ],
);
