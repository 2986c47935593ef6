import { bigint, date, doublePrecision, integer, numeric, pgTable, text } from 'drizzle-orm/pg-core';
import { currency, key, minor, sortName } from '../../database/columns';

/** Rows that a statement makes while it reads belong to the first of the customers counted. */
const counted = () => ({
  customerId: key('customer_id').notNull(),
  scopeKey: integer('scope_key').notNull(),
  asOf: date('as_of').notNull(),
  currency: currency().notNull(),
  customers: integer('customers').notNull(),
});

/** Customers who have one or two values in common; PostgreSQL holds no table of them. */
export const businessSegment = pgTable('business_segment', {
  ...counted(),
  key: sortName('key').notNull(),
  value: text('value'),
  thenValue: text('then_value'),
  shareOfCustomers: numeric('share_of_customers', { precision: 7, scale: 4 }).notNull(),
  shareOfAssets: numeric('share_of_assets', { precision: 7, scale: 4 }),
  rankByAssets: integer('rank_by_assets').notNull(),
  rankByDeposits: integer('rank_by_deposits').notNull(),
  rankByContribution: integer('rank_by_contribution').notNull(),
  assetsToAverage: numeric('assets_to_average', { precision: 20, scale: 4 }),
  contributionToAverage: numeric('contribution_to_average', { precision: 20, scale: 4 }),
  depositors: integer('depositors').notNull(),
  borrowers: integer('borrowers').notNull(),
  products: bigint('products', { mode: 'number' }).notNull(),
  crossHolders: integer('cross_holders').notNull(),
  riskDegree: numeric('risk_degree', { precision: 4, scale: 2 }).notNull(),
  churnScore: numeric('churn_score', { precision: 6, scale: 2 }).notNull(),
  completeness: numeric('completeness', { precision: 6, scale: 2 }),
  loyalty: numeric('loyalty', { precision: 6, scale: 2 }),
  quality: numeric('quality', { precision: 6, scale: 2 }),
  pAlive: numeric('p_alive', { precision: 5, scale: 4 }),
  shareOfWallet: numeric('share_of_wallet', { precision: 6, scale: 2 }),
  channelActivity: numeric('channel_activity', { precision: 12, scale: 2 }),
  transactionsAMonth: numeric('transactions_a_month', { precision: 12, scale: 2 }).notNull(),
  rarorac: numeric('rarorac', { precision: 14, scale: 4 }),
  depositPoints: numeric('deposit_points', { precision: 26, scale: 2 }).notNull(),
  csat: numeric('csat', { precision: 6, scale: 2 }),
  nps: numeric('nps', { precision: 6, scale: 2 }),
  aumMinor: minor('aum').notNull(),
  depositAdbMinor: minor('deposit_adb').notNull(),
  loanAdbMinor: minor('loan_adb').notNull(),
  exposureMinor: minor('exposure').notNull(),
  depositChangeMinor: minor('deposit_change').notNull(),
  loanChangeMinor: minor('loan_change').notNull(),
  depositMarginMinor: minor('deposit_margin').notNull(),
  loanMarginMinor: minor('loan_margin').notNull(),
  feesMinor: minor('fees').notNull(),
  operatingCostMinor: minor('operating_cost').notNull(),
  expectedLossMinor: minor('expected_loss').notNull(),
  contributionMinor: minor('contribution').notNull(),
  economicCapitalMinor: minor('economic_capital').notNull(),
  evaMinor: minor('eva').notNull(),
  lifetimeValueMinor: minor('lifetime_value').notNull(),
  growthValueMinor: minor('growth_value').notNull(),
  potentialValueMinor: minor('potential_value'),
  creditAccounts: integer('credit_accounts'),
  overdueAccounts: integer('overdue_accounts'),
  owedMinor: minor('owed'),
  overdueMinor: minor('overdue'),
  nonPerformingMinor: minor('non_performing'),
});

/** How what a customer has moved over some quarters. */
export const customerBehaviour = pgTable('customer_behaviour', {
  customerId: key('customer_id').notNull(),
  scopeKey: integer('scope_key').notNull(),
  asOf: date('as_of').notNull(),
  currency: currency().notNull(),
  depositChangeMinor: minor('deposit_change').notNull(),
  loanChangeMinor: minor('loan_change').notNull(),
});

/** How unevenly customers hold something; one row. */
export const businessConcentration = pgTable('business_concentration', {
  ...counted(),
  totalMinor: minor('total').notNull(),
  topShare: doublePrecision('top_share').notNull(),
  holdersOf80: doublePrecision('holders_of_80').notNull(),
  holdersOf90: doublePrecision('holders_of_90').notNull(),
  hhi: doublePrecision('hhi').notNull(),
  gini: doublePrecision('gini').notNull(),
  tenths: doublePrecision('tenths').array().notNull(),
});
