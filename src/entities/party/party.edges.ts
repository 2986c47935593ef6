import { sql } from 'drizzle-orm';
import { by, toList, toOne } from '../../graph/declare/edge';
import type { Row } from '../../graph/declare/field';
import { Customer } from '../customer/customer.type';
import { contactPoint } from './contact-point.table';
import { ContactPoint } from './contact-point.type';
import { Individual } from './individual.type';
import { Organisation } from './organisation.type';
import { partyIdentifier } from './party-identifier.table';
import { Identifier } from './party-identifier.type';

/** A customer's key is its party's. */
const ofParty = ({ parent, row }: { parent: Row; row: Row }) => sql`${row.customerId} = ${parent.customerId}`;

toOne({
  from: Customer,
  name: 'individual',
  to: Individual,
  description: 'The profile of a person; null for an organisation.',
  on: ofParty,
});

toOne({
  from: Customer,
  name: 'organisation',
  to: Organisation,
  description: 'The profile of a company or a public body; null for a person.',
  on: ofParty,
});

toList({
  from: Customer,
  name: 'identifiers',
  to: Identifier,
  description: 'The numbers by which the customer is known, those of the bank’s source systems included; at most 100.',
  order: [by(partyIdentifier.scheme), by(partyIdentifier.source)],
  on: ofParty,
});

toList({
  from: Customer,
  name: 'contactPoints',
  to: ContactPoint,
  description: 'The ways to reach the customer, the preferred ones first; at most 100.',
  order: [by(contactPoint.preferred, 'DESC'), by(contactPoint.kind)],
  on: ofParty,
});
