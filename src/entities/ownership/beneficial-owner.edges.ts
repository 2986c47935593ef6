import { sql } from 'drizzle-orm';
import { by, toLinked, toList, toOne } from '../../graph/declare/edge';
import type { Row } from '../../graph/declare/field';
import { Customer } from '../customer/customer.type';
import { Organisation } from '../party/organisation.type';
import { LinkedParty, partyInScope, partyParts } from '../related-party/linked-party.type';
import { beneficialOwner, beneficialOwnerTest } from './beneficial-owner.table';
import { BeneficialOwner, BeneficialOwnerTest } from './beneficial-owner.type';

toList({
  from: Organisation,
  name: 'beneficialOwners',
  to: BeneficialOwnerTest,
  description: 'Its beneficial owners by the rules of each country, side by side; empty for a public body.',
  order: [by(beneficialOwnerTest.regime)],
  on: ({ parent, row }) => sql`${row.customerId} = ${parent.customerId}`,
});

toList({
  from: BeneficialOwnerTest,
  name: 'owners',
  to: BeneficialOwner,
  description: 'The persons found.',
  order: [by(beneficialOwner.place)],
  on: ({ parent, row }) => sql`${row.customerId} = ${parent.customerId} and ${row.regime} = ${parent.regime}`,
});

toLinked({
  from: BeneficialOwner,
  name: 'party',
  description: 'The person.',
  to: LinkedParty,
  source: partyInScope((row: Row) => row.partyId),
  fields: partyParts({ kind: (row) => row.partyKind, name: (row) => row.partyNameMasked }),
});

toOne({
  from: BeneficialOwner,
  name: 'customer',
  to: Customer,
  description: 'The person as a customer; null where he is none, or out of scope.',
  leavesScope: true,
  on: ({ parent, row }) => sql`${row.customerId} = ${parent.partyId}`,
});
