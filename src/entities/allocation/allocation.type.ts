import { entity, ownedBy } from '../../graph/declare/entity';
import { money, stored } from '../../graph/declare/stored';
import { enumType } from '../../graph/declare/types';
import { allocationReasons, assetClasses, allocationPart as part, allocationProposal as row } from './allocation.rows';

export const AssetClassEnum = enumType('AssetClass', assetClasses, 'What assets lie in, by the category of product.', {
  DEPOSIT: 'Deposits 存款.',
  WEALTH: 'Wealth products 理财.',
  FUND: 'Funds 基金.',
  INSURANCE: 'Insurance 保险.',
  CUSTODY: 'Securities in custody 托管.',
});

export const AllocationReasonEnum = enumType('AllocationReason', allocationReasons, 'Why there are no gaps.', {
  NO_APPETITE: 'No appetite for risk is known, as of organisations: there is no target.',
  NOTHING_HELD: 'Nothing is held, of which there could be parts.',
});

const inBase = 'in the bank’s base currency';

@entity({
  name: 'AllocationProposal',
  description: 'How a customer’s assets lie, and how by the appetite for risk they might 资产配置建议, as known today.',
  table: row,
  row: row.customerId,
  owner: row.customerId,
  dataClass: 'MONEY',
  scope: ownedBy(row.customerId, row.scopeKey),
})
export class AllocationProposal {
  @stored(row.rulesVersion, 'C1', 'The version of the target mixes.')
  rulesVersion!: string;

  @stored(row.riskAppetite, 'RISK', 'The appetite by which it is made; null where none is known.')
  riskAppetite?: string;

  @stored(row.reason, 'RISK', 'Why there are no gaps; null where there are.')
  reason?: string;

  @money(row.totalMinor, row.currency, `All that is held in these classes, ${inBase}.`)
  total?: object;

  @stored(row.withoutRate, 'MONEY', 'Accounts and holdings left out, since no rate of exchange is known today.')
  withoutRate?: number;
}

@entity({
  name: 'AllocationPart',
  description:
    'One class of assets: each account once, a joint one by the customer’s share, and what is held without an account.',
  table: part,
  row: part.place,
  owner: part.customerId,
  dataClass: 'MONEY',
  scope: ownedBy(part.customerId, part.scopeKey),
})
export class AllocationPart {
  @stored(part.assetClass, 'C1', 'The class.')
  assetClass!: string;

  @money(part.heldMinor, part.currency, `What is held, ${inBase}.`)
  held?: object;

  @stored(part.heldPct, 'MONEY', 'It in percent of the total, two decimals; null where nothing is held.')
  heldPct?: string;

  @stored(part.targetPct, 'RISK', 'What the target mix has, in percent; null where no appetite is known.')
  targetPct?: string;

  @money(part.targetMinor, part.currency, 'It of the total; the classes add to the total.', { dataClass: 'RISK' })
  target?: object;

  @stored(part.gapPct, 'RISK', 'The target less what is held, in percent points: above 0, there is too little of it.')
  gapPct?: string;

  @money(part.gapMinor, part.currency, 'The same in money: above 0, so much is missing.', { dataClass: 'RISK' })
  gap?: object;
}
