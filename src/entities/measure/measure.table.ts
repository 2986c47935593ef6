import { doublePrecision, index, integer, numeric, pgTable, primaryKey, smallint, text } from 'drizzle-orm/pg-core';
import { currency, day, eachOf, key, minor, moment, oneOf, scopeKey } from '../../database/columns';
import { tiers } from '../customer/customer.table';

/** 四类客户 */
export const customerClasses = ['SLEEPING', 'LOW_VALUE', 'VALUABLE', 'HIGH_VALUE_ADDED'] as const;
export const churnReasons = [
  'ACTIVITY_DROP',
  'LOW_BALANCE',
  'BALANCE_DROP',
  'DORMANT_3_OF_6',
  'DORMANT_6_OF_12',
  'SALARY_STOPPED',
  'NEW_UNDER_180_DAYS',
] as const;
export const rfmSegments = [
  'CHAMPIONS',
  'LOYAL',
  'PROMISING',
  'NEW',
  'NEEDS_ATTENTION',
  'AT_RISK',
  'HIBERNATING',
] as const;

/** A share or score of a hundred with two decimals. */
const score = (name: string) => numeric(name, { precision: 6, scale: 2 });

/** SQL: the key of a customer's row of a day; worked out by who writes it, for a generated column makes a row twice. */
export const measureKey = (customer: string, day: string) => `(${customer} << 16) + (${day} - '2000-01-01'::date)`;

/**
 * What a customer was worth to the bank on a day, as the system login has worked it out; a row is written once and kept.
 * Amounts are in the bank's base currency. What each column holds is said in `measures.ts`.
 */
export const customerMeasure = pgTable(
  'customer_measure',
  {
    customerId: key('customer_id').notNull(),
    asOf: day('as_of').notNull(),
    id: key('id').notNull(),
    scopeKey: scopeKey(),
    rulesVersion: text('rules_version').notNull(),
    peerGroup: text('peer_group').notNull(),
    currency: currency().notNull(),
    aumMinor: minor('aum').notNull(),
    depositAdbMinor: minor('deposit_adb').notNull(),
    loanAdbMinor: minor('loan_adb').notNull(),
    depositChangeMinor: minor('deposit_change').notNull(),
    loanChangeMinor: minor('loan_change').notNull(),
    exposureMinor: minor('exposure').notNull(),
    depositMarginMinor: minor('deposit_margin').notNull(),
    loanMarginMinor: minor('loan_margin').notNull(),
    feesMinor: minor('fees').notNull(),
    operatingCostMinor: minor('operating_cost').notNull(),
    expectedLossMinor: minor('expected_loss').notNull(),
    contributionMinor: minor('contribution').notNull(),
    economicCapitalMinor: minor('economic_capital').notNull(),
    evaMinor: minor('eva').notNull(),
    rarorac: numeric('rarorac', { precision: 14, scale: 4 }),
    lifetimeValueMinor: minor('lifetime_value').notNull(),
    growthValueMinor: minor('growth_value').notNull(),
    potentialValueMinor: minor('potential_value'),
    depositPoints: numeric('deposit_points', { precision: 20, scale: 2 }).notNull(),
    pAlive: numeric('p_alive', { precision: 5, scale: 4 }),
    shareOfWallet: score('share_of_wallet'),
    channelActivity: integer('channel_activity'),
    loyalty: score('loyalty'),
    quality: score('quality'),
    completeness: score('completeness'),
    satisfactionCsat: score('satisfaction_csat'),
    satisfactionNps: numeric('satisfaction_nps', { precision: 4, scale: 2 }),
    /** Answers of the period by which groups are summed up. */
    csatAnswers: integer('csat_answers').notNull().default(0),
    csatContent: integer('csat_content').notNull().default(0),
    npsAnswers: integer('nps_answers').notNull().default(0),
    npsBalance: integer('nps_balance').notNull().default(0),
    crossHoldingRate: score('cross_holding_rate').notNull(),
    productCount: integer('product_count').notNull(),
    tenureMonths: integer('tenure_months'),
    transactionsAMonth: numeric('transactions_a_month', { precision: 12, scale: 2 }).notNull(),
    riskDegree: smallint('risk_degree').notNull(),
    recencyScore: smallint('recency_score'),
    frequencyScore: smallint('frequency_score'),
    monetaryScore: smallint('monetary_score'),
    rfmSegment: text('rfm_segment', { enum: rfmSegments }),
    churnScore: integer('churn_score').notNull(),
    churnReasons: text('churn_reasons', { enum: churnReasons }).array().notNull(),
    customerClass: text('customer_class', { enum: customerClasses }).notNull(),
    classRule: text('class_rule').notNull(),
    valueTier: text('value_tier', { enum: tiers }).notNull(),
    /** The code of its group of like customers; absent where its kind has too few. */
    cluster: text('cluster'),
    /** Given by rule; those given by hand stand with the customer. */
    tags: text('tags').array().notNull().default([]),
  },
  (table) => [
    primaryKey({ name: 'customer_measure_pk', columns: [table.customerId, table.asOf] }),
    index('customer_measure_scope_index').on(table.asOf, table.scopeKey),
    index('customer_measure_aum_index').on(table.asOf, table.aumMinor, table.id),
    index('customer_measure_contribution_index').on(table.asOf, table.contributionMinor, table.id),
    index('customer_measure_deposit_change_index').on(table.asOf, table.depositChangeMinor, table.id),
    index('customer_measure_churn_index').on(table.asOf, table.churnScore, table.id),
    oneOf('customer_measure', table.customerClass, customerClasses),
    oneOf('customer_measure', table.rfmSegment, rfmSegments),
    oneOf('customer_measure', table.valueTier, tiers),
    eachOf('customer_measure', table.churnReasons, churnReasons),
  ],
);

/**
 * What the members of a group have of a measure: average and the values at each twentieth of them, in order. Besides the
 * peer groups all customers of a kind are one, named by it, and those in a unit (SQL `unit_peers`), both without borders.
 */
export const peerFigure = pgTable(
  'peer_figure',
  {
    asOf: day('as_of').notNull(),
    peerGroup: text('peer_group').notNull(),
    code: text('code').notNull(),
    members: integer('members').notNull(),
    average: doublePrecision('average').notNull(),
    /** The largest member's part of the sum. */
    dominance: doublePrecision('dominance').notNull(),
    bounds: doublePrecision('bounds').array().notNull(),
  },
  (table) => [primaryKey({ name: 'peer_figure_pk', columns: [table.asOf, table.peerGroup, table.code] })],
);

/** Where in the bank the members of such a group are: scope keys in order, and how many members stand up to each. */
export const peerPlace = pgTable(
  'peer_place',
  {
    asOf: day('as_of').notNull(),
    peerGroup: text('peer_group').notNull(),
    members: integer('members').notNull(),
    keys: integer('keys').array().notNull(),
    upTo: integer('up_to').array().notNull(),
  },
  (table) => [primaryKey({ name: 'peer_place_pk', columns: [table.asOf, table.peerGroup] })],
);

/** Which days measures have been worked out for; told once finished. */
export const measureRun = pgTable('measure_run', {
  asOf: day('as_of').primaryKey(),
  rulesVersion: text('rules_version').notNull(),
  customerCount: integer('customer_count').notNull(),
  finishedAt: moment('finished_at'),
});
