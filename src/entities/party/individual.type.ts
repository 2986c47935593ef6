import { GraphQLString } from 'graphql';
import { entity, ownedBy } from '../../graph/declare/entity';
import { money, readerOf, stored } from '../../graph/declare/stored';
import { enumType } from '../../graph/declare/types';
import {
  educations,
  fundSources,
  incomeBands,
  individual,
  investmentExperiences,
  maritalStatuses,
  pepStates,
  riskLevels,
  sexes,
} from './individual.table';

export const SexEnum = enumType('Sex', sexes, 'Sex as ISO 5218 tells it.', {
  NOT_KNOWN: 'Not known (0).',
  MALE: 'Male (1).',
  FEMALE: 'Female (2).',
  NOT_APPLICABLE: 'Not applicable (9).',
});

export const MaritalStatusEnum = enumType('MaritalStatus', maritalStatuses, 'Marital status.', {
  SINGLE: 'Never married.',
  MARRIED: 'Married.',
  DIVORCED: 'Divorced.',
  WIDOWED: 'Widowed.',
  SEPARATED: 'Married, living apart.',
  PARTNERSHIP: 'In a registered partnership.',
});

export const EducationEnum = enumType('Education', educations, 'The highest education completed.', {
  PRIMARY: 'Primary school.',
  SECONDARY: 'Secondary school.',
  VOCATIONAL: 'Vocational training.',
  BACHELOR: 'Bachelor’s degree.',
  MASTER: 'Master’s degree.',
  DOCTORATE: 'Doctorate.',
});

export const IncomeBandEnum = enumType('IncomeBand', incomeBands, 'The band in which a person’s income lies.', {
  LOW: 'Low.',
  LOWER_MIDDLE: 'Below the middle.',
  MIDDLE: 'Middle.',
  UPPER_MIDDLE: 'Above the middle.',
  HIGH: 'High.',
  VERY_HIGH: 'Very high.',
});

export const SourceOfFundsEnum = enumType('SourceOfFunds', fundSources, 'Where a person’s money comes from.', {
  SALARY: 'A salary.',
  BUSINESS: 'A business of his own.',
  INVESTMENT: 'Investments.',
  PENSION: 'A pension.',
  INHERITANCE: 'An inheritance.',
  PROPERTY: 'Rent or sale of property.',
  SUPPORT: 'Support by family or the state.',
  OTHER: 'Another source.',
});

export const InvestmentExperienceEnum = enumType(
  'InvestmentExperience',
  investmentExperiences,
  'How long a person has been investing.',
  {
    NONE: 'Never.',
    UNDER_2_YEARS: 'Less than two years.',
    FROM_2_TO_5_YEARS: 'From two to five years.',
    OVER_5_YEARS: 'More than five years.',
  },
);

export const RiskLevelEnum = enumType('RiskLevel', riskLevels, 'The five levels of appetite for risk, and of risk.', {
  R1: 'Conservative, low risk 谨慎型.',
  R2: 'Steady, medium to low risk 稳健型.',
  R3: 'Balanced, medium risk 平衡型.',
  R4: 'Enterprising, medium to high risk 进取型.',
  R5: 'Aggressive, high risk 激进型.',
});

export const PepStateEnum = enumType('PepState', pepStates, 'Whether a person is politically exposed (FATF).', {
  NONE: 'Not exposed.',
  DOMESTIC: 'Exposed at home.',
  FOREIGN: 'Exposed abroad.',
});

@entity({
  name: 'Individual',
  description: 'The profile of a person; whatever no source tells is null.',
  table: individual,
  row: individual.customerId,
  scope: ownedBy(individual.customerId, individual.scopeKey),
})
export class Individual {
  @stored(individual.givenName, 'C1', 'The given name.')
  givenName?: string;

  @stored(individual.familyName, 'C1', 'The family name.')
  familyName?: string;

  @stored(individual.sex, 'IDENTITY', 'The sex.')
  sex?: string;

  @stored(individual.birthDate, 'IDENTITY', 'The day of birth.')
  birthDate?: string;

  @stored(individual.nationality, 'IDENTITY', 'The nationality, ISO 3166-1 alpha-2.')
  nationality?: string;

  @stored(individual.region, 'IDENTITY', 'The region the person lives in.')
  region?: string;

  @stored(individual.maritalStatus, 'IDENTITY', 'The marital status.')
  maritalStatus?: string;

  @stored(individual.householdSize, 'IDENTITY', 'How many persons live in the household.')
  householdSize?: number;

  @stored(individual.dependants, 'IDENTITY', 'How many persons the person provides for.')
  dependants?: number;

  @stored(individual.education, 'IDENTITY', 'The highest education completed.')
  education?: string;

  @stored(individual.occupation, 'IDENTITY', 'The occupation.')
  occupation?: string;

  @stored(individual.employer, 'IDENTITY', 'The employer.')
  employer?: string;

  @stored(individual.incomeBand, 'IDENTITY', 'The band in which the income lies.')
  incomeBand?: string;

  @money(individual.annualIncomeMinor, individual.currency, 'The income in a year.')
  annualIncome?: object;

  @stored(individual.sourceOfFunds, 'IDENTITY', 'Where the person’s money comes from.')
  sourceOfFunds?: string;

  @stored(readerOf(individual.hobbies), 'IDENTITY', 'What the person likes to do.', { type: () => [GraphQLString] })
  hobbies?: string[];

  @stored(individual.investmentExperience, 'IDENTITY', 'How long the person has been investing.')
  investmentExperience?: string;

  @stored(individual.riskAppetite, 'RISK', 'How much risk the person is willing to bear.')
  riskAppetite?: string;

  @stored(individual.pep, 'RISK', 'Whether the person is politically exposed.')
  pep?: string;
}
