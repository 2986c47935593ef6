import { entity, ownedBy } from '../../graph/declare/entity';
import { filterOnMoney } from '../../graph/declare/filter';
import { addFilter } from '../../graph/declare/registry';
import { money, readerOf, stored } from '../../graph/declare/stored';
import { customerBehaviour as row } from './analysis.rows';

@entity({
  name: 'CustomerBehaviour',
  description: 'How a customer’s deposits and loans moved over some quarters 行为识别: what came in or went out.',
  table: row,
  row: row.customerId,
  owner: row.customerId,
  dataClass: 'MONEY',
  scope: ownedBy(row.customerId, row.scopeKey),
})
export class CustomerBehaviour {
  @stored(row.asOf, 'C1', 'The last day worked out; the quarters end with its month.')
  asOf!: string;

  @money(
    row.depositChangeMinor,
    row.currency,
    'Mean deposits of the last quarter less those of the one before the first.',
    {
      order: true,
    },
  )
  depositChange?: object;

  @money(row.loanChangeMinor, row.currency, 'The same of loans and cards.', { order: true })
  loanChange?: object;
}

for (const [name, column] of [
  ['depositChange', row.depositChangeMinor],
  ['loanChange', row.loanChangeMinor],
] as const)
  addFilter(CustomerBehaviour, name, filterOnMoney(readerOf(column), readerOf(row.currency), `By ${name}.`));
