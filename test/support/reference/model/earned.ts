import { validOn } from '../reader';
import type { Row } from '../values';
import type { Context } from './model';
import { factorOf, monthsAhead } from './overview-months';
import { daysFrom } from './period';

export type Period = readonly [first: string, last: string];

const tenors: Readonly<Record<string, number>> = { LLSV: 12, LOAN: 60, CARD: 12 };
export const parts8 = 10n ** 8n;

/** Halves away from zero. */
export function divided(part: bigint, whole: bigint): number {
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

export const minor = (value: unknown) => BigInt(value as number);
export const deposited = (value: unknown) => (minor(value) > 0n ? minor(value) : 0n);

/** What an account earned in each month that lies wholly in a period, margins in parts of 12 × 10⁸, and all in parts of 10¹⁰. */
export function earnedMonths(account: Row, [first, last]: Period, context: Context) {
  const { bank } = context;
  const factor = factorOf(account.currency, { currency: 'CNY', as_of: last } as unknown as Row, context);
  if (factor === undefined) return [];
  const side = sideOf(bank.one('product', 'id', account.product_id as number)?.category);
  const own = bank.where('balance_month', 'account_id', account.id as number);
  return own.flatMap((row) => {
    const end = daysFrom(monthsAhead(String(row.month), 1), -1);
    if (row.customer_id !== account.customer_id || String(row.month) < first || end > last) return [];
    const average = deposited(row.average_daily_balance_minor);
    const margin =
      12n * side * side * minor(row.interest_minor) * parts8 + side * average * priceOf(account, end, context);
    const held = average * BigInt(end.slice(8)) * factor;
    return [
      {
        margin: margin * factor,
        fees: minor(row.fees_minor) * factor,
        cost: minor(row.cost_minor) * factor,
        deposits: side === 1n ? held : 0n,
        loans: side === -1n ? held : 0n,
      },
    ];
  });
}
