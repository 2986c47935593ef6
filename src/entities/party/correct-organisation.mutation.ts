import { GraphQLInt, GraphQLString } from 'graphql';
import { Field, InputType, ObjectType } from 'type-graphql';
import { badInput } from '../../errors';
import { LocalDate } from '../../graph/declare/types';
import { change } from '../change/change';
import { keeperRoles, tellsCustomer } from '../customer/customer-payload';
import { organisation as row } from './organisation.table';
import { OrganisationScaleEnum, OwnershipNatureEnum } from './organisation.type';
import { type Correctable, checkCorrection, correctProfile, ProfileCorrection } from './profile-correction';

@InputType('CorrectOrganisationInput', {
  description:
    'What is known better of an organisation: values given take the place of those that stand, null takes them away.',
})
class CorrectOrganisationInput extends ProfileCorrection {
  @Field(() => GraphQLString, { nullable: true, description: 'The industry.' })
  industry?: string | null;

  @Field(() => OwnershipNatureEnum, { nullable: true, description: 'The nature of its ownership 经济性质.' })
  ownershipNature?: string | null;

  @Field(() => GraphQLString, { nullable: true, description: 'The group that it belongs to 所属系统.' })
  groupSystem?: string | null;

  @Field(() => OrganisationScaleEnum, { nullable: true, description: 'Its scale.' })
  scale?: string | null;

  @Field(() => GraphQLInt, { nullable: true, description: 'How many people work there.' })
  employees?: number | null;

  @Field(() => LocalDate, { nullable: true, description: 'The day on which it was established.' })
  establishedOn?: Date | null;

  @Field(() => [GraphQLString], { nullable: true, description: 'What its liabilities come from.' })
  liabilitySources?: string[] | null;

  @Field(() => GraphQLString, { nullable: true, description: 'How it is financed.' })
  financing?: string | null;
}

const correctable: Correctable = {
  industry: { column: row.industry, most: 100 },
  ownershipNature: { column: row.ownershipNature },
  groupSystem: { column: row.groupSystem, most: 200 },
  scale: { column: row.scale },
  employees: { column: row.employees },
  establishedOn: { column: row.establishedOn },
  liabilitySources: { column: row.liabilitySources, most: 100 },
  financing: { column: row.financing, most: 200 },
};

@ObjectType('CorrectOrganisationPayload', { description: 'The customer as he is known now.' })
class CorrectOrganisationPayload {}
tellsCustomer(CorrectOrganisationPayload);

change<CorrectOrganisationInput>({
  name: 'correctOrganisation',
  description: 'Completes and corrects what is known of an organisation, and keeps where each value comes from.',
  input: CorrectOrganisationInput,
  payload: CorrectOrganisationPayload,
  onlyRoles: keeperRoles,
  event: 'PROFILE_CORRECTED',
  check: (input) => {
    checkCorrection(input as never, correctable);
    if (typeof input.employees === 'number' && input.employees < 0)
      throw badInput('input.employees is less than none.');
  },
  run: (input, writing) => correctProfile('organisation', correctable, input as never, writing),
});
