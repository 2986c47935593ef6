import type { PgColumn } from 'drizzle-orm/pg-core';
import { entity, sharedBy } from '../../graph/declare/entity';
import { filterOnCode, filterOnMoney } from '../../graph/declare/filter';
import { addFilter } from '../../graph/declare/registry';
import { money, readerOf, stored } from '../../graph/declare/stored';
import { enumType } from '../../graph/declare/types';
import { orgUnit } from '../org-unit/org-unit.table';
import { product } from '../product/product.table';
import { account, accountStatuses, accountTypes, fiveClasses } from './account.table';
import { accountReach } from './account-party.table';

export const AccountTypeEnum = enumType('AccountType', accountTypes, 'ISO 20022 external cash account type.', {
  CACC: 'Current account.',
  SVGS: 'Savings account.',
  LLSV: 'Limited-liquidity savings; stands for a term deposit, which the list lacks.',
  MOMA: 'Money market account.',
  SLRY: 'Salary account.',
  TRAN: 'Transacting account.',
  LOAN: 'Loan account.',
  ODFT: 'Overdraft account.',
  CARD: 'Card account.',
  ONDP: 'Overnight deposit.',
  NREX: 'Non-resident external account.',
  OTHR: 'Other account.',
});

export const AccountStatusEnum = enumType('AccountStatus', accountStatuses, 'The state of an account.', {
  ENABLED: 'Open for use.',
  DISABLED: 'Blocked.',
  PENDING: 'Being opened.',
  DORMANT: 'Without activity for long.',
  CLOSED: 'Closed.',
});

export const FiveClassEnum = enumType('FiveClass', fiveClasses, 'Five-class classification of credit 五级分类.', {
  NORMAL: 'Normal 正常.',
  SPECIAL_MENTION: 'Special mention 关注.',
  SUBSTANDARD: 'Substandard 次级.',
  DOUBTFUL: 'Doubtful 可疑.',
  LOSS: 'Loss 损失.',
});

/** The scope of what hangs on an account: one owner in reach is enough. */
export const accountScope = (table: { customerId: PgColumn; scopeKey: PgColumn }, accountId: PgColumn) =>
  sharedBy(table.customerId, table.scopeKey, accountId, {
    table: accountReach,
    key: accountReach.accountId,
    customerId: accountReach.customerId,
    ownerId: accountReach.ownerId,
    scopeKey: accountReach.scopeKey,
    validFrom: accountReach.validFrom,
    validTo: accountReach.validTo,
  });

@entity({
  name: 'Account',
  description: 'An account, in reach of the readers of any of its owners.',
  table: account,
  id: { prefix: 'acc', column: account.publicId, owner: account.customerId, row: account.id },
  scope: accountScope(account, account.id),
  since: account.openedOn,
})
export class Account {
  @stored(account.number, 'C3', 'The account number.', { filter: true })
  number?: string;

  @stored(account.type, 'C1', 'ISO 20022 account type.', { filter: true })
  type!: string;

  @stored(account.status, 'C1', 'The state of the account.', { filter: true })
  status!: string;

  @stored(account.currency, 'C1', 'ISO 4217 code.', { filter: true })
  currency!: string;

  @stored(account.openedOn, 'C1', 'The day it was opened.', { filter: true, order: true })
  openedOn!: string;

  @stored(account.closedOn, 'C1', 'The day it was closed.', { filter: true })
  closedOn?: string;

  @money(account.currentBalanceMinor, account.currency, 'What is booked now.')
  balance?: object;

  @money(account.availableBalanceMinor, account.currency, 'What can be drawn now.')
  availableBalance?: object;

  @money(account.limitMinor, account.currency, 'The credit limit.')
  limit?: object;

  @stored(account.daysPastDue, 'RISK', 'Days a payment is overdue.', { filter: true, order: true })
  daysPastDue?: number;

  @stored(account.fiveClass, 'RISK', 'Five-class classification, for credit.', { filter: true })
  fiveClass?: string;

  @stored(account.shared, 'C1', 'Several customers own it.')
  shared!: boolean;
}

const balance = filterOnMoney(
  readerOf(account.currentBalanceMinor),
  readerOf(account.currency),
  'By the booked balance.',
);
addFilter(Account, 'balance', balance);
const productCode = { id: product.id, code: product.code };
addFilter(Account, 'productCode', filterOnCode(readerOf(account.productId), productCode, 'By the product’s code.'));
const unitCode = { id: orgUnit.id, code: orgUnit.code };
addFilter(
  Account,
  'bookingUnitCode',
  filterOnCode(readerOf(account.bookingUnitId), unitCode, 'By the booking unit’s code.'),
);
