import { doublePrecision, integer, pgTable, text } from 'drizzle-orm/pg-core';
import { day, key } from '../../database/columns';

const amount = (name: string) => doublePrecision(name).notNull();

/** What a run has summed up of each customer, in minor units of the base currency, until all are compared; emptied then. */
export const measureDraft = pgTable('measure_draft', {
  customerId: key('customer_id').primaryKey(),
  scopeKey: integer('scope_key').notNull(),
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
  economicCapital: amount('economic_capital'),
  capitalCharge: amount('capital_charge'),
  marginSlope: amount('margin_slope'),
  depositPoints: amount('deposit_points'),
  wealthTotal: doublePrecision('wealth_total'),
  turnover: amount('turnover'),
  transactions: integer('transactions').notNull(),
  transactionsNow: integer('transactions_now').notNull(),
  transactionsBefore: integer('transactions_before').notNull(),
  balanceNow: amount('balance_now'),
  balanceBefore: amount('balance_before'),
  /** A bit for each month with a transaction of the customer's own, the lowest for the last. */
  activeMonths: integer('active_months').notNull(),
  salaryStopped: integer('salary_stopped').notNull(),
  categories: integer('categories').notNull(),
  products: integer('products').notNull(),
  tailored: integer('tailored').notNull(),
  contacts: integer('contacts').notNull(),
  grade: doublePrecision('grade'),
  daysPastDue: integer('days_past_due').notNull(),
  fiveClass: integer('five_class').notNull(),
  completeness: doublePrecision('completeness').notNull(),
  onboardedOn: day('onboarded_on'),
});

/** What the customers of a slice held in each month, by the unit and kind they belong to. */
export const measureMonthDraft = pgTable('measure_month_draft', {
  slice: key('slice').notNull(),
  scopeKey: integer('scope_key').notNull(),
  month: day('month').notNull(),
  deposits: amount('deposits'),
  loans: amount('loans'),
  depositors: integer('depositors').notNull(),
  borrowers: integer('borrowers').notNull(),
});
