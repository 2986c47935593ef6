import { sql } from 'drizzle-orm';
import { by, toLinked, toOne, toPage } from '../../graph/declare/edge';
import type { Row } from '../../graph/declare/field';
import { Customer } from '../customer/customer.type';
import { LinkedParty, partyInScope, partyParts } from '../related-party/linked-party.type';
import { hiddenRelation } from './hidden-relation.table';
import { HiddenRelation } from './hidden-relation.type';

const otherParty = partyInScope((row: Row) => row.otherPartyId);

// That two are joined is a finding on risk, by what is a part of their identity: a reader needs both classes.
toPage({
  from: Customer,
  name: 'hiddenRelations',
  to: HiddenRelation,
  description: 'The parties joined to the customer by what they share or by circles, those that tell most first.',
  dataClass: 'RISK',
  order: [by(hiddenRelation.weight, 'DESC')],
  on: ({ parent, row }) => sql`${row.customerId} = ${parent.customerId}`,
  stub: otherParty,
});

toLinked({
  from: HiddenRelation,
  name: 'party',
  description: 'The other party.',
  to: LinkedParty,
  source: otherParty,
  fields: partyParts({ kind: (row) => row.otherKind, name: (row) => row.otherNameMasked }),
});

toOne({
  from: HiddenRelation,
  name: 'customer',
  to: Customer,
  description: 'The other party as a customer; null where it is none, or out of scope.',
  leavesScope: true,
  on: ({ parent, row }) => sql`${row.customerId} = ${parent.otherPartyId}`,
});
