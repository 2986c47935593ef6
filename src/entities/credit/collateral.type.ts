import { entity, ownedBy } from '../../graph/declare/entity';
import { filterOnMoney } from '../../graph/declare/filter';
import { addFilter } from '../../graph/declare/registry';
import { money, readerOf, stored } from '../../graph/declare/stored';
import { enumType } from '../../graph/declare/types';
import { collateral, collateralKinds } from './credit.table';

export const CollateralKindEnum = enumType('CollateralKind', collateralKinds, 'What is pledged.', {
  REAL_ESTATE: 'Land or a building.',
  VEHICLE: 'A vehicle.',
  DEPOSIT: 'A deposit.',
  SECURITIES: 'Securities.',
  EQUIPMENT: 'Machines and equipment.',
  RECEIVABLES: 'Receivables.',
  OTHER: 'Anything else.',
});

@entity({
  name: 'Collateral',
  description: 'What the customer has pledged, for one account or for all that is owed.',
  table: collateral,
  id: { prefix: 'col', column: collateral.publicId, owner: collateral.customerId, row: collateral.id },
  scope: ownedBy(collateral.customerId, collateral.scopeKey),
})
export class Collateral {
  @stored(collateral.kind, 'C1', 'What is pledged.', { filter: true })
  kind!: string;

  @stored(collateral.description, 'NOTES', 'What it is, in words.')
  description?: string;

  @money(collateral.valueMinor, collateral.currency, 'What it is worth.')
  value?: object;

  @stored(collateral.valuedOn, 'C1', 'The day it was valued.', { filter: true, order: true })
  valuedOn?: string;

  @stored(collateral.validFrom, 'C1', 'First day.', { filter: true, order: true })
  validFrom!: string;

  @stored(collateral.validTo, 'C1', 'The day it ends, not included; null: open.', { filter: true })
  validTo?: string;

  @stored(collateral.recordedAt, 'C1', 'When the bank recorded it.')
  recordedAt!: string;
}

addFilter(
  Collateral,
  'value',
  filterOnMoney(readerOf(collateral.valueMinor), readerOf(collateral.currency), 'By the value.'),
);
