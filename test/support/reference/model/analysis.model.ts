import type { Class } from '../matrix';
import { amountText, type Row } from '../values';
import { concentrationModel, concentrationWay } from './concentration.model';
import { type CreditStanding, creditOf } from './credit-standing';
import { dimensions } from './dimensions';
import { made, measuredRows, money, standingFor } from './measured';
import {
  type Arguments,
  ascending,
  type Context,
  descending,
  type EdgeModel,
  type FieldModel,
  plain,
  type TypeModel,
} from './model';
import { away, exactPercent, exactRatio } from './ratios';

const classesOf = Object.fromEntries(Object.entries(dimensions).map(([code, [dataClass]]) => [code, dataClass]));

const textOf = (value: unknown) => (value === null || value === undefined ? null : String(value));

const sum = (rows: readonly Row[], column: string) => rows.reduce((total, row) => total + Number(row[column]), 0);

const summed = [
  ...['aum', 'deposit_adb', 'loan_adb', 'exposure', 'deposit_change', 'loan_change', 'deposit_margin', 'loan_margin'],
  ...[
    'fees',
    'operating_cost',
    'expected_loss',
    'contribution',
    'economic_capital',
    'eva',
    'lifetime_value',
    'growth_value',
  ],
].map((name) => `${name}_minor`);

/** The mean of those known, of a column of so many decimals, in as many. */
function mean(rows: readonly Row[], column: string, digits: 2 | 4): string | null {
  const known = rows.filter((row) => row[column] !== null);
  const scale = 10 ** digits;
  const units = known.reduce((total, row) => total + Math.round(scale * Number(row[column])), 0);
  return exactRatio(units, scale * known.length, digits);
}

/** The last day worked out of each of the last months. */
function monthsOf({ bank, today }: Context, months: unknown): string[] {
  const days = bank
    .rows('measure_run')
    .filter((run) => run.finished_at !== null && String(run.as_of) <= today)
    .map((run) => String(run.as_of))
    .sort();
  const last = new Map(days.map((day) => [day.slice(0, 7), day]));
  return [...last.values()].slice(-Number(months));
}

/** What borrowers have of loans and cards; nothing of an earlier day than the last. */
function creditSums(rows: readonly Row[], context: Context): Row {
  const standings = rows.map((row) => creditOf(row, context));
  const told = standings.flatMap((standing) => standing ?? []);
  const total = (name: Exclude<keyof CreditStanding, 'worst'>) =>
    told.length === 0 ? null : told.reduce((all, one) => all + one[name], 0);
  const part = (some: number | null, all: number | null) => (all === null ? null : exactPercent(Number(some), all, 4));
  const [accounts, overdueAccounts, owed] = [total('accounts'), total('overdueAccounts'), total('owed')];
  const [overdue, nonPerforming] = [total('overdue'), total('nonPerforming')];
  return {
    credit_accounts: accounts,
    overdue_accounts: overdueAccounts,
    overdue_minor: overdue,
    non_performing_minor: nonPerforming,
    overdue_account_rate: part(overdueAccounts, accounts),
    overdue_rate: part(overdue, owed),
    non_performing_rate: part(nonPerforming, owed),
  };
}

function segmentsOf(context: Context, args: Arguments, day?: string): Row[] {
  const rows = measuredRows(context, args, day);
  const read = (name: unknown, row: Row) =>
    [name ? dimensions[String(name)]?.[1](row, context) : null].flat().map((value) => textOf(value));
  const groups = new Map<string, { values: (string | null)[]; rows: Row[] }>();
  const places = rows.flatMap((row) => {
    const first = read(args.by, row);
    if (args.by === args.thenBy) return first.map((value) => ({ row, values: [value, value] }));
    const second = read(args.thenBy, row);
    return first.flatMap((value) => second.map((then) => ({ row, values: [value, then] })));
  });
  for (const { row, values } of places) {
    const key = `[${[row.as_of as string, ...values].map((value) => JSON.stringify(value)).join(', ')}]`;
    const group = groups.get(key) ?? { values, rows: [] };
    group.rows.push(row);
    groups.set(key, group);
  }
  const besides = (own: readonly Row[], column: string) => {
    const sums = [...groups.values()].map((group) => sum(group.rows, column));
    const [mine, all] = [sum(own, column), sums.reduce((total, one) => total + one, 0)];
    return {
      rank: 1 + sums.filter((other) => other > mine).length,
      toAverage: exactPercent(mine * groups.size, all, 4),
    };
  };
  return [...groups].map(([key, { values, rows: own }]): Row => {
    const count = (test: (row: Row) => boolean) => own.filter(test).length;
    return {
      ...standingFor(own, context),
      ...creditSums(own, context),
      ...Object.fromEntries(summed.map((column) => [column, sum(own, column)])),
      key,
      value: values[0] as string | null,
      then_value: values[1] as string | null,
      share_of_customers: exactPercent(own.length, rows.length, 4),
      share_of_assets: exactPercent(sum(own, 'aum_minor'), sum(rows, 'aum_minor'), 4),
      rank_by_assets: besides(own, 'aum_minor').rank,
      rank_by_deposits: besides(own, 'deposit_adb_minor').rank,
      rank_by_contribution: besides(own, 'contribution_minor').rank,
      assets_to_average: besides(own, 'aum_minor').toAverage,
      contribution_to_average: besides(own, 'contribution_minor').toAverage,
      depositors: count((row) => (row.deposit_adb_minor as number) > 0),
      borrowers: count((row) => (row.loan_adb_minor as number) > 0),
      products_per_customer: Number(exactRatio(sum(own, 'product_count'), own.length, 2)),
      cross_holding_rate: exactPercent(
        count((row) => Number(row.cross_holding_rate) >= 20),
        own.length,
        4,
      ),
      risk_degree: exactRatio(sum(own, 'risk_degree'), own.length, 2),
      churn_score: exactRatio(sum(own, 'churn_score'), own.length, 2),
      // Eighths of a hundred have one decimal.
      completeness: exactRatio(Math.round(10 * sum(own, 'completeness')), 10 * own.length, 2),
      loyalty: mean(own, 'loyalty', 2),
      quality: mean(own, 'quality', 2),
      p_alive: mean(own, 'p_alive', 4),
      share_of_wallet: mean(own, 'share_of_wallet', 2),
      channel_activity: mean(own, 'channel_activity', 2),
      transactions_a_month: mean(own, 'transactions_a_month', 2),
      rarorac: exactPercent(sum(own, 'contribution_minor'), sum(own, 'economic_capital_minor'), 4),
      deposit_points: exactRatio(Math.round(100 * sum(own, 'deposit_points')), 100, 2),
      potential_value_minor: own.some((row) => row.potential_value_minor !== null)
        ? sum(own, 'potential_value_minor')
        : null,
      csat: exactPercent(sum(own, 'csat_content'), sum(own, 'csat_answers'), 2),
      nps: exactPercent(sum(own, 'nps_balance'), sum(own, 'nps_answers'), 2),
    };
  });
}

const perHead = (dataClass: Class, column: string, heads: string): FieldModel => ({
  dataClass,
  mask: null,
  read: (row) =>
    (row[heads] as number) > 0
      ? {
          amount: amountText(away((row[column] as number) / (row[heads] as number)), String(row.currency)),
          currency: row.currency,
        }
      : null,
});

export const analysisModels: readonly TypeModel[] = [
  {
    ...made,
    name: 'BusinessSegment',
    decimals: ['completeness'],
    key: 'key',
    fields: {
      ...plain(
        'C1',
        'asOf value thenValue customers shareOfCustomers depositors borrowers productsPerCustomer crossHoldingRate completeness',
      ),
      ...plain(
        'MONEY',
        'shareOfAssets rankByAssets rankByDeposits assetsToAverage depositPoints transactionsAMonth shareOfWallet channelActivity',
      ),
      ...plain(
        'RISK',
        'riskDegree churnScore csat nps rankByContribution contributionToAverage quality loyalty pAlive rarorac',
      ),
      assetsUnderManagement: money('MONEY', 'aum_minor'),
      deposits: money('MONEY', 'deposit_adb_minor'),
      loans: money('MONEY', 'loan_adb_minor'),
      exposure: money('MONEY', 'exposure_minor'),
      depositChange: money('MONEY', 'deposit_change_minor'),
      loanChange: money('MONEY', 'loan_change_minor'),
      depositMargin: money('MONEY', 'deposit_margin_minor'),
      loanMargin: money('MONEY', 'loan_margin_minor'),
      fees: money('MONEY', 'fees_minor'),
      operatingCost: money('MONEY', 'operating_cost_minor'),
      economicCapital: money('RISK', 'economic_capital_minor'),
      eva: money('RISK', 'eva_minor'),
      lifetimeValue: money('RISK', 'lifetime_value_minor'),
      growthValue: money('MONEY', 'growth_value_minor'),
      potentialValue: money('MONEY', 'potential_value_minor'),
      ...plain('RISK', 'creditAccounts overdueAccounts overdueAccountRate overdueRate nonPerformingRate'),
      overdueExposure: money('RISK', 'overdue_minor'),
      nonPerformingExposure: money('RISK', 'non_performing_minor'),
      expectedLoss: money('RISK', 'expected_loss_minor'),
      contribution: money('RISK', 'contribution_minor'),
      depositPerCustomer: perHead('MONEY', 'deposit_adb_minor', 'depositors'),
      loanPerCustomer: perHead('MONEY', 'loan_adb_minor', 'borrowers'),
      contributionPerCustomer: perHead('RISK', 'contribution_minor', 'customers'),
    },
    orders: {
      CUSTOMERS: { column: 'customers', dataClass: 'C1' },
      COMPLETENESS: { column: 'completeness', dataClass: 'C1' },
      ASSETS_UNDER_MANAGEMENT: { column: 'aum_minor', dataClass: 'MONEY' },
      DEPOSITS: { column: 'deposit_adb_minor', dataClass: 'MONEY' },
      LOANS: { column: 'loan_adb_minor', dataClass: 'MONEY' },
      CONTRIBUTION: { column: 'contribution_minor', dataClass: 'RISK' },
    },
    filters: { customers: { kind: 'value', dataClass: 'C1', column: 'customers' } },
  },
  concentrationModel,
];

export const analysisWays: TypeModel['ways'] = {
  businessSegments: {
    kind: 'page',
    to: 'BusinessSegment',
    across: true,
    among: 'CustomerMeasures',
    choices: { by: classesOf, thenBy: classesOf },
    order: [descending('customers'), ascending('key')],
    rows: (_parent, context, args) => segmentsOf(context, args),
  } satisfies EdgeModel,
  businessSegmentMonths: {
    kind: 'page',
    to: 'BusinessSegment',
    across: true,
    among: 'CustomerMeasures',
    choices: { by: classesOf, thenBy: classesOf },
    ranges: { months: [1, 60] },
    order: [ascending('as_of'), descending('customers'), ascending('key')],
    rows: (_parent, context, args) => monthsOf(context, args.months).flatMap((day) => segmentsOf(context, args, day)),
  } satisfies EdgeModel,
  businessConcentration: concentrationWay,
};
