import type { measures } from './measures';
import type { MeasureRules } from './measures.rules';

/** The rules that each measure is worked out by. */
const rulesOf: Readonly<Record<keyof typeof measures, readonly (keyof MeasureRules)[]>> = {
  AUM: [],
  DEPOSIT_ADB: ['period'],
  LOAN_ADB: ['period'],
  DEPOSIT_CHANGE: [],
  LOAN_CHANGE: [],
  EXPOSURE: [],
  DEPOSIT_MARGIN: ['period', 'monthOfYear', 'tenors'],
  LOAN_MARGIN: ['period', 'monthOfYear', 'tenors'],
  FEES: ['period'],
  OPERATING_COST: ['period'],
  EXPECTED_LOSS: ['credit'],
  CONTRIBUTION: [],
  ECONOMIC_CAPITAL: [],
  EVA: [],
  RARORAC: [],
  DEPOSIT_POINTS: ['depositPointWeights', 'depositPointUnit'],
  LIFETIME_VALUE: ['lifetime'],
  GROWTH_VALUE: ['growth'],
  POTENTIAL_VALUE: ['potential'],
  P_ALIVE: ['history', 'alive'],
  SHARE_OF_WALLET: ['potential'],
  CHANNEL_ACTIVITY: [],
  LOYALTY: ['loyalty', 'peers'],
  QUALITY: ['quality', 'grades', 'peers'],
  SATISFACTION_CSAT: ['satisfaction'],
  SATISFACTION_NPS: [],
  COMPLETENESS: ['completeness'],
  CROSS_HOLDING_RATE: [],
  PRODUCT_COUNT: [],
  TENURE: [],
  TRANSACTIONS_A_MONTH: ['period'],
  RISK_DEGREE: ['risk'],
  CHURN_SCORE: ['churn'],
};

/** Periods, thresholds, weights and rates of a measure, each as `<path>: <value>` as the rules name it. */
export const parametersOf = (code: keyof typeof measures, rules: MeasureRules): string[] =>
  rulesOf[code].flatMap((name) => told(name, rules[name]));

function told(path: string, value: unknown): string[] {
  if (Array.isArray(value)) return [`${path}: ${value.join(', ')}`];
  if (typeof value !== 'object' || value === null) return [`${path}: ${value}`];
  return Object.entries(value).flatMap(([name, part]) => told(`${path}.${name}`, part));
}
