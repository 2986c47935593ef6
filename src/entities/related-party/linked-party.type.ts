import 'reflect-metadata';
import { sql } from 'drizzle-orm';
import { GraphQLString } from 'graphql';
import { Field, ObjectType } from 'type-graphql';
import { ownedBy } from '../../graph/declare/entity';
import type { LinkedPart, Row, StubSource } from '../../graph/declare/field';
import { enumType } from '../../graph/declare/types';
import { customer } from '../customer/customer.table';
import { RelationEnum } from '../employee/access.type';
import { partyKinds } from '../party/party.table';

export const PartyKindEnum = enumType('PartyKind', partyKinds, 'What a party is.', {
  INDIVIDUAL: 'A person.',
  ORGANISATION: 'A company or a public body.',
});

@ObjectType('LinkedParty', {
  description:
    'The party at the other end of a relation. Out of the reader’s scope it is a stub: its kind and a masked name.',
})
export class LinkedParty {
  @Field(() => PartyKindEnum, { description: 'A person or an organisation.' })
  kind!: string;

  @Field(() => GraphQLString, { nullable: true, description: 'The name; masked where the party is only linked.' })
  displayName?: string;

  @Field(() => RelationEnum, { description: 'How the reader stands to the party.' })
  access!: string;
}

type Read = (row: Row) => Row;

/** Where a party is a customer within scope, found by the key that a row holds of it. */
export const partyInScope = (partyId: Read): StubSource => ({
  table: customer,
  owner: (target) => target.customerId,
  on: (row, target) => sql`${target.customerId} = ${partyId(row)}`,
  scope: ownedBy(customer.customerId, customer.scopeKey),
});

/** What is told of a party: from its customer record in scope, else from the stub that the row keeps. */
export const partyParts = (stub: { kind: Read; name: Read }): Record<string, LinkedPart> => ({
  kind: {
    dataClass: 'C1',
    read: (target) => sql`case ${target.kind} when 'INDIVIDUAL' then 'INDIVIDUAL' else 'ORGANISATION' end`,
    stub: stub.kind,
    masked: false,
  },
  displayName: { dataClass: 'C1', read: (target) => target.displayName, stub: stub.name, masked: true },
});
