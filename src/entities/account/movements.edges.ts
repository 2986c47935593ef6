import { sql } from 'drizzle-orm';
import { by, toOne, toPage } from '../../graph/declare/edge';
import { addToTimeline } from '../customer/timeline.edges';
import { itsAccount, onAccount } from './account.edges';
import { Account } from './account.type';
import { balanceMonth } from './balance-month.table';
import { BalanceMonth } from './balance-month.type';
import { standingOrder } from './standing-order.table';
import { StandingOrder } from './standing-order.type';
import { transaction } from './transaction.table';
import { Transaction } from './transaction.type';

toPage({
  from: Account,
  name: 'transactions',
  to: Transaction,
  description: 'The bookings of the account, newest first.',
  order: [by(transaction.bookedAt, 'DESC')],
  on: onAccount,
});

toPage({
  from: Account,
  name: 'balanceMonths',
  to: BalanceMonth,
  description: 'The account month by month, newest first.',
  order: [by(balanceMonth.month, 'DESC')],
  on: onAccount,
});

toPage({
  from: Account,
  name: 'standingOrders',
  to: StandingOrder,
  description: 'The standing orders on the account.',
  order: [by(standingOrder.startsOn)],
  on: onAccount,
});

for (const [from, one] of [
  [Transaction, 'transaction'],
  [StandingOrder, 'standing order'],
] as const) {
  toOne({
    from,
    name: 'account',
    to: Account,
    description: `The account of the ${one}.`,
    on: itsAccount,
  });
}

addToTimeline({
  to: Transaction,
  at: transaction.bookedAt,
  on: ({ parent, row }) => sql`${row.customerId} = ${parent.customerId}`,
});
