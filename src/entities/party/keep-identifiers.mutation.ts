import { GraphQLID } from 'graphql';
import { Field, InputType, ObjectType } from 'type-graphql';
import type { Role } from '../../access/policy';
import { change } from '../change/change';
import { refused } from '../change/refusals';
import { customerNamed, tellsCustomer } from '../customer/customer-payload';
import { addIdentifier, checkIdentifier, IdentifierInput } from './identifiers';
import { checkSource, keptProfile, ProfileCorrection } from './profile-correction';

/** Who reads numbers in full: to anybody else it would tell by and by whether a guess is right. */
const numberKeepers: readonly Role[] = ['RELATIONSHIP_MANAGER'];
const fields = ['identifiers'];

@InputType('AddIdentifierInput', { description: 'A number by which a customer is known.' })
class AddIdentifierInput extends ProfileCorrection {
  @Field(() => IdentifierInput, { description: 'The number.' })
  identifier!: IdentifierInput;
}

@ObjectType('AddIdentifierPayload', { description: 'The customer as he is known now.' })
class AddIdentifierPayload {}
tellsCustomer(AddIdentifierPayload);

change<AddIdentifierInput>({
  name: 'addIdentifier',
  description:
    'Adds a number by which a customer is known. That somebody else has it too is told to data quality alone.',
  input: AddIdentifierInput,
  payload: AddIdentifierPayload,
  onlyRoles: numberKeepers,
  event: 'IDENTIFIER_ADDED',
  check: (input) => {
    checkSource(input);
    checkIdentifier(input.identifier, 'input.identifier');
  },
  run: async (input, writing) => {
    const standing = await customerNamed(input, writing);
    if (!standing) return null;
    await addIdentifier(standing.customer, input.identifier, writing);
    return keptProfile(standing, fields, input.source, writing);
  },
});

@InputType('RemoveIdentifierInput', { description: 'A number that is not the customer’s, or good no more.' })
class RemoveIdentifierInput extends ProfileCorrection {
  @Field(() => GraphQLID, { description: 'The number, one of the customer’s; not one of a source system of the bank.' })
  identifierId!: string;
}

@ObjectType('RemoveIdentifierPayload', { description: 'The customer as he is known now.' })
class RemoveIdentifierPayload {}
tellsCustomer(RemoveIdentifierPayload);

change<RemoveIdentifierInput>({
  name: 'removeIdentifier',
  description: 'Takes away a number by which a customer was known.',
  input: RemoveIdentifierInput,
  payload: RemoveIdentifierPayload,
  onlyRoles: numberKeepers,
  event: 'IDENTIFIER_REMOVED',
  check: checkSource,
  run: async (input, writing) => {
    const address = await writing.reached(input.identifierId, 'idn');
    const standing = await customerNamed(input, writing);
    if (!standing || address?.owner !== standing.customer) return null;
    const [number] = await writing.sql<{ scheme: string }[]>`
      select scheme from party_identifier where customer_id = ${standing.customer} and id = ${address.row}`;
    if (number?.scheme === 'CUSTOMER_NUMBER')
      throw refused('NOT_ALLOWED', 'input.identifierId', 'A source system of the bank gives it.');
    const [done] = await writing.sql<{ taken: boolean }[]>`
      select take_off_record('party_identifier', ${standing.customer}, ${address.row}) as taken`;
    return done?.taken ? keptProfile(standing, fields, input.source, writing) : null;
  },
});
