import { entity, ownedBy } from '../../graph/declare/entity';
import { money, stored } from '../../graph/declare/stored';
import { Decimal } from '../../graph/declare/types';
import { percentOf } from '../measure/business-figures';
import '../product/product.type';
import { productPerformance as row } from './product-performance.rows';

@entity({
  name: 'ProductPerformance',
  description:
    'How a product of the catalogue sold and what it yielded over a period of whole days of the bank, with the customers in the reader’s scope; amounts are of those of them whose money he reads, in the base currency by the rates of the last day. Amounts in a currency without a rate count for nothing.',
  table: row,
  row: row.key,
  scope: ownedBy(row.customerId, row.scopeKey),
})
export class ProductPerformance {
  @stored(row.from, 'C1', 'The first day of the period.')
  from!: string;

  @stored(row.to, 'C1', 'The last day of the period.')
  to!: string;

  @stored(row.code, 'C1', 'The product’s code.', { filter: true, order: true })
  code!: string;

  @stored(row.name, 'C1', 'The product’s name.')
  name!: string;

  @stored(row.category, 'C1', 'What kind of product it is.', { filter: true })
  category!: string;

  @stored(row.customers, 'C1', 'Customers in the reader’s scope, of the unit asked for or the whole bank.')
  customers!: number;

  @stored(row.opened, 'C1', 'Holdings that began in the period; one that is agreed only has not begun.', {
    filter: true,
    order: true,
  })
  opened!: number;

  @stored(row.ended, 'C1', 'Holdings that were closed in the period.', { filter: true, order: true })
  ended!: number;

  @stored(
    row.holders,
    'C1',
    'Customers who hold it at the end of the period. Who held something that has ended on no known day is not counted.',
    { filter: true, order: true },
  )
  holders!: number;

  @stored(percentOf(row.holders, row.customers), 'C1', 'Holders in percent of the customers 渗透率.', {
    type: () => Decimal,
  })
  penetration?: string;

  @money(
    row.amountMinor,
    row.currency,
    'What is held of it at the end of the period: on accounts of the product that customers keep, the last closing balance, an overdraft counting as nothing; else the last value told of a holding, or the amount agreed. Null where no amount is kept.',
    { order: true },
  )
  amount?: object;

  @money(
    row.marginMinor,
    row.currency,
    'What the bank earned on balances in the months that lie wholly in the period: of deposits the transfer price less the interest paid, of loans and cards the interest less the transfer price, of others nothing. It is told of accounts of the product that customers keep, whole; null where none was kept in such a month.',
  )
  margin?: object;

  @money(row.feesMinor, row.currency, 'Fees of the same accounts and months.')
  fees?: object;

  @money(row.costMinor, row.currency, 'Operating cost of the same accounts and months.')
  cost?: object;

  @money(row.profitMinor, row.currency, 'Margin and fees less cost: contribution before expected losses 产品利润.', {
    order: true,
  })
  profit?: object;
}
