import { GraphQLInt, GraphQLString } from 'graphql';
import { Field, InputType, ObjectType } from 'type-graphql';
import { badInput } from '../../errors';
import { LocalDate } from '../../graph/declare/types';
import { change } from '../change/change';
import { keeperRoles, tellsCustomer } from '../customer/customer-payload';
import { individual as row } from './individual.table';
import {
  EducationEnum,
  IncomeBandEnum,
  InvestmentExperienceEnum,
  MaritalStatusEnum,
  RiskLevelEnum,
  SexEnum,
  SourceOfFundsEnum,
} from './individual.type';
import { type Correctable, checkCorrection, correctProfile, ProfileCorrection } from './profile-correction';

@InputType('CorrectIndividualInput', {
  description:
    'What is known better of a person: values given take the place of those that stand, null takes them away.',
})
class CorrectIndividualInput extends ProfileCorrection {
  @Field(() => SexEnum, { nullable: true, description: 'The sex.' })
  sex?: string | null;

  @Field(() => LocalDate, { nullable: true, description: 'The day of birth.' })
  birthDate?: Date | null;

  @Field(() => GraphQLString, { nullable: true, description: 'The region the person lives in.' })
  region?: string | null;

  @Field(() => MaritalStatusEnum, { nullable: true, description: 'The marital status.' })
  maritalStatus?: string | null;

  @Field(() => GraphQLInt, { nullable: true, description: 'How many persons live in the household, at least 1.' })
  householdSize?: number | null;

  @Field(() => GraphQLInt, { nullable: true, description: 'How many persons the person provides for.' })
  dependants?: number | null;

  @Field(() => EducationEnum, { nullable: true, description: 'The highest education completed.' })
  education?: string | null;

  @Field(() => GraphQLString, { nullable: true, description: 'The occupation.' })
  occupation?: string | null;

  @Field(() => GraphQLString, { nullable: true, description: 'The employer.' })
  employer?: string | null;

  @Field(() => IncomeBandEnum, { nullable: true, description: 'The band in which the income lies.' })
  incomeBand?: string | null;

  @Field(() => SourceOfFundsEnum, { nullable: true, description: 'Where the person’s money comes from.' })
  sourceOfFunds?: string | null;

  @Field(() => [GraphQLString], { nullable: true, description: 'What the person likes to do.' })
  hobbies?: string[] | null;

  @Field(() => InvestmentExperienceEnum, { nullable: true, description: 'How long the person has been investing.' })
  investmentExperience?: string | null;

  @Field(() => RiskLevelEnum, { nullable: true, description: 'How much risk the person is willing to bear.' })
  riskAppetite?: string | null;
}

const correctable: Correctable = {
  sex: { column: row.sex },
  birthDate: { column: row.birthDate },
  region: { column: row.region, most: 100 },
  maritalStatus: { column: row.maritalStatus },
  householdSize: { column: row.householdSize },
  dependants: { column: row.dependants },
  education: { column: row.education },
  occupation: { column: row.occupation, most: 100 },
  employer: { column: row.employer, most: 200 },
  incomeBand: { column: row.incomeBand },
  sourceOfFunds: { column: row.sourceOfFunds },
  hobbies: { column: row.hobbies, most: 50 },
  investmentExperience: { column: row.investmentExperience },
  riskAppetite: { column: row.riskAppetite },
};

@ObjectType('CorrectIndividualPayload', { description: 'The customer as he is known now.' })
class CorrectIndividualPayload {}
tellsCustomer(CorrectIndividualPayload);

const mostPersons = 50;

change<CorrectIndividualInput>({
  name: 'correctIndividual',
  description: 'Completes and corrects what is known of a person, and keeps where each value comes from.',
  input: CorrectIndividualInput,
  payload: CorrectIndividualPayload,
  onlyRoles: keeperRoles,
  event: 'PROFILE_CORRECTED',
  check: (input) => {
    checkCorrection(input as never, correctable);
    for (const [name, least] of [
      ['householdSize', 1],
      ['dependants', 0],
    ] as const) {
      const given = input[name];
      if (typeof given === 'number' && (given < least || given > mostPersons))
        throw badInput(`input.${name} lies between ${least} and ${mostPersons}.`);
    }
  },
  run: (input, writing) => correctProfile('individual', correctable, input as never, writing),
});
