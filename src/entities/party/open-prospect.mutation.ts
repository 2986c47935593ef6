import { GraphQLString } from 'graphql';
import { Field, InputType, ObjectType } from 'type-graphql';
import { badInput } from '../../errors';
import { CountryCode } from '../../graph/declare/types';
import type { Writing } from '../../graph/declare/writing';
import { change, type Made } from '../change/change';
import { ChangeInput, textOf } from '../change/change-input';
import { refused } from '../change/refusals';
import { unitNamed } from '../change/unit-named';
import { keeperRoles, tellsCustomer } from '../customer/customer-payload';
import { managerNamed } from '../customer/manager-named';
import { CustomerKindEnum } from '../employee/employee.type';
import { addContactPoint, ContactPointInput, checkContactPoint } from './contact-points';
import { addIdentifier, checkIdentifier, IdentifierInput } from './identifiers';
import { beginProfile, checkSource, keptProfile } from './profile-correction';

const longestName = 200;
const mostOfEach = 20;

@InputType('OpenProspectInput', { description: 'Somebody who may become a customer.' })
class OpenProspectInput extends ChangeInput {
  @Field(() => CustomerKindEnum, { description: 'The kind of customer that he would be.' })
  kind!: string;

  @Field(() => GraphQLString, { description: `The name, 1 to ${longestName} characters.` })
  displayName!: string;

  @Field(() => CountryCode, { nullable: true, description: 'The country, ISO 3166-1 alpha-2.' })
  country?: string | null;

  @Field(() => GraphQLString, {
    description:
      'The code of the unit that he would be at home in: one in reach, or the one at which the asker is manager.',
  })
  orgUnitCode!: string;

  @Field(() => GraphQLString, {
    nullable: true,
    description: 'The staff number of the manager who looks after him from today on; a manager is given whom he opens.',
  })
  managerStaffNumber?: string | null;

  @Field(() => GraphQLString, { description: 'By what he is known, such as a referral; 1 to 200 characters.' })
  source!: string;

  @Field(() => [ContactPointInput], { defaultValue: [], description: `Ways to reach him, at most ${mostOfEach}.` })
  contactPoints!: ContactPointInput[];

  @Field(() => [IdentifierInput], { defaultValue: [], description: `Numbers of his, at most ${mostOfEach}.` })
  identifiers!: IdentifierInput[];
}

@ObjectType('OpenProspectPayload', { description: 'The prospect as he is known now.' })
class OpenProspectPayload {}
tellsCustomer(OpenProspectPayload);

/** Who looks after him; nobody unless one is named. */
async function keeperOf({ managerStaffNumber, kind }: OpenProspectInput, writing: Writing): Promise<bigint | null> {
  if (!managerStaffNumber) return null;
  const { id, isManager } = await managerNamed(managerStaffNumber, 'input.managerStaffNumber', [kind], writing);
  if (!isManager)
    throw refused('NOT_ALLOWED', 'input.managerStaffNumber', 'He is no relationship manager of such customers today.');
  return id;
}

async function openProspect(input: OpenProspectInput, writing: Writing): Promise<Made> {
  const { kind, country = null } = input;
  const unit = await unitNamed(input.orgUnitCode, 'input.orgUnitCode', writing);
  const name = textOf(input.displayName, 'input.displayName', longestName);
  const [made] = await writing.sql<{ customer: bigint | null }[]>`
    select open_prospect(${kind}, ${name}, ${country}, ${unit}, ${await keeperOf(input, writing)}) as customer`;
  const customer = made?.customer;
  if (!customer) throw refused('NOT_ALLOWED', 'input.orgUnitCode', 'You open no customers of that kind at that unit.');
  await beginProfile({ customer, kind }, writing);
  for (const [at, one] of input.contactPoints.entries())
    await addContactPoint(customer, one, `input.contactPoints.${at}`, writing);
  for (const one of input.identifiers) await addIdentifier(customer, one, writing);
  const fields = [
    'displayName',
    ...(['contactPoints', 'identifiers'] as const).filter((name) => input[name].length > 0),
  ];
  return keptProfile({ customer, version: 0, status: 'PROSPECT', kind }, fields, input.source, writing);
}

change<OpenProspectInput>({
  name: 'openProspect',
  description:
    'Opens a prospect, with a number of the bank’s and what is known of him. Whether anybody else is known by the same numbers makes no difference.',
  input: OpenProspectInput,
  payload: OpenProspectPayload,
  onlyRoles: keeperRoles,
  event: 'PROSPECT_OPENED',
  check: (input) => {
    checkSource(input);
    textOf(input.orgUnitCode, 'input.orgUnitCode', 50);
    textOf(input.managerStaffNumber, 'input.managerStaffNumber', 50);
    if (textOf(input.displayName, 'input.displayName', longestName) === null)
      throw badInput('input.displayName is empty.');
    for (const name of ['contactPoints', 'identifiers'] as const)
      if (input[name].length > mostOfEach) throw badInput(`input.${name} has at most ${mostOfEach}.`);
    for (const [at, one] of input.contactPoints.entries()) checkContactPoint(one, `input.contactPoints.${at}`);
    for (const [at, one] of input.identifiers.entries()) checkIdentifier(one, `input.identifiers.${at}`);
  },
  run: openProspect,
});
