import { sql } from 'drizzle-orm';
import { GraphQLBoolean } from 'graphql';
import { by, toLinked, toList, toOne, toPage } from '../../graph/declare/edge';
import type { Row } from '../../graph/declare/field';
import type { Join } from '../../graph/declare/join';
import { Customer } from '../customer/customer.type';
import { Individual } from '../party/individual.type';
import { Organisation } from '../party/organisation.type';
import { LinkedParty, partyInScope, partyParts } from '../related-party/linked-party.type';
import { BeneficialOwner } from './beneficial-owner.type';
import { ownershipInterest } from './ownership-interest.table';
import { OwnershipInterest } from './ownership-interest.type';
import { OwnershipStep } from './ownership-step.type';
import { ownershipStep } from './ownership-step.view';

const otherParty = partyInScope((row: Row) => row.otherPartyId);
const stepParty = partyInScope((row: Row) => row.partyId);

const lookThrough = {
  lookThrough: {
    type: () => GraphQLBoolean,
    description:
      'True: also what is held through others only, from the least that the bank’s rules tell, as shipped 1 %. Who is at the top of those who control is told with less, with everybody on the way.',
    defaultValue: false,
  },
};

const interests =
  (outgoing: boolean) =>
  ({ parent, row, inputs }: Join) =>
    sql`${row.customerId} = ${parent.customerId} and ${row.outgoing} = ${sql.raw(String(outgoing))}
      and (${inputs.argument('lookThrough', 'boolean')} or ${row.directMin} is not null)`;

toPage({
  from: Organisation,
  name: 'owners',
  to: OwnershipInterest,
  description: 'Who owns shares of it, the largest first.',
  arguments: lookThrough,
  order: [by(ownershipInterest.totalMin, 'DESC')],
  on: interests(false),
  stub: otherParty,
});

for (const from of [Individual, Organisation]) {
  toPage({
    from,
    name: 'shareholdings',
    to: OwnershipInterest,
    description: 'The companies of which it owns shares, the largest share first.',
    arguments: lookThrough,
    order: [by(ownershipInterest.totalMin, 'DESC')],
    on: interests(true),
    stub: otherParty,
  });
}

toOne({
  from: Organisation,
  name: 'ultimateParent',
  to: OwnershipInterest,
  description: 'The organisation at the top of those that have the majority of its votes; null where there is none.',
  on: ({ parent, row }) =>
    sql`${row.customerId} = ${parent.customerId} and not ${row.outgoing} and ${row.ultimateParent}`,
});

/** The steps before a step, on the same way. */
const earlierSteps = {
  stub: stepParty,
  before: (row: Row, earlier: Row) =>
    sql`${earlier.customerId} = ${row.customerId} and ${earlier.outgoing} = ${row.outgoing}
      and ${earlier.otherPartyId} = ${row.otherPartyId} and ${earlier.path} = ${row.path}
      and ${earlier.position} < ${row.position}`,
};

const steps = {
  to: OwnershipStep,
  order: [by(ownershipStep.path), by(ownershipStep.position)],
  walk: earlierSteps,
};

toList({
  ...steps,
  from: Organisation,
  name: 'controlChain',
  description:
    'The way up to the one at the top of those who control it, as far as the reader sees; empty where nobody does.',
  on: ({ parent, row }) => sql`${row.customerId} = ${parent.customerId} and not ${row.outgoing} and ${row.path} = 0`,
});

toList({
  ...steps,
  from: OwnershipInterest,
  name: 'evidence',
  description:
    'The largest ways by which the share is held, at most three, each of at least 1 % and as far as the reader sees; empty where it is held directly only.',
  on: ({ parent, row }) => sql`${row.customerId} = ${parent.customerId} and ${row.outgoing} = ${parent.outgoing}
    and ${row.otherPartyId} = ${parent.otherPartyId} and ${row.path} > 0`,
});

toList({
  ...steps,
  from: BeneficialOwner,
  name: 'evidence',
  description:
    'The largest ways by which the person holds shares of the company, each as far as the reader sees; empty where there are none or he holds them directly only.',
  on: ({ parent, row }) => sql`${row.customerId} = ${parent.customerId} and not ${row.outgoing}
    and ${row.otherPartyId} = ${parent.partyId} and ${row.path} > 0`,
});

toLinked({
  from: OwnershipInterest,
  name: 'party',
  description: 'The other party: the owner, or the company that is owned.',
  to: LinkedParty,
  source: otherParty,
  fields: partyParts({ kind: (row) => row.otherKind, name: (row) => row.otherNameMasked }),
});

/** Whoever stands on a way has an interest of its own in the customer, or he in it, and there is its stub, the same for every day. */
const ownInterest = (row: Row, column: 'other_kind' | 'other_name_masked') =>
  sql`(select i.${sql.identifier(column)} from ownership_interest as i where i.customer_id = ${row.customerId}
    and i.outgoing = ${row.outgoing} and i.other_party_id = ${row.partyId} limit 1)`;

toLinked({
  from: OwnershipStep,
  name: 'party',
  description: 'The party that the link leads to.',
  to: LinkedParty,
  source: stepParty,
  fields: partyParts({
    kind: (row) => ownInterest(row, 'other_kind'),
    name: (row) => ownInterest(row, 'other_name_masked'),
  }),
});

toOne({
  from: OwnershipInterest,
  name: 'customer',
  to: Customer,
  description: 'The other party as a customer; null where it is none, or out of scope.',
  leavesScope: true,
  on: ({ parent, row }) => sql`${row.customerId} = ${parent.otherPartyId}`,
});

toOne({
  from: OwnershipStep,
  name: 'customer',
  to: Customer,
  description: 'The party as a customer; null where it is none, or out of scope.',
  leavesScope: true,
  on: ({ parent, row }) => sql`${row.customerId} = ${parent.partyId}`,
});
