import { effectFor } from '../matrix';
import { amountText, type Row } from '../values';
import { lastRunUpTo, wholeOf } from './measure.model';
import {
  type Arguments,
  ascending,
  type Context,
  type EdgeModel,
  type FieldModel,
  plain,
  type TypeModel,
} from './model';
import { kinds } from './overview.model';
import { exactRatio } from './ratios';
import { byUnit, tellsGroup, tellsOf } from './told-groups';

type Sensitive = 'MONEY' | 'RISK';

/** As what the reader reaches the first customer of whom he lists these classes in full; of a kind, where one is named. */
function reachedFirst(context: Context, classes: readonly Sensitive[], kind?: unknown): string[] {
  const { bank, reader, today } = context;
  const listing = reader.listing.filter((standing) => classes.every((one) => effectFor(standing, one) === 'FULL'));
  const day = lastRunUpTo(today, context);
  const first = bank
    .where('customer_measure', 'as_of', day ?? null)
    .filter((row) => kind === undefined || String(row.peer_group).split(' ')[0] === kind)
    .filter((row) => {
      const reaching = reader.reaches(row.customer_id as number);
      return listing.some((standing) => reaching.has(standing));
    })
    .sort(
      (one, other) =>
        (one.scope_key as number) - (other.scope_key as number) ||
        (one.customer_id as number) - (other.customer_id as number),
    )[0];
  return first ? [...reader.reaches(first.customer_id as number)] : [];
}

/** A ratio of whole numbers, halves rounded up. */
const wholePercent = (part: number, whole: number) => String(Math.floor((200 * part + whole) / (2 * whole)));

const figures: Readonly<Record<string, (row: Row) => number>> = {
  aum: (row) => row.aum_minor as number,
  deposits: (row) => row.deposit_adb_minor as number,
  loans: (row) => row.loan_adb_minor as number,
  transactions: (row) => Number(row.transactions_a_month),
  products: (row) => row.product_count as number,
  tenure: (row) => Math.max((row.tenure_months as number | null) ?? 0, 0),
};

/** The average over members, to four decimals; null where one of them has over half. */
function averageOf(members: readonly Row[], name: string): number | null {
  const values = members.map((row) => figures[name]?.(row) ?? 0);
  const sum = values.reduce((all, one) => all + one, 0);
  const sizes = values.map(Math.abs);
  const dominance = Math.max(...sizes) / sizes.reduce((all, one) => all + one, 0);
  if (Number(dominance.toFixed(6)) > 0.5) return null;
  return Number(Number((sum / values.length).toPrecision(15)).toFixed(4));
}

function clustersOf(context: Context): Row[] {
  const { bank, today } = context;
  const day = lastRunUpTo(today, context);
  const measured = bank.where('customer_measure', 'as_of', day ?? null);
  const clusters = bank.where('customer_cluster', 'as_of', day ?? null);
  const membersOf = ({ code }: Row) => measured.filter(({ cluster }) => cluster === code);
  const customersOf = (cluster: Row) => membersOf(cluster).map(({ customer_id: id }) => id as number);
  return clusters.flatMap((cluster): Row[] => {
    const { kind } = cluster;
    const siblings = clusters.filter((other) => other.kind === kind);
    if (!siblings.every((other) => tellsOf(customersOf(other), context))) return [];
    const members = membersOf(cluster);
    const all = measured.filter((row) => siblings.some(({ code }) => code === row.cluster));
    return [
      {
        ...cluster,
        customer_id: 0,
        reached: reachedFirst(context, ['MONEY'], kind),
        share: wholePercent(members.length, all.length),
        ...Object.fromEntries(Object.keys(figures).map((name) => [`average_${name}`, averageOf(members, name)])),
      },
    ];
  });
}

/** Whoever was at a unit when the rule was learnt counts there, even where all have left it since. */
function tellsRule({ keys, up_to: upTo }: Row, context: Context): boolean {
  const { bank, reader } = context;
  const counts = upTo as number[];
  const isWithin = (key: number) => {
    const unit = bank.one('org_unit', 'lft', key % 2 ** 28);
    const kind = String(kinds[Math.floor(key / 2 ** 28) - 1]);
    return unit !== undefined && byUnit.some((standing) => reader.reachesUnit(unit.id as number, kind, standing));
  };
  const within = (keys as number[]).reduce(
    (sum, key, at) => sum + (isWithin(key) ? (counts[at] as number) - (counts[at - 1] ?? 0) : 0),
    0,
  );
  return tellsGroup(counts.at(-1) ?? 0, within, context);
}

function treesOf(context: Context, { of, category }: Arguments): Row[] {
  const { bank, today } = context;
  return bank
    .where('behaviour_tree', 'as_of', lastRunUpTo(today, context) ?? null)
    .filter((tree) => tree.behaviour === of && tree.category === (category ?? null))
    .filter((tree) => rulesOf(tree, context).every((rule) => tellsRule(rule, context)))
    .map((tree) => ({ ...tree, customer_id: 0, reached: reachedFirst(context, ['MONEY', 'RISK']) }));
}

const rulesOf = ({ as_of: day, code }: Row, { bank }: Context) =>
  bank.where('behaviour_rule', 'code', String(code)).filter((rule) => rule.as_of === day);

/** To so many decimals as ten of its own say, halves away from zero; what is told is no less than nothing. */
const fixed = (value: number, digits: number) =>
  digits === 0 ? String(Math.round(Number(value.toFixed(10)))) : exactRatio(Math.round(value * 1e10), 1e10, digits);

const told = (dataClass: Sensitive, read: (row: Row) => unknown): FieldModel => ({ dataClass, mask: null, read });

const averageMoney = (name: string): FieldModel =>
  told('MONEY', (row) => {
    const value = row[`average_${name}`] as number | null;
    const { currency } = row;
    return value === null ? null : { amount: amountText(wholeOf(value), String(currency)), currency };
  });

const average = (name: string, digits: number): FieldModel =>
  told('MONEY', (row) => {
    const value = row[`average_${name}`] as number | null;
    return value === null ? null : fixed(value, digits);
  });

const made = { isMade: true, table: 'customer', scope: 'made', orders: {}, filters: {} } as const;

export const segmentModels: readonly TypeModel[] = [
  {
    ...made,
    name: 'CustomerCluster',
    key: 'code',
    dataClass: 'MONEY',
    fields: {
      ...plain('C1', 'asOf code kind rulesVersion'),
      ...plain('MONEY', 'name nameZh share'),
      assetsUnderManagement: averageMoney('aum'),
      deposits: averageMoney('deposits'),
      loans: averageMoney('loans'),
      transactionsAMonth: average('transactions', 2),
      productCount: average('products', 2),
      tenureMonths: average('tenure', 1),
    },
    ways: {},
  },
  {
    ...made,
    name: 'BehaviourTree',
    key: 'code',
    dataClass: 'RISK',
    fields: {
      ...plain('C1', 'asOf featuresAsOf behaviour category rulesVersion'),
      trainedOn: told('RISK', ({ trained_on: size }) => Number((size as number).toPrecision(2))),
      rate: told('RISK', ({ rate }) => fixed(100 * (rate as number), 1)),
      accuracy: told('RISK', ({ accuracy }) => fixed(100 * (accuracy as number), 1)),
      auc: told('RISK', ({ auc }) => (auc === null ? null : fixed(auc as number, 3))),
    },
    ways: {
      factors: {
        kind: 'list',
        to: 'BehaviourFactor',
        dataClass: 'RISK',
        order: [ascending('place')],
        rows: ({ reached = [], factors, factors_zh: factorsZh, factor_shares: shares }) =>
          (factors as string[]).map((name, at) => ({
            customer_id: 0,
            reached,
            place: at + 1,
            name,
            name_zh: (factorsZh as string[])[at] as string,
            share: wholeOf(100 * ((shares as number[])[at] as number)),
          })),
      },
      rules: {
        kind: 'list',
        to: 'BehaviourRule',
        dataClass: 'RISK',
        order: [ascending('place')],
        rows: (tree, context) =>
          rulesOf(tree, context).map((rule) => ({
            ...rule,
            customer_id: 0,
            reached: tree.reached ?? [],
            share: wholePercent(rule.members as number, tree.trained_on as number),
            lift: fixed((rule.rate as number) / (tree.rate as number), 2),
            rate: fixed(100 * (rule.rate as number), 0),
          })),
      },
    },
  },
  {
    ...made,
    name: 'BehaviourFactor',
    key: 'place',
    dataClass: 'RISK',
    fields: plain('RISK', 'name nameZh share'),
    ways: {},
  },
  {
    ...made,
    name: 'BehaviourRule',
    key: 'place',
    dataClass: 'RISK',
    fields: plain('RISK', 'text textZh share rate lift'),
    ways: {},
  },
];

export const segmentWays: TypeModel['ways'] = {
  customerClusters: {
    kind: 'list',
    to: 'CustomerCluster',
    across: true,
    order: [ascending('code')],
    rows: (_parent, context) => clustersOf(context),
  } satisfies EdgeModel,
  behaviourTree: {
    kind: 'one',
    to: 'BehaviourTree',
    across: true,
    order: [],
    rows: (_parent, context, args) => treesOf(context, args),
  } satisfies EdgeModel,
};
