import { type SQL, sql } from 'drizzle-orm';
import { by, toLinked, toOne, toPage } from '../../graph/declare/edge';
import { validOn } from '../../graph/declare/entity';
import type { Row } from '../../graph/declare/field';
import { Customer } from '../customer/customer.type';
import { relatedPartyRun } from '../ownership/related-party-run.table';
import { LinkedParty, partyInScope, partyParts } from '../related-party/linked-party.type';
import { GroupPosition } from './group-position.type';
import { partyGroup, partyGroupMember } from './party-group.table';
import { PartyGroup } from './party-group.type';
import { PartyGroupMember } from './party-group-member.type';

toPage({
  from: Customer,
  name: 'groups',
  to: PartyGroup,
  description: 'The groups in which the customer stands, by kind.',
  order: [by(partyGroup.kind)],
  on: ({ parent, row }) => sql`${row.customerId} = ${parent.customerId}`,
});

toOne({
  from: PartyGroup,
  name: 'customer',
  to: Customer,
  description: 'The customer from whose side the group is told.',
  on: ({ parent, row }) => sql`${row.customerId} = ${parent.customerId}`,
});

toOne({
  from: PartyGroup,
  name: 'anchor',
  to: Customer,
  description:
    'The party by which the group is named: the ultimate parent of a corporate group, else one of its customers. Null where it is no customer, or out of scope.',
  leavesScope: true,
  on: ({ parent, row }) => sql`${row.customerId} = ${parent.anchorId}`,
});

/** Groups kept by hand are told as of the day for which all were worked out last. */
const toldDay = (day: SQL) => sql`least(${day}, (select as_of from ${relatedPartyRun}))`;

const memberParty = partyInScope((row: Row) => row.partyId);

toPage({
  from: PartyGroup,
  name: 'members',
  to: PartyGroupMember,
  description:
    'The parties in the group that the reader may know, the customer himself among them; the anchor first, then the oldest. How many others there are the group tells.',
  order: [by(partyGroupMember.isAnchor, 'DESC'), by(partyGroupMember.validFrom)],
  on: ({ parent, row, inputs }) => sql`${row.customerId} = ${parent.anchorId} and ${row.kind} = ${parent.kind}
    and ${validOn(toldDay(inputs.day()), row.validFrom, row.validTo)}`,
  // Members hang on each other by others, so that one who is out of scope may lie behind a stub.
  walk: {
    stub: memberParty,
    before: (row, itself) => sql`${itself.customerId} = ${row.customerId} and ${itself.kind} = ${row.kind}
      and ${itself.partyId} = ${row.partyId}`,
  },
});

toLinked({
  from: PartyGroupMember,
  name: 'party',
  description: 'The member.',
  to: LinkedParty,
  source: memberParty,
  fields: partyParts({ kind: (row) => row.partyKind, name: (row) => row.partyNameMasked }),
});

toOne({
  from: PartyGroupMember,
  name: 'customer',
  to: Customer,
  description: 'The member as a customer; null where it is none, or out of scope.',
  leavesScope: true,
  on: ({ parent, row }) => sql`${row.customerId} = ${parent.partyId}`,
});

toOne({
  from: PartyGroup,
  name: 'position',
  to: GroupPosition,
  description: 'What its members have at the bank and owe it, as far as the reader sees them.',
  on: ({ parent, row }) => sql`${row.customerId} = ${parent.customerId} and ${row.id} = ${parent.id}`,
});
