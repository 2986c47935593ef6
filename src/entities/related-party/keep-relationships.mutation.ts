import { GraphQLID } from 'graphql';
import { Field, InputType, ObjectType } from 'type-graphql';
import { badInput } from '../../errors';
import { dayText } from '../../graph/declare/date-text';
import { LocalDate } from '../../graph/declare/types';
import { change } from '../change/change';
import { textOf } from '../change/change-input';
import { refused } from '../change/refusals';
import { customerNamed, keeperRoles, tellsCustomer } from '../customer/customer-payload';
import { checkSource, keptProfile, keptWith, ProfileCorrection } from '../party/profile-correction';
import { checkShares, relate } from './relate';
import { AddRelationshipInput, longest } from './relationship.input';
import { relationshipSides } from './relationship-sides';
import type { RelationshipType } from './relationship-type.table';

@ObjectType('AddRelationshipPayload', { description: 'The customer as he is known now.' })
class AddRelationshipPayload {}
tellsCustomer(AddRelationshipPayload);

change<AddRelationshipInput>({
  name: 'addRelationship',
  description:
    'Writes down how a customer is related to another party. What follows from it is worked out with the next run.',
  input: AddRelationshipInput,
  payload: AddRelationshipPayload,
  onlyRoles: keeperRoles,
  event: 'RELATIONSHIP_ADDED',
  check: (input) => {
    checkSource(input);
    if ((input.otherCustomerId == null) === (input.party == null))
      throw badInput('input names its other party by one of otherCustomerId and party.');
    if (input.party && textOf(input.party.displayName, 'input.party.displayName', longest.name) === null)
      throw badInput('input.party.displayName is empty.');
    textOf(input.evidence, 'input.evidence', longest.evidence);
    checkShares(input);
  },
  run: relate,
});

const fields = ['relatedParties'];

@InputType('EndRelationshipInput', { description: 'Which relation of a customer ends, and when.' })
class EndRelationshipInput extends ProfileCorrection {
  @Field(() => GraphQLID, { description: 'The relation, one of the customer’s.' })
  relationshipId!: string;

  @Field(() => LocalDate, { description: 'The day it ends, not included; after its first.' })
  validTo!: Date;
}

interface Stands {
  readonly type: RelationshipType;
  readonly other: bigint;
  readonly isAfter: boolean;
  readonly isOpen: boolean;
}

@ObjectType('EndRelationshipPayload', { description: 'The customer as he is known now.' })
class EndRelationshipPayload {}
tellsCustomer(EndRelationshipPayload);

change<EndRelationshipInput>({
  name: 'endRelationship',
  description: 'Ends a relation of a customer to another party. What was known of it before stays known.',
  input: EndRelationshipInput,
  payload: EndRelationshipPayload,
  onlyRoles: keeperRoles,
  event: 'RELATIONSHIP_ENDED',
  check: checkSource,
  run: async (input, writing) => {
    const { sql, reached, among } = writing;
    const address = await reached(input.relationshipId, 'rel');
    if (!address) return null;
    const day = dayText(input.validTo);
    const [stands] = await sql<Stands[]>`
      select type, other_party_id as other, valid_from < ${day}::text::date as "isAfter",
        valid_to is null or valid_to > ${day}::text::date as "isOpen"
      from party_relationship where customer_id = ${address.owner} and id = ${address.row}`;
    if (!stands) return null;
    const isReached = (await among([stands.other])).has(stands.other);
    const standing = await customerNamed(input, writing, isReached ? [stands.other] : []);
    if (standing?.customer !== address.owner) return null;
    if (!relationshipSides[stands.type])
      throw refused('NOT_ALLOWED', 'input.relationshipId', `${stands.type} is not written down by hand.`);
    if (!stands.isAfter) throw refused('DATE_OUT_OF_ORDER', 'input.validTo', 'It begins on that day or later.');
    if (!stands.isOpen) throw refused('TOO_LATE', 'input.validTo', 'It has ended by then.');
    await sql`select end_relationship(${standing.customer}, ${address.row}, ${day}::text::date)`;
    const made = await keptProfile(standing, fields, input.source, writing);
    return isReached ? keptWith(made, stands.other, fields, writing) : made;
  },
});
