import { GraphQLID } from 'graphql';
import { Field, InputType, ObjectType } from 'type-graphql';
import type { Writing } from '../../graph/declare/writing';
import { change, type Made } from '../change/change';
import { refused } from '../change/refusals';
import { customerNamed, keeperRoles, tellsCustomer } from '../customer/customer-payload';
import {
  addContactPoint,
  ContactPointHabits,
  ContactPointInput,
  checkContactPoint,
  verifiedDay,
} from './contact-points';
import { checkSource, keptProfile, ProfileCorrection } from './profile-correction';

@InputType('AddContactPointInput', { description: 'A way to reach a customer that was not known.' })
class AddContactPointInput extends ProfileCorrection {
  @Field(() => ContactPointInput, { description: 'The way.' })
  contactPoint!: ContactPointInput;
}

@ObjectType('AddContactPointPayload', { description: 'The customer as he is known now.' })
class AddContactPointPayload {}
tellsCustomer(AddContactPointPayload);

const fields = ['contactPoints'];

change<AddContactPointInput>({
  name: 'addContactPoint',
  description: 'Adds a way to reach a customer.',
  input: AddContactPointInput,
  payload: AddContactPointPayload,
  onlyRoles: keeperRoles,
  event: 'CONTACT_POINT_ADDED',
  check: (input) => {
    checkSource(input);
    checkContactPoint(input.contactPoint, 'input.contactPoint');
  },
  run: async (input, writing) => {
    const standing = await customerNamed(input, writing);
    if (!standing) return null;
    await addContactPoint(standing.customer, input.contactPoint, 'input.contactPoint', writing);
    return keptProfile(standing, fields, input.source, writing);
  },
});

/** Takes up what is to be changed of a way that belongs to the customer named; null where it is not his. */
async function ofCustomer(
  input: ProfileCorrection & { readonly contactPointId: string },
  writing: Writing,
  make: (customer: bigint, row: bigint) => Promise<boolean>,
): Promise<Made | null> {
  const address = await writing.reached(input.contactPointId, 'cpt');
  const standing = await customerNamed(input, writing);
  if (!standing || address?.owner !== standing.customer || !(await make(standing.customer, address.row))) return null;
  return keptProfile(standing, fields, input.source, writing);
}

@InputType('CorrectContactPointInput', {
  description:
    'What is known better of a way to reach a customer; what is not given stays. Another number or address is another way.',
})
class CorrectContactPointInput extends ProfileCorrection {
  @Field(() => GraphQLID, { description: 'The contact point, one of the customer’s.' })
  contactPointId!: string;

  @Field(() => ContactPointHabits, { description: 'What is new.' })
  contactPoint!: ContactPointHabits;
}

@ObjectType('CorrectContactPointPayload', { description: 'The customer as he is known now.' })
class CorrectContactPointPayload {}
tellsCustomer(CorrectContactPointPayload);

change<CorrectContactPointInput>({
  name: 'correctContactPoint',
  description:
    'Keeps what a way to reach a customer is for, whether he likes and allows it, and when it was made sure of.',
  input: CorrectContactPointInput,
  payload: CorrectContactPointPayload,
  onlyRoles: keeperRoles,
  event: 'CONTACT_POINT_CORRECTED',
  check: checkSource,
  run: (input, writing) =>
    ofCustomer(input, writing, async (customer, row) => {
      const { purpose = null, preferred = null, consent = null } = input.contactPoint;
      const verifiedOn = verifiedDay(input.contactPoint, 'input.contactPoint', writing.viewer.today);
      if ([purpose, preferred, consent, verifiedOn].every((value) => value === null))
        throw refused('REQUIRED', 'input.contactPoint', 'Nothing is given that would be new.');
      const { count } = await writing.sql`
        update contact_point set purpose = coalesce(${purpose}, purpose), preferred = coalesce(${preferred}, preferred),
          consent = coalesce(${consent}, consent), verified_on = coalesce(${verifiedOn}::text::date, verified_on)
        where customer_id = ${customer} and id = ${row}`;
      return count > 0;
    }),
});

@InputType('RemoveContactPointInput', { description: 'A way by which a customer is no longer reached.' })
class RemoveContactPointInput extends ProfileCorrection {
  @Field(() => GraphQLID, { description: 'The contact point, one of the customer’s.' })
  contactPointId!: string;
}

@ObjectType('RemoveContactPointPayload', { description: 'The customer as he is known now.' })
class RemoveContactPointPayload {}
tellsCustomer(RemoveContactPointPayload);

change<RemoveContactPointInput>({
  name: 'removeContactPoint',
  description: 'Takes away a way to reach a customer that is good no more.',
  input: RemoveContactPointInput,
  payload: RemoveContactPointPayload,
  onlyRoles: keeperRoles,
  event: 'CONTACT_POINT_REMOVED',
  check: checkSource,
  run: (input, writing) =>
    ofCustomer(input, writing, async (customer, row) => {
      const [done] = await writing.sql<{ taken: boolean }[]>`
        select take_off_record('contact_point', ${customer}, ${row}) as taken`;
      return done?.taken === true;
    }),
});
