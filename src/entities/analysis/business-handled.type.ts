import { entity, ownedBy } from '../../graph/declare/entity';
import { money, stored } from '../../graph/declare/stored';
import { businessHandled as row } from './business-handled.rows';

@entity({
  name: 'BusinessHandled',
  description:
    'The business with customers in the reader’s scope that a unit, an employee or a channel handled over a period of whole days of the bank 业务价值: how much of it, and what it is worth to the bank, beside the others. Amounts are in the base currency by the rates of the last day; those in a currency without a rate count for nothing.',
  table: row,
  row: row.key,
  dataClass: 'MONEY',
  scope: ownedBy(row.customerId, row.scopeKey),
})
export class BusinessHandled {
  @stored(row.from, 'C1', 'The first day of the period.')
  from!: string;

  @stored(row.to, 'C1', 'The last day of the period.')
  to!: string;

  @stored(
    row.value,
    'C1',
    'The code of the unit, the staff number or the channel; null of what nobody is known to have handled.',
  )
  value?: string;

  @stored(row.name, 'C1', 'The name of the unit or employee.')
  name?: string;

  @stored(row.customers, 'C1', 'Customers served.', { filter: true, order: true })
  customers!: number;

  @stored(row.pieces, 'C1', 'Pieces of business: transactions, contacts, requests and openings.', {
    filter: true,
    order: true,
  })
  pieces!: number;

  @stored(row.transactions, 'C1', 'Bookings that customers caused on the accounts they keep.')
  transactions!: number;

  @stored(row.contacts, 'C1', 'Contacts with customers.')
  contacts!: number;

  @stored(row.requests, 'C1', 'Service tickets that came in.')
  requests!: number;

  @stored(row.openings, 'C1', 'Holdings of products that began; one that is agreed only has not begun.', {
    filter: true,
    order: true,
  })
  openings!: number;

  @money(row.turnoverMinor, row.currency, 'The money that went through by those bookings, in and out.', { order: true })
  turnover?: object;

  @money(row.openedAmountMinor, row.currency, 'The amounts agreed of the holdings that began.')
  openedAmount?: object;

  @money(
    row.depositsMinor,
    row.currency,
    'Deposits that accounts opened in the period brought on a day of it on average, by the months that lie wholly in it.',
    { order: true },
  )
  deposits?: object;

  @money(row.loansMinor, row.currency, 'Loans and cards on such accounts, on a day on average.')
  loans?: object;

  @money(
    row.marginMinor,
    row.currency,
    'What the bank earned on the balances of such accounts in those months against the transfer price.',
  )
  margin?: object;

  @money(row.feesMinor, row.currency, 'Fees of the same accounts and months.')
  fees?: object;

  @money(row.costMinor, row.currency, 'Operating cost of the same accounts and months.')
  cost?: object;

  @money(
    row.profitMinor,
    row.currency,
    'Its value to the bank: margin and fees less cost of what was opened, which is contribution before expected losses.',
    { order: true },
  )
  profit?: object;

  @stored(row.shareOfPieces, 'C1', 'Its part of all pieces told, in percent.')
  shareOfPieces?: string;

  @stored(row.shareOfTurnover, 'MONEY', 'Its part of the turnover of all, in percent.')
  shareOfTurnover?: string;

  @stored(row.shareOfProfit, 'MONEY', 'Its part of the profit of all, in percent.')
  shareOfProfit?: string;

  @stored(row.rankByPieces, 'C1', 'Its place by pieces of business 排名, 1 for the most; equals share a place.')
  rankByPieces!: number;

  @stored(row.rankByTurnover, 'MONEY', 'Its place by turnover.')
  rankByTurnover?: number;

  @stored(row.rankByProfit, 'MONEY', 'Its place by profit.')
  rankByProfit?: number;

  @stored(row.piecesToAverage, 'C1', 'Its pieces in percent of those of one on average 与平均值比较.')
  piecesToAverage?: string;

  @stored(row.turnoverToAverage, 'MONEY', 'Its turnover in percent of that of one on average.')
  turnoverToAverage?: string;

  @stored(row.profitToAverage, 'MONEY', 'Its profit in percent of that of one on average.')
  profitToAverage?: string;
}
