import { sql } from 'drizzle-orm';
import { GraphQLFloat } from 'graphql';
import { entity, ownedBy } from '../../graph/declare/entity';
import { Money } from '../../graph/declare/money';
import { field, money, stored } from '../../graph/declare/stored';
import { Decimal } from '../../graph/declare/types';
import { percentOf, perHead } from '../measure/business-figures';
import { businessSegment as row } from './analysis.rows';

@entity({
  name: 'BusinessSegment',
  description:
    'Customers in the reader’s scope who have a value in common, or two, with what they come to as of a day, beside their average.',
  table: row,
  row: row.key,
  dataClass: 'MONEY',
  scope: ownedBy(row.customerId, row.scopeKey),
})
export class BusinessSegment {
  @stored(row.asOf, 'C1', 'The day worked out.')
  asOf!: string;

  @stored(row.value, 'C1', 'What they have in common; null where it is not known.')
  value?: string;

  @stored(row.thenValue, 'C1', 'The second value they have in common; null where none was asked for or known.')
  thenValue?: string;

  @stored(row.customers, 'C1', 'Customers.', { filter: true, order: true })
  customers!: number;

  @stored(row.shareOfCustomers, 'C1', 'Their part of all that were grouped, each counted once, in percent.')
  shareOfCustomers!: string;

  @stored(row.shareOfAssets, 'MONEY', 'The part of their assets in those of all that were grouped, in percent.')
  shareOfAssets?: string;

  @stored(row.rankByAssets, 'MONEY', 'Its place among the groups by assets, 1 for the most; equals share a place.')
  rankByAssets?: number;

  @stored(row.rankByDeposits, 'MONEY', 'Its place among the groups by deposits.')
  rankByDeposits?: number;

  @stored(row.rankByContribution, 'RISK', 'Its place among the groups by contribution 排名.')
  rankByContribution?: number;

  @stored(row.assetsToAverage, 'MONEY', 'Its assets in percent of those of a group on average 与平均值比较.')
  assetsToAverage?: string;

  @stored(row.contributionToAverage, 'RISK', 'Its contribution in percent of that of a group on average.')
  contributionToAverage?: string;

  @stored(row.depositors, 'C1', 'Of them those with deposits.')
  depositors!: number;

  @stored(row.borrowers, 'C1', 'Of them those with loans.')
  borrowers!: number;

  @money(row.aumMinor, row.currency, 'Their assets under management.', { order: true })
  assetsUnderManagement?: object;

  @money(row.depositAdbMinor, row.currency, 'Their average daily deposits of the period.', { order: true })
  deposits?: object;

  @money(row.loanAdbMinor, row.currency, 'Their average daily loans of the period.', { order: true })
  loans?: object;

  @money(row.exposureMinor, row.currency, 'What they owe.')
  exposure?: object;

  @money(row.depositChangeMinor, row.currency, 'How their deposits moved in three months against the three before.')
  depositChange?: object;

  @money(row.loanChangeMinor, row.currency, 'How their loans moved in three months against the three before.')
  loanChange?: object;

  @money(row.depositMarginMinor, row.currency, 'What their deposits bring over the transfer price.')
  depositMargin?: object;

  @money(row.loanMarginMinor, row.currency, 'What their loans bring over the transfer price.')
  loanMargin?: object;

  @money(row.feesMinor, row.currency, 'Fees of the period.')
  fees?: object;

  @money(row.operatingCostMinor, row.currency, 'What serving them costs.')
  operatingCost?: object;

  @money(row.expectedLossMinor, row.currency, 'The loss that is to be expected of them.', { dataClass: 'RISK' })
  expectedLoss?: object;

  @money(row.contributionMinor, row.currency, 'Their contribution 贡献度.', { dataClass: 'RISK', order: true })
  contribution?: object;

  @money(row.economicCapitalMinor, row.currency, 'The capital that they bind.', { dataClass: 'RISK' })
  economicCapital?: object;

  @money(row.evaMinor, row.currency, 'Contribution less what their capital has to bring.', { dataClass: 'RISK' })
  eva?: object;

  @stored(row.rarorac, 'RISK', 'Their contribution in percent of the capital that they bind.')
  rarorac?: string;

  @money(row.lifetimeValueMinor, row.currency, 'Their lifetime value.', { dataClass: 'RISK' })
  lifetimeValue?: object;

  @money(row.growthValueMinor, row.currency, 'What their contribution grows by.')
  growthValue?: object;

  @money(row.potentialValueMinor, row.currency, 'What their wealth elsewhere would bring; null where none is known.')
  potentialValue?: object;

  @stored(row.depositPoints, 'MONEY', 'Their deposit points 存款积分.')
  depositPoints?: string;

  @stored(row.transactionsAMonth, 'MONEY', 'Transactions of their own a month, of each on average.')
  transactionsAMonth?: string;

  @stored(row.shareOfWallet, 'MONEY', 'Their share of wallet, of each on average.')
  shareOfWallet?: string;

  @stored(row.channelActivity, 'MONEY', 'Contacts and months with a transaction of their own, of each on average.')
  channelActivity?: string;

  @field(() => Money, 'Deposits over the customers who had any 户均存款.', perHead(row.depositAdbMinor, row.depositors))
  depositPerCustomer?: object;

  @field(() => Money, 'Loans over the customers who had any 户均贷款.', perHead(row.loanAdbMinor, row.borrowers))
  loanPerCustomer?: object;

  @field(() => Money, 'Contribution over all customers.', perHead(row.contributionMinor, row.customers, 'RISK'))
  contributionPerCustomer?: object;

  @stored(
    (own) => sql`round(${own.products}::numeric / ${own.customers}, 2)::float8`,
    'C1',
    'Products of each on average.',
    {
      type: () => GraphQLFloat,
    },
  )
  productsPerCustomer?: number;

  @stored(
    percentOf(row.crossHolders, row.customers),
    'C1',
    'Customers with products of two categories or more, in percent 产品交叉持有率.',
    { type: () => Decimal },
  )
  crossHoldingRate?: string;

  @stored(row.riskDegree, 'RISK', 'Their degree of risk 风险度 on average; 5 is the worst.')
  riskDegree?: string;

  @stored(row.completeness, 'C1', 'How many percent of what is asked of their profiles the bank knows, on average.', {
    order: true,
  })
  completeness?: string;

  @stored(row.quality, 'RISK', 'Their quality 素质 on average, of a hundred.')
  quality?: string;

  @stored(row.loyalty, 'RISK', 'Their loyalty 忠诚度 on average, of a hundred.')
  loyalty?: string;

  @stored(row.pAlive, 'RISK', 'How likely they are to be active still, on average, from 0 to 1.')
  pAlive?: string;

  @stored(row.churnScore, 'RISK', 'Their points for signs of leaving on average.')
  churnScore?: string;

  @stored(row.csat, 'RISK', 'Answers of the content among all they gave in the period, in percent 满意度.')
  csat?: string;

  @stored(row.nps, 'RISK', 'Their promoters less their detractors, in percent of the answers of the period.')
  nps?: string;

  @stored(
    row.creditAccounts,
    'RISK',
    'Loans and cards that they own today, once for each who owns a part. This and what is overdue is told of the last day worked out only, for the bank keeps no record of earlier days.',
  )
  creditAccounts?: number;

  @stored(row.overdueAccounts, 'RISK', 'Of them those that a payment is overdue on.')
  overdueAccounts?: number;

  @stored(percentOf(row.overdueAccounts, row.creditAccounts), 'RISK', 'Those overdue, in percent of all of them.', {
    type: () => Decimal,
  })
  overdueAccountRate?: string;

  @money(row.overdueMinor, row.currency, 'What they owe on those that are overdue 逾期, by their share.', {
    dataClass: 'RISK',
  })
  overdueExposure?: object;

  @stored(percentOf(row.overdueMinor, row.owedMinor), 'RISK', 'The same in percent of what they owe on all 逾期率.', {
    type: () => Decimal,
  })
  overdueRate?: string;

  @money(row.nonPerformingMinor, row.currency, 'What they owe on those classed substandard or worse 不良.', {
    dataClass: 'RISK',
  })
  nonPerformingExposure?: object;

  @stored(
    percentOf(row.nonPerformingMinor, row.owedMinor),
    'RISK',
    'The same in percent of what they owe on all 不良率.',
    { type: () => Decimal },
  )
  nonPerformingRate?: string;
}
