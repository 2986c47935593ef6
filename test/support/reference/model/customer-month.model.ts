import { effectFor } from '../matrix';
import { validOn } from '../reader';
import type { Row } from '../values';
import { divided, millionths } from './allocation.model';
import { lastRunUpTo } from './measure.model';
import { money } from './measured';
import {
  amounts,
  type Context,
  descending,
  type EdgeModel,
  type FieldModel,
  orders,
  plain,
  type TypeModel,
} from './model';
import { factorOf, monthsAhead, parts10 } from './overview-months';
import { away, exactPercent } from './ratios';

const base = 'CNY';

interface Held {
  readonly deposits: number;
  readonly loans: number;
}

/** What is his of the averages of each month, by his shares and at the rates of today. */
function heldBy(customer: number, { bank, today, ...rest }: Context): ReadonlyMap<string, Held> {
  const sums = new Map<string, { DEPOSIT: bigint; LOAN: bigint }>();
  const roles = bank
    .where('account_party', 'party_id', customer)
    .filter((role) => role.share_pct !== null && validOn(today, role));
  for (const role of roles) {
    const account = bank.one('account', 'id', role.account_id as number) as Row;
    const category = String(bank.one('product', 'id', account.product_id as number)?.category);
    const factor = factorOf(account.currency, { currency: base, as_of: today }, { bank, today, ...rest });
    if (factor === undefined || !['DEPOSIT', 'LOAN', 'CARD'].includes(category)) continue;
    for (const { month, average_daily_balance_minor: average } of bank.where(
      'balance_month',
      'account_id',
      account.id as number,
    )) {
      if (String(month) > today) continue;
      const known = sums.get(String(month)) ?? { DEPOSIT: 0n, LOAN: 0n };
      known[category === 'DEPOSIT' ? 'DEPOSIT' : 'LOAN'] +=
        BigInt(Math.max(0, average as number)) * millionths(role.share_pct) * factor;
      sums.set(String(month), known);
    }
  }
  const toMinor = (sum: bigint) => Number(divided(sum, 1_000_000n * parts10));
  return new Map(
    [...sums].map(([month, { DEPOSIT, LOAN }]) => [month, { deposits: toMinor(DEPOSIT), loans: toMinor(LOAN) }]),
  );
}

/** Least squares over the twelve months up to one, in whole numbers; null of fewer than two of them. */
function slopeOf(held: ReadonlyMap<string, Held>, month: string, of: keyof Held): number | null {
  const points = Array.from({ length: 12 }, (_, ago): [bigint, bigint][] => {
    const then = held.get(monthsAhead(month, -ago));
    return then ? [[BigInt(-ago), BigInt(then[of])]] : [];
  }).flat();
  if (points.length < 2) return null;
  const sum = (term: (x: bigint, y: bigint) => bigint) => points.reduce((all, [x, y]) => all + term(x, y), 0n);
  const size = BigInt(points.length);
  const shared = size * sum((x, y) => x * y) - sum((x) => x) * sum((_, y) => y);
  const spread = size * sum((x) => x * x) - sum((x) => x) ** 2n;
  return Number(shared < 0n ? -divided(-shared, spread) : divided(shared, spread));
}

/** What was summed up of the customers of his kind in his unit and below it, where the reader reads all of them. */
function unitMonthsOf(customer: Row, context: Context): readonly Row[] {
  const { bank, reader, today } = context;
  const [unit, kind] = [customer.org_unit_id as number, String(customer.kind)];
  const reads = reader.listing.filter((standing) => effectFor(standing, 'MONEY') === 'FULL');
  if (!reads.some((standing) => reader.reachesUnit(unit, kind, standing))) return [];
  const day = lastRunUpTo(today, context);
  return bank
    .where('unit_month', 'org_unit_id', unit)
    .filter((row) => row.kind === kind && row.as_of === day && row.currency === base);
}

function monthsOf(customer: Row, context: Context): Row[] {
  const held = heldBy(customer.customer_id as number, context);
  const units = unitMonthsOf(customer, context);
  return [...held].map(([month, { deposits, loans }]): Row => {
    const before = held.get(monthsAhead(month, -12));
    const unit = units.find((row) => row.month === month);
    return {
      customer_id: customer.customer_id as number,
      month,
      currency: base,
      deposits_minor: deposits,
      loans_minor: loans,
      deposits_before: before?.deposits ?? null,
      loans_before: before?.loans ?? null,
      deposits_slope_minor: slopeOf(held, month, 'deposits'),
      loans_slope_minor: slopeOf(held, month, 'loans'),
      unit_deposit_minor: perHead(unit?.deposits_minor, unit?.depositors),
      unit_loan_minor: perHead(unit?.loans_minor, unit?.borrowers),
    };
  });
}

const perHead = (amount: unknown, heads: unknown): number | null =>
  heads ? away(away(Number(amount)) / (heads as number)) : null;

const yearOnYear = (now: string, before: string): FieldModel => ({
  dataClass: 'MONEY',
  mask: null,
  read: (row) => {
    const was = row[before] as number | null;
    return was === null ? null : exactPercent((row[now] as number) - was, was, 4);
  },
});

export const customerMonthModel: TypeModel = {
  name: 'CustomerMonth',
  table: 'customer',
  key: 'month',
  scope: 'customer',
  isMade: true,
  dataClass: 'MONEY',
  fields: {
    ...plain('C1', 'month'),
    ...amounts({ deposits: 'deposits_minor', loans: 'loans_minor' }),
    depositsYearOnYear: yearOnYear('deposits_minor', 'deposits_before'),
    loansYearOnYear: yearOnYear('loans_minor', 'loans_before'),
    depositsSlope: money('MONEY', 'deposits_slope_minor'),
    loansSlope: money('MONEY', 'loans_slope_minor'),
    unitDepositPerCustomer: money('MONEY', 'unit_deposit_minor'),
    unitLoanPerCustomer: money('MONEY', 'unit_loan_minor'),
  },
  ways: {},
  orders: orders('C1', 'MONTH'),
  filters: { month: { kind: 'value', dataClass: 'C1', column: 'month' } },
};

export const businessMonthsWay: EdgeModel = {
  kind: 'page',
  to: 'CustomerMonth',
  order: [descending('month')],
  ofToday: true,
  dataClass: 'MONEY',
  rows: (parent, context) =>
    context.bank
      .where('customer', 'customer_id', parent.customer_id as number)
      .flatMap((row) => monthsOf(row, context)),
};
