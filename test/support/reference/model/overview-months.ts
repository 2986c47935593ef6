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
}

const digits = (currency: unknown) => (currency === 'JPY' ? 0 : 2);
const parts10 = 10n ** 10n;

/**
 * What one minor unit of a currency comes to in minor units of the overview's on its day, in parts of 10¹⁰; undefined
 * where nobody knows.
 */
function factorOf(currency: unknown, overview: Row, { bank }: Context): bigint | undefined {
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
  const months = new Map<
    string,
    { deposits: bigint; loans: bigint; depositors: Set<number>; borrowers: Set<number> }
  >();
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
    const known = months.get(month) ?? { deposits: 0n, loans: 0n, depositors: new Set(), borrowers: new Set() };
    months.set(month, known);
    const average = BigInt(Math.max(0, balance.average_daily_balance_minor as number));
    const isDeposit = category === 'DEPOSIT';
    if (isKept && isDeposit) known.deposits += average * factor;
    if (isKept && !isDeposit) known.loans += average * factor;
    if (average > 0)
      for (const owner of owners) known[isDeposit ? 'depositors' : 'borrowers'].add(owner.party_id as number);
  }
  const told = [...months].map(([month, sums]) => ({
    customer_id: 0,
    reached: overview.reached as string[],
    month,
    currency: overview.currency as string,
    deposits_minor: toMinor(sums.deposits),
    loans_minor: toMinor(sums.loans),
    depositors: sums.depositors.size,
    borrowers: sums.borrowers.size,
  }));
  return told.sort((one, other) => (one.month < other.month ? -1 : 1));
}
