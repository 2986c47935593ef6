import { sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import { entity, ownedBy } from '../../graph/declare/entity';
import type { Row } from '../../graph/declare/field';
import { Money } from '../../graph/declare/money';
import { field, money, readerOf, stored } from '../../graph/declare/stored';
import { Decimal } from '../../graph/declare/types';
import { perHead } from './business-figures';
import { customerMonth as row } from './customer-month.rows';

/** By how much it is more than before, in percent to four decimals; null of nothing before. */
const yearOnYear = (now: PgColumn, before: PgColumn) => (own: Row) => {
  const [is, was] = [readerOf(now)(own), readerOf(before)(own)];
  return sql`trim_scale(round(100.0 * (${is} - ${was}) / nullif(${was}, 0), 4))::text`;
};

@entity({
  name: 'CustomerMonth',
  description:
    'What a customer held in a month on average, on all accounts by his share of today and at rates of today, beside the customers of his kind in his unit and below it. Of these it is told, as of the last day worked out, who reads all of them.',
  table: row,
  row: row.month,
  dataClass: 'MONEY',
  scope: ownedBy(row.customerId, row.scopeKey),
})
export class CustomerMonth {
  @stored(row.month, 'C1', 'Its first day.', { filter: true, order: true })
  month!: string;

  @money(row.depositsMinor, row.currency, 'Average daily deposits; an overdrawn account has none.')
  deposits?: object;

  @money(row.loansMinor, row.currency, 'Average daily loans and cards.')
  loans?: object;

  @stored(
    yearOnYear(row.depositsMinor, row.depositsBeforeMinor),
    'MONEY',
    'Deposits against the same month a year before, in percent; null where nothing was there.',
    { type: () => Decimal },
  )
  depositsYearOnYear?: string;

  @stored(
    yearOnYear(row.loansMinor, row.loansBeforeMinor),
    'MONEY',
    'Loans against the same month a year before, in percent; null where nothing was there.',
    { type: () => Decimal },
  )
  loansYearOnYear?: string;

  @money(
    row.depositsSlopeMinor,
    row.currency,
    'By how much deposits moved a month over the twelve months up to it, by least squares; null of fewer than two.',
  )
  depositsSlope?: object;

  @money(row.loansSlopeMinor, row.currency, 'The same of loans.')
  loansSlope?: object;

  @field(
    () => Money,
    'Deposits over the customers of the unit who had any 户均存款.',
    perHead(row.unitDepositsMinor, row.unitDepositors),
  )
  unitDepositPerCustomer?: object;

  @field(
    () => Money,
    'Loans over the customers of the unit who had any 户均贷款.',
    perHead(row.unitLoansMinor, row.unitBorrowers),
  )
  unitLoanPerCustomer?: object;
}
