import { sql } from 'drizzle-orm';
import { boolean, check, foreignKey, index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
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

export const contactKinds = ['PHONE', 'EMAIL', 'ADDRESS', 'SOCIAL'] as const;
export const contactPurposes = ['HOME', 'WORK', 'MOBILE', 'REGISTERED', 'BILLING', 'OTHER'] as const;

/**
 * A way to reach the party. `consent`: it may be used for marketing. `valueHash`: keyed hash of a phone's digits, under
 * the secret of `keyVersion`. `matchKey`: equal for equal phones, e-mails and addresses, however they are written and
 * under whatever secret.
 */
export const contactPoint = pgTable(
  'contact_point',
  {
    customerId: key('customer_id').notNull(),
    id: identity(),
    publicId: publicId('cpt_'),
    scopeKey: partyScopeKey(),
    kind: text('kind', { enum: contactKinds }).notNull(),
    purpose: text('purpose', { enum: contactPurposes }),
    value: text('value').notNull(),
    valueHash: bytes('value_hash'),
    keyVersion: keyVersion(),
    matchKey: uuid('match_key').generatedAlwaysAs(sql.raw('contact_match_key(kind, value, city, country)')),
    region: text('region'),
    city: text('city'),
    postalCode: text('postal_code'),
    country: country(),
    preferred: boolean('preferred').notNull().default(false),
    consent: boolean('consent').notNull().default(false),
    verifiedOn: day('verified_on'),
    recordedAt: recordedAt(),
  },
  (table) => [
    primaryKey({ name: 'contact_point_pk', columns: [table.customerId, table.id] }),
    foreignKey({ name: 'contact_point_party_fk', columns: [table.customerId], foreignColumns: [party.partyId] }),
    scopeReference('contact_point', table),
    oneOf('contact_point', table.kind, contactKinds),
    oneOf('contact_point', table.purpose, contactPurposes),
    check('contact_point_hash_check', sql`(${table.kind} = 'PHONE') = (${table.valueHash} is not null)`),
    index('contact_point_match_index').on(table.matchKey).where(sql`${table.matchKey} is not null`),
    index('contact_point_key_version_index').on(table.keyVersion).where(sql`${table.valueHash} is not null`),
  ],
);
