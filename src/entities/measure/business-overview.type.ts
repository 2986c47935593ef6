import { type SQL, sql } from 'drizzle-orm';
import { GraphQLInt } from 'graphql';
import { entity, ownedBy } from '../../graph/declare/entity';
import type { EmbeddedField, Row } from '../../graph/declare/field';
import { Money } from '../../graph/declare/money';
import { field, money, stored } from '../../graph/declare/stored';
import { Decimal } from '../../graph/declare/types';
import { percentOf, perHead } from './business-figures';
import { businessOverview as row } from './business-overview.rows';

/** How much a customer’s monthly average moved by month over this year, by least squares; absent of fewer than two months. */
const slope = (amounts: (row: Row) => SQL, heads: (row: Row) => SQL): EmbeddedField => {
  const moved = (own: Row) => sql`(
    select round(regr_slope(m.amount::numeric / nullif(m.heads, 0), m.n)::numeric)::bigint
    from unnest(${own.months}, ${amounts(own)}, ${heads(own)}) with ordinality as m(month, amount, heads, n)
    where m.month >= date_trunc('year', ${own.asOf}::timestamp)::date)`;
  return {
    kind: 'embedded',
    dataClass: 'MONEY',
    present: (own) => sql`${moved(own)} is not null`,
    parts: { amount: (own) => sql`money_text(${moved(own)}, ${own.currency})`, currency: (own) => own.currency },
  };
};

/** The change of a customer’s monthly average against the same month a year before, in percent. */
const yearOnYear = (amounts: (row: Row) => SQL, heads: (row: Row) => SQL) => (own: Row) => {
  const averages = sql`(
    select m.month, m.amount::numeric / nullif(m.heads, 0) as each
    from unnest(${own.months}, ${amounts(own)}, ${heads(own)}) as m(month, amount, heads))`;
  return sql`(
    select trim_scale(round(100 * (now.each - before.each) / nullif(before.each, 0), 4))::text
    from ${averages} as now join ${averages} as before on before.month = (now.month - interval '1 year')::date
    where now.month = date_trunc('month', ${own.asOf}::timestamp)::date)`;
};

const deposits = [(own: Row) => own.monthDeposits, (own: Row) => own.monthDepositors] as const;
const loans = [(own: Row) => own.monthLoans, (own: Row) => own.monthBorrowers] as const;

@entity({
  name: 'BusinessOverview',
  description:
    'What the customers of a unit and of all below it were worth on a day, of them those in the reader’s scope: the bank for head office, the branch for its manager, the portfolio for a customer manager.',
  table: row,
  row: row.orgUnitId,
  dataClass: 'MONEY',
  scope: ownedBy(row.customerId, row.scopeKey),
})
export class BusinessOverview {
  @stored(row.asOf, 'C1', 'The day; its month is the last of the period.')
  asOf!: string;

  @stored(row.isWhole, 'C1', 'It counts every customer of the unit.')
  isWhole!: boolean;

  @stored(row.customers, 'C1', 'Customers.')
  customers!: number;

  @stored(row.depositors, 'C1', 'Customers with deposits in the period.')
  depositors!: number;

  @stored(row.borrowers, 'C1', 'Customers with loans in the period.')
  borrowers!: number;

  @money(row.aumMinor, row.currency, 'Their assets under management.')
  assetsUnderManagement?: object;

  @money(row.depositAdbMinor, row.currency, 'Their average daily deposits of the period.')
  deposits?: object;

  @money(row.loanAdbMinor, row.currency, 'Their average daily loans of the period.')
  loans?: object;

  @money(row.contributionMinor, row.currency, 'Their contribution.', { dataClass: 'RISK' })
  contribution?: object;

  @field(
    () => Money,
    'Deposits of the period over the customers who had any 户均存款.',
    perHead(row.depositAdbMinor, row.depositors),
  )
  depositPerCustomer?: object;

  @field(
    () => Money,
    'Loans of the period over the customers who had any 户均贷款.',
    perHead(row.loanAdbMinor, row.borrowers),
  )
  loanPerCustomer?: object;

  @field(() => Money, 'What deposit per customer moved by a month, over this year.', slope(...deposits))
  depositPerCustomerSlope?: object;

  @field(() => Money, 'What loan per customer moved by a month, over this year.', slope(...loans))
  loanPerCustomerSlope?: object;

  @stored(
    yearOnYear(...deposits),
    'MONEY',
    'Deposit per customer of the last month against a year before, in percent.',
    { type: () => Decimal },
  )
  depositPerCustomerYearOnYear?: string;

  @stored(yearOnYear(...loans), 'MONEY', 'Loan per customer of the last month against a year before, in percent.', {
    type: () => Decimal,
  })
  loanPerCustomerYearOnYear?: string;

  @stored(row.sleeping, 'RISK', 'Customers of the class SLEEPING 睡眠.')
  sleeping?: number;

  @stored(row.lowValue, 'RISK', 'Customers of the class LOW_VALUE 低价值.')
  lowValue?: number;

  @stored(row.valuable, 'RISK', 'Customers of the class VALUABLE 有价值.')
  valuable?: number;

  @stored(row.highValueAdded, 'RISK', 'Customers of the class HIGH_VALUE_ADDED 高附加值.')
  highValueAdded?: number;

  @stored((own) => sql`${own.products}::int`, 'C1', 'Products held by them.', {
    type: () => GraphQLInt,
    nullable: false,
  })
  products!: number;

  @stored(
    percentOf(row.crossHolders, row.customers),
    'C1',
    'Customers with products of two categories or more, in percent 产品交叉持有率.',
    { type: () => Decimal },
  )
  crossHoldingRate?: string;

  @stored(row.acquired, 'C1', 'Customers won in the month.')
  acquired!: number;

  @stored(row.churned, 'C1', 'Customers who have left.')
  churned!: number;

  @stored(
    percentOf(row.csatContent, row.csatAnswers),
    'RISK',
    'Answers of the period that were content or better, in percent (CSAT) 满意度; null where nobody answered.',
    { type: () => Decimal },
  )
  satisfactionCsat?: string;

  @stored(
    percentOf(row.npsBalance, row.npsAnswers),
    'RISK',
    'Net promoter score: promoters less detractors in percent of the answers of the period, from -100 to 100.',
    { type: () => Decimal },
  )
  netPromoterScore?: string;

  @stored(row.csatAnswers, 'RISK', 'How many answers of the period tell how content customers are.')
  csatAnswers?: number;

  @stored(row.npsAnswers, 'RISK', 'How many answers of the period tell whether customers would recommend the bank.')
  npsAnswers?: number;
}
