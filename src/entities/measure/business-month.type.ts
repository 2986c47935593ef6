import { sql } from 'drizzle-orm';
import { GraphQLInt } from 'graphql';
import { entity, ownedBy } from '../../graph/declare/entity';
import { Money } from '../../graph/declare/money';
import { field, money, stored } from '../../graph/declare/stored';
import { Decimal } from '../../graph/declare/types';
import { percentOf, perHead } from './business-figures';
import { businessMonth } from './business-overview.rows';

@entity({
  name: 'BusinessMonth',
  description: 'What the customers of an overview held in a month on average.',
  table: businessMonth,
  row: businessMonth.month,
  dataClass: 'MONEY',
  scope: ownedBy(businessMonth.customerId, businessMonth.scopeKey),
})
export class BusinessMonth {
  @stored(businessMonth.month, 'C1', 'Its first day.')
  month!: string;

  @stored(businessMonth.depositors, 'C1', 'Customers with deposits.')
  depositors!: number;

  @stored(businessMonth.borrowers, 'C1', 'Customers with loans.')
  borrowers!: number;

  @money(businessMonth.depositsMinor, businessMonth.currency, 'Average daily deposits on the accounts they keep.')
  deposits?: object;

  @money(businessMonth.loansMinor, businessMonth.currency, 'Average daily loans and cards on the accounts they keep.')
  loans?: object;

  @field(
    () => Money,
    'Deposits over the customers who had any.',
    perHead(businessMonth.depositsMinor, businessMonth.depositors),
  )
  depositPerCustomer?: object;

  @field(
    () => Money,
    'Loans over the customers who had any.',
    perHead(businessMonth.loansMinor, businessMonth.borrowers),
  )
  loanPerCustomer?: object;

  @stored(businessMonth.holders, 'C1', 'Customers with deposits or loans.')
  holders!: number;

  @stored(businessMonth.retained, 'C1', 'Of those of the month before, who are so again.')
  retained!: number;

  @stored(
    (row) => sql`${row.holdersBefore} - ${row.retained}`,
    'C1',
    'Those of the month before who are none any more.',
    {
      type: () => GraphQLInt,
    },
  )
  lost?: number;

  @stored(
    percentOf(businessMonth.retained, businessMonth.holdersBefore),
    'C1',
    'Retained of those of the month before, in percent; null where the history does not tell of it.',
    { type: () => Decimal },
  )
  retentionRate?: string;

  @stored(
    (row) => sql`trim_scale(100 - round(${row.retained} * 100.0 / nullif(${row.holdersBefore}, 0), 4))::text`,
    'C1',
    'Lost of those of the month before, in percent.',
    { type: () => Decimal },
  )
  churnRate?: string;

  @stored(businessMonth.acquired, 'C1', 'Customers who came on board in the month.')
  acquired!: number;

  @stored(
    percentOf(businessMonth.acquired, businessMonth.holdersBefore),
    'C1',
    'Acquired to those with deposits or loans in the month before, in percent.',
    { type: () => Decimal },
  )
  acquisitionRate?: string;

  @stored(businessMonth.crossSold, 'C1', 'Customers who took a product in the month while they held another.')
  crossSold!: number;

  @stored(
    percentOf(businessMonth.crossSold, businessMonth.holders),
    'C1',
    'Of them to those with deposits or loans, in percent 交叉销售率.',
    { type: () => Decimal },
  )
  crossSellRate?: string;
}
