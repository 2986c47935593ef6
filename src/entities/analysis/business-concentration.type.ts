import { GraphQLFloat } from 'graphql';
import { entity, ownedBy } from '../../graph/declare/entity';
import { money, readerOf, stored } from '../../graph/declare/stored';
import { businessConcentration as row } from './analysis.rows';

const rounded = 'rounded to four decimals';

@entity({
  name: 'BusinessConcentration',
  description:
    'How unevenly customers in the reader’s scope hold something 集中度: of those who hold any, as of the last day worked out.',
  table: row,
  row: row.customerId,
  dataClass: 'MONEY',
  scope: ownedBy(row.customerId, row.scopeKey),
})
export class BusinessConcentration {
  @stored(row.asOf, 'C1', 'The day worked out.')
  asOf!: string;

  @stored(row.customers, 'C1', 'Customers who hold any.')
  customers!: number;

  @money(row.totalMinor, row.currency, 'What they hold together.')
  total?: object;

  @stored(row.topShare, 'MONEY', `What the largest of them hold, in percent of all, ${rounded}.`)
  topShare?: number;

  @stored(row.holdersOf80, 'MONEY', `The fewest of them who hold 80 % 二八, in percent of them, ${rounded}.`)
  holdersOf80?: number;

  @stored(row.holdersOf90, 'MONEY', `The fewest of them who hold 90 % 一九, in percent of them, ${rounded}.`)
  holdersOf90?: number;

  @stored(row.hhi, 'MONEY', 'Herfindahl–Hirschman index: Σ of the squares of their shares, from 0 to 1.')
  hhi?: number;

  @stored(row.gini, 'MONEY', 'Gini coefficient: 0 where all hold the same, near 1 where one holds everything.')
  gini?: number;

  @stored(
    readerOf(row.tenths),
    'MONEY',
    'What each tenth of them holds, the smallest first, in percent of all; shorter where there are fewer than ten.',
    { type: () => [GraphQLFloat] },
  )
  tenths?: number[];
}
