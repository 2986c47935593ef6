import { entity, ownedBy } from '../../graph/declare/entity';
import { filterOnCode, filterOnMoney } from '../../graph/declare/filter';
import { addFilter } from '../../graph/declare/registry';
import { money, readerOf, stored } from '../../graph/declare/stored';
import { enumType } from '../../graph/declare/types';
import { product } from './product.table';
import { holdingMonth, holdingStatuses, productHolding } from './product-holding.table';

export const HoldingStatusEnum = enumType('HoldingStatus', holdingStatuses, 'Where a holding stands.', {
  PENDING: 'Agreed, not yet begun.',
  ACTIVE: 'Running.',
  MATURED: 'Run to its end.',
  DEFAULTED: 'Not paid as agreed.',
  CLOSED: 'Closed.',
});

@entity({
  name: 'ProductHolding',
  description: 'A product that a customer holds.',
  table: productHolding,
  id: { prefix: 'hld', column: productHolding.publicId, owner: productHolding.customerId, row: productHolding.id },
  scope: ownedBy(productHolding.customerId, productHolding.scopeKey),
  since: productHolding.openedOn,
})
export class ProductHolding {
  @stored(productHolding.status, 'C1', 'Where it stands.', { filter: true })
  status!: string;

  @stored(productHolding.openedOn, 'C1', 'The day it began.', { filter: true, order: true })
  openedOn!: string;

  @stored(productHolding.maturesOn, 'C1', 'The day it falls due; null: it runs on.', { filter: true, order: true })
  maturesOn?: string;

  @stored(productHolding.closedOn, 'C1', 'The day it ended.', { filter: true })
  closedOn?: string;

  @money(productHolding.amountMinor, productHolding.currency, 'The amount agreed.')
  amount?: object;

  @money(productHolding.instalmentMinor, productHolding.currency, 'The regular payment.')
  instalment?: object;

  @stored(productHolding.rate, 'MONEY', 'The yearly rate, as a fraction of one.')
  rate?: string;

  @stored(productHolding.recordedAt, 'C1', 'When the bank recorded it.')
  recordedAt!: string;
}

const codes = { id: product.id, code: product.code };
addFilter(
  ProductHolding,
  'productCode',
  filterOnCode(readerOf(productHolding.productId), codes, 'By the code of the product.'),
);
const amount = filterOnMoney(readerOf(productHolding.amountMinor), readerOf(productHolding.currency), 'By the amount.');
addFilter(ProductHolding, 'amount', amount);

@entity({
  name: 'HoldingMonth',
  description: 'What a holding was worth at the end of one month.',
  table: holdingMonth,
  row: holdingMonth.month,
  scope: ownedBy(holdingMonth.customerId, holdingMonth.scopeKey),
  since: holdingMonth.month,
})
export class HoldingMonth {
  @stored(holdingMonth.month, 'C1', 'The first day of the month.', { filter: true, order: true })
  month!: string;

  @money(holdingMonth.valueMinor, holdingMonth.currency, 'The value at the month’s end.')
  value?: object;
}
