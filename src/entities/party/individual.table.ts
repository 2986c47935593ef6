import { sql } from 'drizzle-orm';
import { foreignKey, index, pgTable, primaryKey, smallint, text, uuid } from 'drizzle-orm/pg-core';
import { country, currency, day, key, minor, oneOf, partyScopeKey } from '../../database/columns';
import { scopeReference } from '../customer/customer.table';
import { party } from './party.table';

/** ISO 5218: 0, 1, 2, 9. */
export const sexes = ['NOT_KNOWN', 'MALE', 'FEMALE', 'NOT_APPLICABLE'] as const;
export const maritalStatuses = ['SINGLE', 'MARRIED', 'DIVORCED', 'WIDOWED', 'SEPARATED', 'PARTNERSHIP'] as const;
export const educations = ['PRIMARY', 'SECONDARY', 'VOCATIONAL', 'BACHELOR', 'MASTER', 'DOCTORATE'] as const;
export const incomeBands = ['LOW', 'LOWER_MIDDLE', 'MIDDLE', 'UPPER_MIDDLE', 'HIGH', 'VERY_HIGH'] as const;
export const fundSources = [
  'SALARY',
  'BUSINESS',
  'INVESTMENT',
  'PENSION',
  'INHERITANCE',
  'PROPERTY',
  'SUPPORT',
  'OTHER',
] as const;
export const investmentExperiences = ['NONE', 'UNDER_2_YEARS', 'FROM_2_TO_5_YEARS', 'OVER_5_YEARS'] as const;
export const riskLevels = ['R1', 'R2', 'R3', 'R4', 'R5'] as const;
export const pepStates = ['NONE', 'DOMESTIC', 'FOREIGN'] as const;

/** What the bank knows of a person; keyed by its party. Whatever a source lacks is null. */
export const individual = pgTable(
  'individual',
  {
    customerId: key('customer_id').notNull(),
    scopeKey: partyScopeKey(),
    givenName: text('given_name'),
    familyName: text('family_name'),
    sex: text('sex', { enum: sexes }),
    birthDate: day('birth_date'),
    nationality: country('nationality'),
    region: text('region'),
    maritalStatus: text('marital_status', { enum: maritalStatuses }),
    householdSize: smallint('household_size'),
    dependants: smallint('dependants'),
    education: text('education', { enum: educations }),
    occupation: text('occupation'),
    employer: text('employer'),
    /** Equal for equal employers, however they are written. */
    employerMatchKey: uuid('employer_match_key').generatedAlwaysAs(sql.raw(`match_key('EMPLOYER', employer)`)),
    incomeBand: text('income_band', { enum: incomeBands }),
    annualIncomeMinor: minor('annual_income'),
    currency: currency(),
    sourceOfFunds: text('source_of_funds', { enum: fundSources }),
    hobbies: text('hobbies').array(),
    investmentExperience: text('investment_experience', { enum: investmentExperiences }),
    riskAppetite: text('risk_appetite', { enum: riskLevels }),
    pep: text('pep', { enum: pepStates }),
  },
  (table) => [
    primaryKey({ name: 'individual_pk', columns: [table.customerId] }),
    foreignKey({ name: 'individual_party_fk', columns: [table.customerId], foreignColumns: [party.partyId] }),
    scopeReference('individual', table),
    index('individual_employer_index').on(table.employerMatchKey).where(sql`${table.employerMatchKey} is not null`),
    oneOf('individual', table.sex, sexes),
    oneOf('individual', table.maritalStatus, maritalStatuses),
    oneOf('individual', table.education, educations),
    oneOf('individual', table.incomeBand, incomeBands),
    oneOf('individual', table.sourceOfFunds, fundSources),
    oneOf('individual', table.investmentExperience, investmentExperiences),
    oneOf('individual', table.riskAppetite, riskLevels),
    oneOf('individual', table.pep, pepStates),
  ],
);
