import { sql } from 'drizzle-orm';
import { by, toLinked, toOne, toPage } from '../../graph/declare/edge';
import { validOn } from '../../graph/declare/entity';
import type { Row } from '../../graph/declare/field';
import { Customer } from '../customer/customer.type';
import { LinkedParty, partyInScope, partyParts } from './linked-party.type';
import { partyRelationship } from './party-relationship.table';
import { PartyRelationship } from './party-relationship.type';

const otherParty = partyInScope((row: Row) => row.otherPartyId);

toPage({
  from: Customer,
  name: 'relatedParties',
  to: PartyRelationship,
  description: 'The parties related to the customer on the day of the view.',
  order: [by(partyRelationship.type)],
  on: ({ parent, row, inputs }) =>
    sql`${row.customerId} = ${parent.customerId} and ${validOn(inputs.day(), row.validFrom, row.validTo)}`,
  stub: otherParty,
});

toLinked({
  from: PartyRelationship,
  name: 'party',
  description: 'The other party.',
  to: LinkedParty,
  source: otherParty,
  fields: partyParts({ kind: (row) => row.otherKind, name: (row) => row.otherNameMasked }),
});

toOne({
  from: PartyRelationship,
  name: 'customer',
  to: Customer,
  description: 'The other party as a customer; null where it is none, or out of scope.',
  leavesScope: true,
  on: ({ parent, row }) => sql`${row.customerId} = ${parent.otherPartyId}`,
});

toOne({
  from: PartyRelationship,
  name: 'owner',
  to: Customer,
  description: 'The customer from whose side the relation is told.',
  on: ({ parent, row }) => sql`${row.customerId} = ${parent.customerId}`,
});
