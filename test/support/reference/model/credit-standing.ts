import { validOn } from '../reader';
import type { Row } from '../values';
import { deposited, divided } from './earned';
import { lastRunUpTo } from './measure.model';
import type { Context } from './model';
import { factorOf, parts10 } from './overview-months';

const classes = ['NORMAL', 'SPECIAL_MENTION', 'SUBSTANDARD', 'DOUBTFUL', 'LOSS'];

export interface CreditStanding {
  readonly accounts: number;
  readonly overdueAccounts: number;
  readonly owed: number;
  readonly overdue: number;
  readonly nonPerforming: number;
  readonly worst: string | null;
}

/** How the customer of a row of measures stands as a borrower; null of a day before the last. */
export function creditOf(row: Row, context: Context): CreditStanding | null {
  const { bank, today } = context;
  if (row.as_of !== lastRunUpTo('9999-12-31', context)) return null;
  const owned = bank.where('party_account', 'customer_id', row.customer_id as number).flatMap((role) => {
    const account = bank
      .where('account', 'id', role.account_id as number)
      .find((one) => one.customer_id === role.account_customer_id);
    const category = account && bank.one('product', 'id', account.product_id as number)?.category;
    const isOwned = role.share_pct !== null && validOn(today, role) && account?.status !== 'CLOSED';
    if (!account || !isOwned || (category !== 'LOAN' && category !== 'CARD')) return [];
    const month = bank
      .where('balance_month', 'account_id', account.id as number)
      .find((one) => one.customer_id === account.customer_id && one.month === `${String(row.as_of).slice(0, 7)}-01`);
    const share = BigInt(Math.round(Number(role.share_pct) * 10_000));
    const amount =
      deposited(month?.closing_balance_minor ?? 0) * share * (factorOf(account.currency, row, context) ?? 0n);
    const place = Math.max(0, classes.indexOf(String(account.five_class)));
    return [{ amount, place, isOverdue: Number(account.days_past_due ?? 0) > 0 }];
  });
  const sum = (parts: typeof owned) =>
    divided(
      parts.reduce((all, { amount }) => all + amount, 0n),
      1_000_000n * parts10,
    );
  const overdue = owned.filter(({ isOverdue }) => isOverdue);
  return {
    accounts: owned.length,
    overdueAccounts: overdue.length,
    owed: sum(owned),
    overdue: sum(overdue),
    nonPerforming: sum(owned.filter(({ place }) => place >= 2)),
    worst: owned.length === 0 ? null : (classes[Math.max(...owned.map(({ place }) => place))] as string),
  };
}
