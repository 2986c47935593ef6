import { boolean, doublePrecision, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { currency, day, key } from '../../database/columns';

const amount = (name: string) => doublePrecision(name).notNull();
const figure = (name: string) => doublePrecision(name);
const count = (name: string) => integer(name).notNull();

/** The figures of each customer that measures are made of; emptied at the end of a run. */
export const measureDraft = pgTable('measure_draft', {
  customerId: key('customer_id').primaryKey(),
  peerGroup: text('peer_group').notNull(),
  aum: amount('aum'),
  depositAdb: amount('deposit_adb'),
  loanAdb: amount('loan_adb'),
  balance: amount('balance'),
  exposure: amount('exposure'),
  depositMargin: amount('deposit_margin'),
  loanMargin: amount('loan_margin'),
  fees: amount('fees'),
  operatingCost: amount('operating_cost'),
  expectedLoss: amount('expected_loss'),
  contribution: amount('contribution'),
  economicCapital: amount('economic_capital'),
  capitalCharge: amount('capital_charge'),
  marginSlope: amount('margin_slope'),
  depositPoints: amount('deposit_points'),
  wealthTotal: figure('wealth_total'),
  turnover: amount('turnover'),
  transactions: count('transactions'),
  activeMonths: count('active_months'),
  depositMonths: count('deposit_months'),
  loanMonths: count('loan_months'),
  categories: count('categories'),
  products: count('products'),
  tailored: count('tailored'),
  grade: figure('grade'),
  daysPastDue: count('days_past_due'),
  fiveClass: count('five_class'),
  completeness: amount('completeness'),
  churnReasons: text('churn_reasons').array().notNull(),
  tenure: figure('tenure'),
  wallet: figure('wallet'),
  channels: amount('channels'),
  rarorac: figure('rarorac'),
  recency: figure('recency'),
  alive: figure('alive'),
  depositChange: amount('deposit_change'),
  loanChange: amount('loan_change'),
  csatAnswers: count('csat_answers'),
  csatContent: count('csat_content'),
  npsAnswers: count('nps_answers'),
  npsBalance: count('nps_balance'),
  npsMean: figure('nps_mean'),
  /** The scope key of where he stood, and since when he has been a customer. */
  place: count('place'),
  onboardedOn: day('onboarded_on'),
});

/**
 * What lay on the accounts that a slice's customers keep, by the unit and kind that they are of: the months of the
 * history of which anything is known, as bits from the last one up, and the sums of each, the oldest month first; emptied
 * at the end of a run.
 */
export const measureMonthDraft = pgTable(
  'measure_month_draft',
  {
    through: key('through').notNull(),
    orgUnitId: key('org_unit_id').notNull(),
    kind: text('kind').notNull(),
    currency: currency().notNull(),
    isDeposit: boolean('is_deposit').notNull(),
    months: integer('months').notNull(),
    amounts: doublePrecision('amounts').array().notNull(),
  },
  (table) => [
    primaryKey({
      name: 'measure_month_draft_pk',
      columns: [table.through, table.orgUnitId, table.kind, table.currency, table.isDeposit, table.months],
    }),
  ],
);

/** The slices of customers that a run is through with, by what was done to them. */
export const measureSlice = pgTable(
  'measure_slice',
  { stage: text('stage').notNull(), through: key('through').notNull() },
  (table) => [primaryKey({ name: 'measure_slice_pk', columns: [table.stage, table.through] })],
);
