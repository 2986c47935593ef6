import type { PgColumn } from 'drizzle-orm/pg-core';
import type { DataClass } from '../../access/policy';
import { customerMeasure as row } from './measure.table';

/** What a measure's value counts: an amount in the base currency, percent, points, things, months or a probability. */
export const measureUnits = ['MONEY', 'PERCENT', 'POINTS', 'COUNT', 'MONTHS', 'PROBABILITY', 'DEGREE'] as const;

export interface MeasureDefinition {
  readonly unit: (typeof measureUnits)[number];
  /** Contribution and what is made of it hold the expected loss: with its other parts they would tell the rating. */
  readonly dataClass: Extract<DataClass, 'C1' | 'MONEY' | 'RISK'>;
  readonly column: PgColumn;
  readonly formula: string;
  /** The codes of the measures that stand in it. */
  readonly inputs: readonly string[];
}

const define = (
  unit: MeasureDefinition['unit'],
  dataClass: MeasureDefinition['dataClass'],
  column: PgColumn,
  formula: string,
  inputs: readonly string[] = [],
): MeasureDefinition => ({
  unit,
  dataClass,
  column,
  formula,
  inputs,
});

/** Every measure by its code, as users are told it; thresholds, weights and rates stand in `measures.rules.yaml`. */
export const measures = {
  AUM: define(
    'MONEY',
    'MONEY',
    row.aumMinor,
    'Σ value of deposits, wealth, funds, insurance and custody × the owner’s share, at the end of the month',
  ),
  DEPOSIT_ADB: define('MONEY', 'MONEY', row.depositAdbMinor, 'Σ daily deposits × share / days of the period'),
  LOAN_ADB: define('MONEY', 'MONEY', row.loanAdbMinor, 'Σ daily loans and cards × share / days of the period'),
  DEPOSIT_CHANGE: define(
    'MONEY',
    'MONEY',
    row.depositChangeMinor,
    'mean deposits of the last three months − those of the three before, × share',
  ),
  LOAN_CHANGE: define(
    'MONEY',
    'MONEY',
    row.loanChangeMinor,
    'mean loans and cards of the last three months − those of the three before, × share',
  ),
  EXPOSURE: define('MONEY', 'MONEY', row.exposureMinor, 'Σ owed on loans and cards × share, at the end of the month'),
  DEPOSIT_MARGIN: define(
    'MONEY',
    'MONEY',
    row.depositMarginMinor,
    'Σ months: ADB × transfer price / 12 − interest paid',
  ),
  LOAN_MARGIN: define('MONEY', 'MONEY', row.loanMarginMinor, 'Σ months: interest earned − ADB × transfer price / 12'),
  FEES: define('MONEY', 'MONEY', row.feesMinor, 'Σ fees of the period × share'),
  OPERATING_COST: define('MONEY', 'MONEY', row.operatingCostMinor, 'Σ cost of the period × share'),
  EXPECTED_LOSS: define('MONEY', 'RISK', row.expectedLossMinor, 'PD × LGD × exposure', ['EXPOSURE']),
  CONTRIBUTION: define(
    'MONEY',
    'RISK',
    row.contributionMinor,
    'deposit margin + loan margin + fees − operating cost − expected loss',
    ['DEPOSIT_MARGIN', 'LOAN_MARGIN', 'FEES', 'OPERATING_COST', 'EXPECTED_LOSS'],
  ),
  ECONOMIC_CAPITAL: define(
    'MONEY',
    'RISK',
    row.economicCapitalMinor,
    'Σ balance × capital rate of the product’s category',
  ),
  EVA: define('MONEY', 'RISK', row.evaMinor, 'contribution − economic capital × hurdle rate', [
    'CONTRIBUTION',
    'ECONOMIC_CAPITAL',
  ]),
  RARORAC: define('PERCENT', 'RISK', row.rarorac, '100 × contribution / economic capital', [
    'CONTRIBUTION',
    'ECONOMIC_CAPITAL',
  ]),
  DEPOSIT_POINTS: define(
    'POINTS',
    'MONEY',
    row.depositPoints,
    'Σ ADB × weight of the account’s type / amount of a point',
  ),
  LIFETIME_VALUE: define(
    'MONEY',
    'RISK',
    row.lifetimeValueMinor,
    'm × r / (1 + i − r) − acquisition cost; m: contribution, r: P(alive)',
    ['CONTRIBUTION', 'P_ALIVE'],
  ),
  GROWTH_VALUE: define(
    'MONEY',
    'MONEY',
    row.growthValueMinor,
    'least-squares slope of the monthly margin with fees and cost × horizon',
  ),
  POTENTIAL_VALUE: define(
    'MONEY',
    'MONEY',
    row.potentialValueMinor,
    '(declared or modelled total − AUM) × margin, not below 0',
    ['AUM'],
  ),
  P_ALIVE: define(
    'PROBABILITY',
    'RISK',
    row.pAlive,
    'BG/NBD over months with a transaction of the customer’s own: 1 / (1 + a / (b + x − 1) × ((α + T) / (α + t))^(r + x))',
  ),
  SHARE_OF_WALLET: define(
    'PERCENT',
    'MONEY',
    row.shareOfWallet,
    '100 × AUM / declared or modelled total, at most 100',
    ['AUM'],
  ),
  CHANNEL_ACTIVITY: define(
    'COUNT',
    'MONEY',
    row.channelActivity,
    'contacts of a year + its months with a transaction of the customer’s own',
  ),
  LOYALTY: define(
    'POINTS',
    'RISK',
    row.loyalty,
    'weighted percentiles of tenure, products, share of wallet and channel activity, P(alive) and CSAT; what is not known does not weigh',
    ['TENURE', 'PRODUCT_COUNT', 'SHARE_OF_WALLET', 'CHANNEL_ACTIVITY', 'P_ALIVE', 'SATISFACTION_CSAT'],
  ),
  QUALITY: define(
    'POINTS',
    'RISK',
    row.quality,
    'weighted percentiles of RARORAC and tenure, credit grade and completeness',
    ['RARORAC', 'TENURE', 'COMPLETENESS'],
  ),
  SATISFACTION_CSAT: define(
    'PERCENT',
    'RISK',
    row.satisfactionCsat,
    '100 × answers of the content and better / answers of the period',
  ),
  SATISFACTION_NPS: define('POINTS', 'RISK', row.satisfactionNps, 'mean of the answers of the period, from 0 to 10'),
  COMPLETENESS: define('PERCENT', 'C1', row.completeness, '100 × values known / values asked of the profile'),
  CROSS_HOLDING_RATE: define(
    'PERCENT',
    'C1',
    row.crossHoldingRate,
    '100 × product categories held / categories offered',
  ),
  PRODUCT_COUNT: define('COUNT', 'C1', row.productCount, 'products held'),
  TENURE: define('MONTHS', 'C1', row.tenureMonths, 'whole months since onboarding'),
  TRANSACTIONS_A_MONTH: define(
    'COUNT',
    'MONEY',
    row.transactionsAMonth,
    'transactions of the customer’s own / months of the period',
  ),
  RISK_DEGREE: define(
    'DEGREE',
    'RISK',
    row.riskDegree,
    'the worst, from 1 to 5, of expected loss / exposure, five-class, days past due and open alerts',
    ['EXPECTED_LOSS', 'EXPOSURE'],
  ),
  CHURN_SCORE: define('POINTS', 'RISK', row.churnScore, 'Σ weights of the reasons that hold, at most 100'),
} as const satisfies Readonly<Record<string, MeasureDefinition>>;

/** The name of a measure as a field. */
export const fieldOf = (code: string): string =>
  code.toLowerCase().replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
