import type { Row } from '../values';
import { deposited, divided, earnedMonths, minor, type Period, parts8 } from './earned';
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

const latest = (rows: readonly Row[], day: string) =>
  rows
    .filter((row) => String(row.month) <= day)
    .sort((one, other) => (String(one.month) < String(other.month) ? 1 : -1))[0];

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
    const months = accounts.flatMap((account) => earnedMonths(account, [first, last], context));
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
