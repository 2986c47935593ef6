import { sql } from 'drizzle-orm';
import { GraphQLString } from 'graphql';
import { entity, ownedBy } from '../../graph/declare/entity';
import type { Row } from '../../graph/declare/field';
import { field, readerOf, stored } from '../../graph/declare/stored';
import { enumType } from '../../graph/declare/types';
import { contactKinds, contactPoint, contactPurposes } from './contact-point.table';

export const ContactKindEnum = enumType('ContactKind', contactKinds, 'The kinds of contact points.', {
  PHONE: 'A telephone number.',
  EMAIL: 'An e-mail address.',
  ADDRESS: 'A postal address.',
  SOCIAL: 'A name on social media.',
});

export const ContactPurposeEnum = enumType('ContactPurpose', contactPurposes, 'What a contact point is for.', {
  HOME: 'At home.',
  WORK: 'At work.',
  MOBILE: 'On the move.',
  REGISTERED: 'The place in the register.',
  BILLING: 'For bills and statements.',
  OTHER: 'Anything else.',
});

/** Four of them; of a short number fewer, so that four are hidden at least. */
const lastDigits = (row: Row) => sql`substr(${row.value}, greatest(length(${row.value}) - 3, 5))`;

@entity({
  name: 'ContactPoint',
  description: 'A way to reach the customer.',
  table: contactPoint,
  id: { prefix: 'cpt', column: contactPoint.publicId, owner: contactPoint.customerId, row: contactPoint.id },
  scope: ownedBy(contactPoint.customerId, contactPoint.scopeKey),
})
export class ContactPoint {
  @stored(contactPoint.kind, 'C1', 'The kind of contact point.')
  kind!: string;

  @stored(contactPoint.purpose, 'C1', 'What it is for.')
  purpose?: string;

  @field(() => GraphQLString, 'The number, address or name.', {
    kind: 'stored',
    dataClass: 'IDENTITY',
    read: readerOf(contactPoint.value),
    mask: (row) =>
      sql`case ${row.kind} when 'PHONE' then '****' || ${lastDigits(row)} else left(${row.value}, 1) || '**' end`,
  })
  value?: string;

  @stored(contactPoint.region, 'IDENTITY', 'The region of an address.')
  region?: string;

  @stored(contactPoint.city, 'IDENTITY', 'The city of an address.')
  city?: string;

  @stored(contactPoint.postalCode, 'IDENTITY', 'The postal code of an address.')
  postalCode?: string;

  @stored(contactPoint.country, 'IDENTITY', 'The country, ISO 3166-1 alpha-2.')
  country?: string;

  @stored(contactPoint.preferred, 'C1', 'The customer likes to be reached by it.')
  preferred!: boolean;

  @stored(contactPoint.consent, 'C1', 'The customer agrees to marketing by it.')
  consent!: boolean;

  @stored(contactPoint.verifiedOn, 'C1', 'The day the bank last made sure of it.')
  verifiedOn?: string;

  @stored(contactPoint.recordedAt, 'C1', 'When the bank recorded it.')
  recordedAt!: string;
}
