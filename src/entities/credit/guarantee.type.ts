import { entity, ownedBy } from '../../graph/declare/entity';
import { filterOnMoney } from '../../graph/declare/filter';
import { addFilter } from '../../graph/declare/registry';
import { money, readerOf, stored } from '../../graph/declare/stored';
import { enumType } from '../../graph/declare/types';
import { guarantee, guaranteeKinds } from './credit.table';

export const GuaranteeKindEnum = enumType('GuaranteeKind', guaranteeKinds, 'How a guarantor is liable.', {
  JOINT_LIABILITY: 'Together with the debtor, at once 连带责任保证.',
  GENERAL: 'Once the debtor has failed to pay 一般保证.',
  CREDIT_INSURANCE: 'As an insurer of the credit.',
  BANK_GUARANTEE: 'As a bank.',
});

@entity({
  name: 'Guarantee',
  description: 'Another party’s promise to pay for the customer.',
  table: guarantee,
  id: { prefix: 'gua', column: guarantee.publicId, owner: guarantee.customerId, row: guarantee.id },
  scope: ownedBy(guarantee.customerId, guarantee.scopeKey),
})
export class Guarantee {
  @stored(guarantee.kind, 'C1', 'How the guarantor is liable.', { filter: true })
  kind!: string;

  @money(guarantee.amountMinor, guarantee.currency, 'Up to how much.')
  amount?: object;

  @stored(guarantee.validFrom, 'C1', 'First day.', { filter: true, order: true })
  validFrom!: string;

  @stored(guarantee.validTo, 'C1', 'The day it ends, not included; null: open.', { filter: true })
  validTo?: string;

  @stored(guarantee.recordedAt, 'C1', 'When the bank recorded it.')
  recordedAt!: string;
}

addFilter(
  Guarantee,
  'amount',
  filterOnMoney(readerOf(guarantee.amountMinor), readerOf(guarantee.currency), 'By the amount.'),
);
