import { entity } from '../../graph/declare/entity';
import { filterOnMoney } from '../../graph/declare/filter';
import { addFilter } from '../../graph/declare/registry';
import { money, readerOf, stored } from '../../graph/declare/stored';
import { enumType } from '../../graph/declare/types';
import { accountScope } from './account.type';
import { creditDebits, transaction, transactionChannels, transactionKinds } from './transaction.table';

export const TransactionKindEnum = enumType('TransactionKind', transactionKinds, 'What a booking is.', {
  CASH: 'Cash paid in or drawn.',
  TRANSFER: 'A transfer.',
  CARD: 'A card payment.',
  SALARY: 'A salary.',
  STANDING_ORDER: 'A standing order.',
  LOAN: 'A loan paid out or repaid.',
  INVESTMENT: 'An investment bought or sold.',
  INTEREST: 'Interest.',
  FEE: 'A fee.',
  TAX: 'A tax.',
  OTHER: 'Anything else.',
});

export const TransactionChannelEnum = enumType('TransactionChannel', transactionChannels, 'The way a booking came.', {
  BRANCH: 'At a branch.',
  ATM: 'At a cash machine.',
  POS: 'At a point of sale.',
  WEB: 'On the web.',
  MOBILE: 'In the mobile app.',
  PHONE: 'By telephone.',
  BATCH: 'By the bank’s own runs.',
});

export const CreditDebitEnum = enumType('CreditDebit', creditDebits, 'ISO 20022 credit or debit indicator.', {
  CRDT: 'Credit: the balance rises.',
  DBIT: 'Debit: the balance falls.',
});

@entity({
  name: 'Transaction',
  description: 'A booking on an account.',
  table: transaction,
  id: { prefix: 'txn', column: transaction.publicId, owner: transaction.customerId, row: transaction.id },
  scope: accountScope(transaction, transaction.accountId),
  since: transaction.bookedAt,
})
export class Transaction {
  @stored(transaction.bookedAt, 'C1', 'When it was booked.', { filter: true, order: true })
  bookedAt!: string;

  @stored(transaction.kind, 'C1', 'What it is.', { filter: true })
  kind!: string;

  @stored(transaction.channel, 'C1', 'The way it came.', { filter: true })
  channel!: string;

  @stored(transaction.direction, 'C1', 'Credit or debit.', { filter: true })
  direction!: string;

  @money(transaction.amountMinor, transaction.currency, 'The amount, never negative.')
  amount?: object;

  @money(transaction.balanceAfterMinor, transaction.currency, 'The balance after it.')
  balanceAfter?: object;

  @stored(transaction.customerInitiated, 'C1', 'The customer caused it, not the bank.', { filter: true })
  customerInitiated!: boolean;

  @stored(transaction.counterpartyName, 'NOTES', 'The name of the other side.')
  counterpartyName?: string;

  @stored(transaction.remittance, 'NOTES', 'The remittance text.')
  remittance?: string;
}

const amount = filterOnMoney(readerOf(transaction.amountMinor), readerOf(transaction.currency), 'By the amount.');
addFilter(Transaction, 'amount', amount);
