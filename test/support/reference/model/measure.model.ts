import { amountText, plainDecimal, type Row } from '../values';
import { everyRow } from './every-row';
import { associatedWith, pointsOf } from './group.model';
import { homedIn } from './listed';
import {
  type Arguments,
  type Context,
  descending,
  type EdgeModel,
  type FieldModel,
  one,
  orders,
  plain,
  type TypeModel,
} from './model';
import { fourDecimals } from './ratios';
import { figureOf, type Group, kindOf } from './told-groups';

/** What each measure counts and its class, written down once more by hand. */
const counted: readonly (readonly [unit: string, dataClass: 'C1' | 'MONEY' | 'RISK', codes: string])[] = [
  [
    'MONEY',
    'MONEY',
    'AUM DEPOSIT_ADB LOAN_ADB DEPOSIT_CHANGE LOAN_CHANGE EXPOSURE DEPOSIT_MARGIN LOAN_MARGIN FEES OPERATING_COST GROWTH_VALUE POTENTIAL_VALUE',
  ],
  ['MONEY', 'RISK', 'EXPECTED_LOSS CONTRIBUTION ECONOMIC_CAPITAL EVA LIFETIME_VALUE'],
  ['PERCENT', 'RISK', 'RARORAC SATISFACTION_CSAT'],
  ['PERCENT', 'MONEY', 'SHARE_OF_WALLET'],
  ['PERCENT', 'C1', 'COMPLETENESS CROSS_HOLDING_RATE'],
  ['POINTS', 'MONEY', 'DEPOSIT_POINTS'],
  ['POINTS', 'RISK', 'LOYALTY QUALITY CHURN_SCORE SATISFACTION_NPS'],
  ['PROBABILITY', 'RISK', 'P_ALIVE'],
  ['COUNT', 'C1', 'PRODUCT_COUNT'],
  ['COUNT', 'MONEY', 'TRANSACTIONS_A_MONTH CHANNEL_ACTIVITY'],
  ['MONTHS', 'C1', 'TENURE'],
  ['DEGREE', 'RISK', 'RISK_DEGREE'],
];

const camelCase = (code: string) => code.toLowerCase().replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

function columnFor(code: string, unit: string): string {
  if (code === 'TENURE') return 'tenure_months';
  return unit === 'MONEY' ? `${code.toLowerCase()}_minor` : code.toLowerCase();
}

/** The last day up to one whose measures are all there. */
export const lastRunUpTo = (day: string, { bank }: Context) =>
  bank
    .rows('measure_run')
    .filter((run) => run.finished_at !== null && String(run.as_of) <= day)
    .map((run) => String(run.as_of))
    .sort()
    .at(-1);

/** A whole number, halves to the even one, as PostgreSQL rounds floating point. */
export function wholeOf(value: number): number {
  const below = Math.floor(value);
  const rest = value - below;
  if (rest !== 0.5) return Math.round(value);
  return below % 2 === 0 ? below : below + 1;
}

function measure(code: string, unit: string, dataClass: 'C1' | 'MONEY' | 'RISK'): FieldModel {
  const column = columnFor(code, unit);
  const textOf = (value: unknown, currency: unknown) =>
    unit === 'MONEY' ? amountText(value as number, String(currency)) : plainDecimal(String(value));
  const rounded = (value: number) => (unit === 'MONEY' ? wholeOf(fourDecimals(value)) : fourDecimals(value).toFixed(4));
  const read: FieldModel['read'] = (row, context) => {
    const value = row[column];
    if (value === null) return null;
    const figure = (group: Group) => figureOf(row, column, code, group, context);
    const averageOf = (group: Group) => {
      const told = figure(group);
      return told && textOf(rounded(told.average), row.currency);
    };
    const peers = figure('peers');
    const before = lastRunUpTo(dayBefore(String(row.as_of)), context);
    const earlier = context.bank
      .where('customer_measure', 'customer_id', row.customer_id as number)
      .filter((other) => String(other.as_of) < String(row.as_of))
      .sort((some, other) => (String(some.as_of) < String(other.as_of) ? 1 : -1))[0];
    const previous = before === undefined ? undefined : earlier?.[column];
    const trend = slopeOf(row, column, context);
    return {
      value: textOf(value, row.currency),
      unit,
      previous: previous === undefined || previous === null ? null : textOf(previous, row.currency),
      trend: trend === null ? null : textOf(rounded(trend), row.currency),
      peerAverage: averageOf('peers'),
      unitAverage: averageOf('unit'),
      bankAverage: averageOf('bank'),
      percentile: peers && 5 * peers.bounds.filter((bound) => bound <= Number(value)).length,
    };
  };
  return { dataClass, mask: null, read };
}

/** The least-squares slope by a twelfth of 365.25 days over the finished days of the twelve months up to a row's. */
function slopeOf(row: Row, column: string, { bank }: Context): number | null {
  const finished = new Set(
    bank.rows('measure_run').flatMap((run) => (run.finished_at === null ? [] : [String(run.as_of)])),
  );
  const day = String(row.as_of);
  const yearAgo = `${Number(day.slice(0, 4)) - 1}${day.slice(4)}`;
  const points = bank
    .where('customer_measure', 'customer_id', row.customer_id as number)
    .filter(({ as_of: of }) => finished.has(String(of)) && String(of) <= day && String(of) > yearAgo)
    .filter((other) => other[column] !== null)
    .map((other) => [Date.parse(String(other.as_of)) / 86_400_000, Number(other[column])] as const);
  if (points.length < 3) return null;
  const mean = (at: 0 | 1) => points.reduce((sum, point) => sum + point[at], 0) / points.length;
  const [x, y] = [mean(0), mean(1)];
  const shared = points.reduce((sum, [n, v]) => sum + (n - x) * (v - y), 0);
  return (30.4375 * shared) / points.reduce((sum, [n]) => sum + (n - x) ** 2, 0);
}

const dayBefore = (day: string) => new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);

const all = counted.flatMap(([unit, dataClass, codes]) =>
  codes.split(' ').map((code) => ({ unit, dataClass, code, name: camelCase(code), column: columnFor(code, unit) })),
);

const dayAsked = (args: Arguments, { today }: Context) =>
  args.asOf === undefined || args.asOf === null ? today : String(args.asOf).slice(0, 10);

const inMoney = (way: EdgeModel): EdgeModel => ({ ...way, dataClass: 'MONEY' });

export const measureWays: TypeModel['ways'] = {
  measures: inMoney({
    kind: 'one',
    to: 'CustomerMeasures',
    order: [],
    rows: (parent, context, args) => {
      const day = lastRunUpTo(dayAsked(args, context), context);
      return context.bank
        .where('customer_measure', 'customer_id', parent.customer_id as number)
        .filter((row) => row.as_of === day);
    },
  }),
  measureHistory: inMoney({
    kind: 'page',
    to: 'CustomerMeasures',
    order: [descending('as_of')],
    rows: (parent, { bank }) => bank.where('customer_measure', 'customer_id', parent.customer_id as number),
  }),
};

export const topCustomersWay: EdgeModel = {
  ...everyRow('CustomerMeasures', 'customer_measure', [descending('aum_minor')]),
  rows: (_parent, context, args) => {
    const day = lastRunUpTo(dayAsked(args, context), context);
    return context.bank
      .rows('customer_measure')
      .filter((row) => row.as_of === day)
      .filter(homedIn(context, args.orgUnit));
  },
};

export const measuresModel: TypeModel = {
  name: 'CustomerMeasures',
  table: 'customer_measure',
  key: 'id',
  scope: 'customer',
  dataClass: 'MONEY',
  since: 'as_of',
  fields: {
    ...plain('C1', 'asOf rulesVersion peerGroup'),
    kind: { dataClass: 'C1', mask: null, read: kindOf },
    ...plain('RISK', 'customerClass classRule churnReasons'),
    ...plain('MONEY', 'valueTier recencyScore frequencyScore monetaryScore rfmSegment cluster'),
    ...plain('RISK', 'tags'),
    associatedContribution: {
      dataClass: 'RISK',
      mask: null,
      read: (row, context) => {
        const rows = associatedWith(row, context, true);
        const sum = rows.reduce((all, one) => all + (one.contribution_minor as number), 0);
        return { amount: amountText(sum, String(row.currency)), currency: row.currency };
      },
    },
    associatedDepositPoints: {
      dataClass: 'MONEY',
      mask: null,
      read: (row, context) => pointsOf(associatedWith(row, context, false)),
    },
    ...Object.fromEntries(all.map(({ name, code, unit, dataClass }) => [name, measure(code, unit, dataClass)])),
  },
  ways: { customer: inMoney(one('Customer', 'customer', 'customer_id', 'customer_id')) },
  orders: {
    ...orders('C1', 'AS_OF'),
    ...Object.fromEntries(all.map(({ code, column, dataClass }) => [code, { column, dataClass }])),
  },
  filters: {
    kind: { kind: 'value', dataClass: 'C1', column: 'kind', read: kindOf },
    tags: { kind: 'list', dataClass: 'RISK', column: 'tags' },
    ...Object.fromEntries(
      (
        [
          ['C1', 'asOf peerGroup'],
          ['RISK', 'customerClass'],
          ['MONEY', 'valueTier rfmSegment cluster'],
        ] as const
      ).flatMap(([dataClass, names]) =>
        names
          .split(' ')
          .map((name) => [name, { kind: 'value', dataClass, column: name.replace(/([A-Z])/g, '_$1').toLowerCase() }]),
      ),
    ),
    ...Object.fromEntries(
      all.map(({ name, unit, dataClass, column }) => [
        name,
        { kind: unit === 'MONEY' ? 'money' : 'value', dataClass, column },
      ]),
    ),
  } as TypeModel['filters'],
};
