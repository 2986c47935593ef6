import { validOn } from '../reader';
import type { Row } from '../values';
import type { Context } from './model';

/** What the customers of an overview held in a month. */
export interface Month extends Row {
  readonly month: string;
  readonly deposits_minor: number;
  readonly loans_minor: number;
  readonly depositors: number;
  readonly borrowers: number;
  readonly holders: number;
  /** Of the month before; null where nothing is told of it. */
  readonly holders_before: number | null;
  readonly retained: number;
  readonly acquired: number;
  readonly cross_sold: number;
}

interface Counted {
  deposits: bigint;
  loans: bigint;
  readonly depositors: Set<number>;
  readonly borrowers: Set<number>;
  readonly acquired: Set<number>;
  readonly crossSold: Set<number>;
}

/** The first day of the month so many months ahead. */
export const monthsAhead = (month: string, ahead: number) =>
  new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)) - 1 + ahead, 1)).toISOString().slice(0, 10);
const isHeldBesides = (day: string) => (row: Row) =>
  String(row.opened_on) < day && (row.closed_on === null || String(row.closed_on) > day);

const digits = (currency: unknown) => (currency === 'JPY' ? 0 : 2);
export const parts10 = 10n ** 10n;

/**
 * What one minor unit of a currency comes to in minor units of the overview's on its day, in parts of 10¹⁰; undefined
 * where nobody knows.
 */
export function factorOf(currency: unknown, overview: Row, { bank }: Context): bigint | undefined {
  if (currency === overview.currency) return parts10;
  const [rate] = bank
    .where('exchange_rate', 'currency', String(currency))
    .filter((row) => validOn(String(overview.as_of), row))
    .sort((some, other) => (String(some.valid_from) < String(other.valid_from) ? 1 : -1));
  if (!rate) return undefined;
  const [whole = '0', fraction = ''] = String(rate.rate).split('.');
  return BigInt(whole + fraction.padEnd(10, '0')) * 10n ** BigInt(digits(overview.currency) - digits(currency));
}

const toMinor = (sum: bigint) => Number((sum + parts10 / 2n) / parts10);

/** The months of an overview, the oldest first. */
export function monthsOf(overview: Row, context: Context): Month[] {
  const members = new Set(overview.members as number[]);
  const { bank } = context;
  const day = String(overview.as_of);
  const months = new Map<string, Counted>();
  const countedIn = (month: string): Counted => {
    const none = { depositors: new Set<number>(), borrowers: new Set<number>(), acquired: new Set<number>() };
    const known = months.get(month) ?? { deposits: 0n, loans: 0n, ...none, crossSold: new Set<number>() };
    months.set(month, known);
    return known;
  };
  const oldest = monthsAhead(day, -23);
  for (const member of members) {
    const since = bank.one('customer', 'customer_id', member)?.onboarded_on as string | null;
    if (since !== null && since >= oldest && since <= day) countedIn(`${since.slice(0, 7)}-01`).acquired.add(member);
    const holdings = bank.where('product_holding', 'customer_id', member);
    for (const { opened_on: opened } of holdings as readonly { opened_on: string }[])
      if (opened >= oldest && opened <= day && holdings.some(isHeldBesides(opened)))
        countedIn(`${opened.slice(0, 7)}-01`).crossSold.add(member);
  }
  for (const balance of bank.rows('balance_month')) {
    if (String(balance.month) > day) continue;
    const account = bank
      .where('account', 'id', balance.account_id as number)
      .find((row) => row.customer_id === balance.customer_id) as Row;
    const category = bank.one('product', 'id', account.product_id as number)?.category;
    const factor = factorOf(account.currency, overview, context);
    if (factor === undefined || !['DEPOSIT', 'LOAN', 'CARD'].includes(String(category))) continue;
    const owners = bank
      .where('account_party', 'account_id', balance.account_id as number)
      .filter((role) => role.share_pct !== null && validOn(day, role) && members.has(role.party_id as number));
    const isKept = members.has(balance.customer_id as number);
    const month = String(balance.month);
    if (!isKept && owners.length === 0) continue;
    const known = countedIn(month);
    const average = BigInt(Math.max(0, balance.average_daily_balance_minor as number));
    const isDeposit = category === 'DEPOSIT';
    if (isKept && isDeposit) known.deposits += average * factor;
    if (isKept && !isDeposit) known.loans += average * factor;
    if (average > 0)
      for (const owner of owners) known[isDeposit ? 'depositors' : 'borrowers'].add(owner.party_id as number);
  }
  const holdersOf = (month: string) => {
    const known = months.get(month);
    return known && new Set([...known.depositors, ...known.borrowers]);
  };
  const told = [...months].map(([month, sums]) => {
    const [now, before] = [holdersOf(month) as Set<number>, holdersOf(monthsAhead(month, -1))];
    return {
      customer_id: 0,
      reached: overview.reached as string[],
      month,
      currency: overview.currency as string,
      deposits_minor: toMinor(sums.deposits),
      loans_minor: toMinor(sums.loans),
      depositors: sums.depositors.size,
      borrowers: sums.borrowers.size,
      holders: now.size,
      holders_before: before?.size ?? null,
      retained: [...now].filter((member) => before?.has(member)).length,
      acquired: sums.acquired.size,
      cross_sold: sums.crossSold.size,
    };
  });
  return told.sort((one, other) => (one.month < other.month ? -1 : 1));
}
