import { lastOfMonth, lengthOfMonth, monthsApart } from './calendar';
import type { KnownBank } from './known-bank';

const assets = ['DEPOSIT', 'WEALTH', 'FUND', 'INSURANCE', 'CUSTODY'];

/** An account as far as one of its owners owns it, in the base currency; lists by months back from that of the day. */
export type Owned = ReturnType<typeof ownedBy>[number];

/** What the party owns on the day, of accounts in currencies that have a worth. */
export function ownedBy(bank: KnownBank, party: string) {
  return bank.ownerships(party).flatMap(({ account: key, share }) => {
    const account = bank.account(key);
    const worth = bank.worthOf(account.currency);
    return worth === null ? [] : [shareOf(bank, account, (share / 100) * worth)];
  });
}

function shareOf(bank: KnownBank, account: ReturnType<KnownBank['account']>, part: number) {
  const { asOf, rules } = bank;
  const { category } = bank.product(account.product);
  const months = bank.monthsOf(account.key).filter(({ month }) => month <= asOf);
  const listed = (figure: (month: (typeof months)[number], ago: number) => number) => {
    const list = Array<number>(rules.history).fill(0);
    for (const month of months) {
      const ago = monthsApart(month.month, asOf);
      if (ago < rules.history) list[ago] = figure(month, ago);
    }
    return list;
  };
  const mine = (figure: (month: (typeof months)[number], ago: number) => number) =>
    listed((month, ago) => figure(month, ago) * part);
  const averages = mine(({ average }) => Math.max(average, 0));
  const days = Array.from({ length: rules.period }, (_, ago) =>
    ago === 0 ? Number(asOf.slice(8)) : lengthOfMonth(lastOfMonth(asOf, ago)),
  );
  const paid = ({ interest }: (typeof months)[number]) => -interest;
  const { capital, hurdle } = bank.chargeOf(category) ?? { capital: 0, hurdle: 0 };
  const isClosed = account.status === 'CLOSED';
  return {
    category,
    isAsset: assets.includes(category),
    averages,
    closing: mine(({ closing }) => Math.max(closing, 0))[0] as number,
    adb:
      days.reduce((sum, count, ago) => sum + count * (averages[ago] as number), 0) /
      days.reduce((sum, count) => sum + count, 0),
    /** What the bank earned by lending on what was deposited, or by lending out what it could have placed. */
    earned: mine((month, ago) => {
      const priced = (Math.max(month.average, 0) * bank.priceOf(account, ago)) / rules.monthOfYear;
      if (category === 'DEPOSIT') return priced - paid(month);
      if (category === 'LOAN' || category === 'CARD') return month.interest - priced;
      return 0;
    }),
    fees: mine(({ fees }) => fees),
    cost: mine(({ cost }) => cost),
    turnover: mine(({ debits, credits }) => debits + credits),
    /** A transaction is one to each of the owners. */
    initiated: listed(({ initiated }) => initiated),
    capitalRate: capital,
    hurdleRate: hurdle,
    pointWeight: (rules.depositPointWeights as Readonly<Record<string, number>>)[account.type] ?? 1,
    pastDue: isClosed ? 0 : (account.pastDue ?? 0),
    fiveClass: isClosed ? 'NORMAL' : (account.fiveClass ?? 'NORMAL'),
  };
}
