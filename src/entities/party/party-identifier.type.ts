import { sql } from 'drizzle-orm';
import { GraphQLString } from 'graphql';
import { entity, ownedBy } from '../../graph/declare/entity';
import { field, stored } from '../../graph/declare/stored';
import { enumType } from '../../graph/declare/types';
import { unsealIdentifiers } from './identifier-seal';
import { identifierSchemes, partyIdentifier } from './party-identifier.table';

export const IdentifierSchemeEnum = enumType(
  'IdentifierScheme',
  identifierSchemes,
  'By what kind of number a party is known.',
  {
    NATIONAL_ID: 'National identity card 居民身份证.',
    PASSPORT: 'Passport.',
    RESIDENCE_PERMIT: 'Residence permit.',
    DRIVING_LICENCE: 'Driving licence.',
    USCC: 'Unified social credit code 统一社会信用代码.',
    LEI: 'Legal entity identifier, ISO 17442.',
    TAX: 'Tax number.',
    CUSTOMER_NUMBER: 'The number in a source system of the bank.',
    OTHER: 'Another number.',
  },
);

@entity({
  name: 'Identifier',
  description: 'A number by which someone knows the customer, kept sealed.',
  table: partyIdentifier,
  id: {
    prefix: 'idn',
    column: partyIdentifier.publicId,
    owner: partyIdentifier.customerId,
    row: partyIdentifier.id,
  },
  scope: ownedBy(partyIdentifier.customerId, partyIdentifier.scopeKey),
})
export class Identifier {
  @stored(partyIdentifier.scheme, 'C1', 'The kind of number.')
  scheme!: string;

  @field(() => GraphQLString, 'The number.', {
    kind: 'computed',
    dataClass: 'C3',
    needs: {
      hash: (row) => sql`encode(${row.valueHash}, 'hex')`,
      sealed: (row) => sql`encode(${row.valueSealed}, 'hex')`,
      version: (row) => sql`${row.keyVersion}::text`,
    },
    mask: (row) => sql`${row.valueMasked}`,
    batch: async (rows, { keys }) => unsealIdentifiers(rows, keys.identifierCipher),
  })
  value?: string;

  @stored(partyIdentifier.source, 'C1', 'The source system whose number it is; null for a number of the outside world.')
  source?: string;

  @stored(partyIdentifier.issuingCountry, 'IDENTITY', 'The country that issued it, ISO 3166-1 alpha-2.')
  issuingCountry?: string;

  @stored(partyIdentifier.expiresOn, 'IDENTITY', 'The last day on which the document is good.')
  expiresOn?: string;

  @stored(partyIdentifier.recordedAt, 'C1', 'When the bank recorded it.')
  recordedAt!: string;
}
