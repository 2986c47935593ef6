import { validOn } from '../reader';
import type { Row } from '../values';
import { listedIn } from './listed';
import {
  type Arguments,
  amounts,
  ascending,
  type Context,
  descending,
  type EdgeModel,
  filters,
  orders,
  plain,
  type TypeModel,
} from './model';
import { factorOf, monthsAhead, parts10 } from './overview-months';
import { daysFrom, periodOf } from './period';
import { exactPercent } from './ratios';

const currency = 'CNY';
const tenors: Readonly<Record<string, number>> = { LLSV: 12, LOAN: 60, CARD: 12 };
const parts8 = 10n ** 8n;

/** Halves away from zero. */
function divided(part: bigint, whole: bigint): number {
  const half = part < 0n ? -whole / 2n : whole / 2n;
  return Number((part + half) / whole);
}

const sideOf = (category: unknown) => {
  if (category === 'DEPOSIT') return 1n;
  return category === 'LOAN' || category === 'CARD' ? -1n : 0n;
};

/** The yearly transfer price of an account on a day, in parts of 10⁸. */
function priceOf(account: Row, day: string, { bank }: Context): bigint {
  const tenor = tenors[String(account.type)] ?? 0;
  const [price] = bank
    .where('ftp_rate', 'currency', String(account.currency))
    .filter((row) => validOn(day, row) && (row.tenor_months as number) <= tenor)
    .sort((one, other) => (other.tenor_months as number) - (one.tenor_months as number));
  if (!price) return 0n;
  const [, whole, fraction = ''] = /^(-?\d+)(?:\.(\d+))?$/.exec(String(price.rate)) as RegExpExecArray;
  return BigInt(whole + fraction.padEnd(8, '0'));
}

const latest = (rows: readonly Row[], day: string) =>
  rows
    .filter((row) => String(row.month) <= day)
    .sort((one, other) => (String(one.month) < String(other.month) ? 1 : -1))[0];

const minor = (value: unknown) => BigInt(value as number);
const deposited = (value: unknown) => (minor(value) > 0n ? minor(value) : 0n);

type Period = readonly [first: string, last: string];

function performanceOf(context: Context, args: Arguments, [first, last]: Period): Row[] {
  const { bank, reader } = context;
  const customers = listedIn(bank.rows('customer'), context, args.orgUnit).map((row) => row.customer_id as number);
  const told = listedIn(bank.rows('customer'), context, args.orgUnit, 'MONEY').map((row) => row.customer_id as number);
  if (customers.length === 0) return [];
  const owner = Math.min(...(told.length > 0 ? told : customers));
  const inBase = (own: unknown) => factorOf(own, { currency, as_of: last } as unknown as Row, context);
  const accountOf = (row: Row) =>
    bank.where('account', 'id', row.account_id as number).find((one) => one.customer_id === row.customer_id);
  const isHeld = (row: Row) =>
    row.closed_on === null ? ['ACTIVE', 'DEFAULTED'].includes(String(row.status)) : String(row.closed_on) > last;
  const monthsOf = (table: 'balance_month' | 'holding_month', column: string, row: Row) =>
    bank.where(table, column, row.id as number).filter((one) => one.customer_id === row.customer_id);
  const within = (day: unknown) => day !== null && String(day) >= first && String(day) <= last;

  return bank.rows('product').map((product): Row => {
    const of = (table: 'product_holding' | 'account', among: readonly number[]) => {
      const members = new Set(among);
      return bank
        .where(table, 'product_id', product.id as number)
        .filter((row) => members.has(row.customer_id as number) && String(row.opened_on) <= last);
    };
    const holdings = of('product_holding', customers).filter((row) => row.status !== 'PENDING');
    const isTold = new Set(told);
    const values: [value: bigint | null, currency: unknown][] = holdings
      .filter((row) => isHeld(row) && isTold.has(row.customer_id as number))
      .filter((row) => accountOf(row)?.product_id !== product.id)
      .map((row) => {
        const own = monthsOf('holding_month', 'holding_id', row).filter((one) => one.currency === row.currency);
        const value = latest(own, last)?.value_minor ?? row.amount_minor;
        return [value === null ? null : minor(value), row.currency];
      });
    const accounts = of('account', told);
    for (const account of accounts.filter(({ closed_on: closed }) => closed === null || String(closed) > last)) {
      const month = latest(monthsOf('balance_month', 'account_id', account), last);
      if (month) values.push([deposited(month.closing_balance_minor), account.currency]);
    }
    const known = values.flatMap(([value, own]) => {
      const factor = value === null ? undefined : inBase(own);
      return factor === undefined || value === null ? [] : [value * factor];
    });
    const months = accounts.flatMap((account) => {
      const factor = inBase(account.currency);
      const side = sideOf(product.category);
      return monthsOf('balance_month', 'account_id', account).flatMap((row) => {
        const end = daysFrom(monthsAhead(String(row.month), 1), -1);
        if (factor === undefined || String(row.month) < first || end > last) return [];
        const priced = side * deposited(row.average_daily_balance_minor) * priceOf(account, end, context);
        const margin = 12n * side * side * minor(row.interest_minor) * parts8 + priced;
        return [
          { margin: margin * factor, fees: minor(row.fees_minor) * factor, cost: minor(row.cost_minor) * factor },
        ];
      });
    });
    const sum = (name: 'margin' | 'fees' | 'cost', unit: bigint) =>
      months.length === 0
        ? null
        : divided(
            months.reduce((all, one) => all + one[name], 0n),
            unit,
          );
    const margin = sum('margin', 12n * parts8 * parts10);
    const [fees, cost] = [sum('fees', parts10), sum('cost', parts10)];
    const holders = new Set(holdings.filter(isHeld).map((row) => row.customer_id)).size;
    return {
      customer_id: 0,
      reached: [...reader.reaches(owner)],
      from: first,
      to: last,
      key: `${first} ${product.code}`,
      code: product.code as string,
      name: product.name as string,
      category: product.category as string,
      currency,
      customers: customers.length,
      opened: holdings.filter((row) => within(row.opened_on)).length,
      ended: holdings.filter((row) => within(row.closed_on)).length,
      holders,
      penetration: exactPercent(holders, customers.length, 4),
      amount_minor:
        known.length === 0
          ? null
          : divided(
              known.reduce((all, one) => all + one, 0n),
              parts10,
            ),
      margin_minor: margin,
      fees_minor: fees,
      cost_minor: cost,
      profit_minor: margin === null ? null : margin + (fees as number) - (cost as number),
    };
  });
}

export const productPerformanceModel: TypeModel = {
  isMade: true,
  table: 'customer',
  scope: 'made',
  name: 'ProductPerformance',
  key: 'key',
  fields: {
    ...plain('C1', 'from to code name category customers opened ended holders penetration'),
    ...amounts({
      amount: 'amount_minor',
      margin: 'margin_minor',
      fees: 'fees_minor',
      cost: 'cost_minor',
      profit: 'profit_minor',
    }),
  },
  ways: {},
  orders: {
    ...orders('C1', 'CODE OPENED ENDED HOLDERS'),
    AMOUNT: { column: 'amount_minor', dataClass: 'MONEY' },
    PROFIT: { column: 'profit_minor', dataClass: 'MONEY' },
  },
  filters: filters('C1', 'code category opened ended holders'),
};

export const productPerformanceWay: EdgeModel = {
  kind: 'page',
  to: 'ProductPerformance',
  across: true,
  order: [descending('holders'), ascending('code')],
  rows: (_parent, context, args) => performanceOf(context, args, periodOf(args, context)),
  period: ['from', 'to'],
};

/** The months that have ended by a day, the first one first. */
function monthsUpTo(day: string, count: number): Period[] {
  const next = `${daysFrom(day, 1).slice(0, 7)}-01`;
  return Array.from({ length: count }, (_, at) => at - count).map((ago) => [
    monthsAhead(next, ago),
    daysFrom(monthsAhead(next, ago + 1), -1),
  ]);
}

export const productMonthsWay: EdgeModel = {
  kind: 'page',
  to: 'ProductPerformance',
  across: true,
  order: [ascending('from'), descending('holders'), ascending('code')],
  rows: (_parent, context, args) =>
    monthsUpTo(periodOf(args, context)[1], Number(args.months)).flatMap((period) =>
      performanceOf(context, args, period),
    ),
  ranges: { months: [1, 24] },
};
