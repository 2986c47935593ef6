import { char, date, integer, numeric, pgTable, smallint, text } from 'drizzle-orm/pg-core';
import { currency, key, minor } from '../../database/columns';
import { channels, tiers } from '../customer/customer.table';
import { churnReasons, customerClasses, rfmSegments } from '../measure/measure.table';
import {
  educations,
  incomeBands,
  investmentExperiences,
  maritalStatuses,
  riskLevels,
  sexes,
} from '../party/individual.table';
import { organisationScales, ownershipNatures } from '../party/organisation.table';
import { productCategories } from '../product/product.table';

/** What a statement gathers of a customer while it reads; PostgreSQL holds no table of it, each value has its own source. */
export const customerPortrait = pgTable('customer_portrait', {
  customerId: key('customer_id').primaryKey(),
  scopeKey: integer('scope_key').notNull(),
  preferredChannel: text('preferred_channel', { enum: channels }),
  tier: text('tier', { enum: tiers }),
  ageBand: text('age_band'),
  sex: text('sex', { enum: sexes }),
  maritalStatus: text('marital_status', { enum: maritalStatuses }),
  region: text('region'),
  nationality: char('nationality', { length: 2 }),
  education: text('education', { enum: educations }),
  occupation: text('occupation'),
  incomeBand: text('income_band', { enum: incomeBands }),
  investmentExperience: text('investment_experience', { enum: investmentExperiences }),
  riskAppetite: text('risk_appetite', { enum: riskLevels }),
  hobbies: text('hobbies').array(),
  industry: text('industry'),
  ownershipNature: text('ownership_nature', { enum: ownershipNatures }),
  scale: text('scale', { enum: organisationScales }),
  employees: integer('employees'),
  creditGrade: text('credit_grade'),
  contactsAYear: integer('contacts_a_year').notNull(),
  channels: text('channels', { enum: channels }).array().notNull(),
  lastInteractionId: key('last_interaction_id'),
  categories: text('categories', { enum: productCategories }).array().notNull(),
  campaigns: text('campaigns').array().notNull(),
  asOf: date('as_of'),
  currency: currency(),
  transactionsAMonth: numeric('transactions_a_month', { precision: 12, scale: 2 }),
  recencyScore: smallint('recency_score'),
  frequencyScore: smallint('frequency_score'),
  rfmSegment: text('rfm_segment', { enum: rfmSegments }),
  valueTier: text('value_tier', { enum: tiers }),
  customerClass: text('customer_class', { enum: customerClasses }),
  classRule: text('class_rule'),
  aumMinor: minor('aum'),
  contributionMinor: minor('contribution'),
  lifetimeValueMinor: minor('lifetime_value'),
  growthValueMinor: minor('growth_value'),
  potentialValueMinor: minor('potential_value'),
  loyalty: numeric('loyalty', { precision: 6, scale: 2 }),
  satisfaction: numeric('satisfaction', { precision: 6, scale: 2 }),
  riskDegree: smallint('risk_degree'),
  churnScore: integer('churn_score'),
  churnReasons: text('churn_reasons', { enum: churnReasons }).array(),
});
