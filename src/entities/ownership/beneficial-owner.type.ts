import { entity, ownedBy } from '../../graph/declare/entity';
import { readerOf, stored } from '../../graph/declare/stored';
import { enumType } from '../../graph/declare/types';
import { beneficialOwner, beneficialOwnerTest, missingParts, ownerReasons, regimes } from './beneficial-owner.table';

export const OwnerRegimeEnum = enumType('OwnerRegime', regimes, 'Whose rules say who is a beneficial owner.', {
  US: 'United States, 31 CFR 1010.230.',
  CN: 'China 受益所有人信息管理办法, 2024 No. 3.',
});

export const OwnerReasonEnum = enumType('OwnerReason', ownerReasons, 'What makes a person a beneficial owner.', {
  EQUITY: 'Enough of the equity, directly or through others.',
  INCOME: 'Enough of the income 收益权.',
  VOTING: 'Enough of the votes 表决权.',
  CONTROL: 'Actual control 实际控制.',
  CONTROL_PERSON: 'The one control person, named in any case.',
  MANAGER: 'Who manages the company, since nobody else is found.',
});

export const MissingPartEnum = enumType('MissingPart', missingParts, 'What is missing to be sure of the owners.', {
  OWNERS: 'So much is traced to no person that another owner may be hidden in it.',
  EXACT_SHARE: 'A range of shares crosses the threshold.',
  CIRCLE: 'A circle of companies owns all of itself.',
  CONTRADICTION: 'The recorded shares come to more than the whole.',
  MANAGER: 'Nobody is known to hold an office that the rules ask for.',
});

@entity({
  name: 'BeneficialOwnerTest',
  description: 'The beneficial owners of a company by the rules of one country, and what is missing.',
  table: beneficialOwnerTest,
  row: beneficialOwnerTest.regime,
  scope: ownedBy(beneficialOwnerTest.customerId, beneficialOwnerTest.scopeKey),
})
export class BeneficialOwnerTest {
  @stored(beneficialOwnerTest.regime, 'C1', 'Whose rules.')
  regime!: string;

  @stored(beneficialOwnerTest.source, 'C1', 'Where the rules stand.')
  source!: string;

  @stored(beneficialOwnerTest.rulesVersion, 'C1', 'The version of the bank’s file of rules.')
  rulesVersion!: string;

  @stored(beneficialOwnerTest.thresholdPct, 'C1', 'The least equity that makes an owner, in percent.')
  thresholdPct!: string;

  @stored(readerOf(beneficialOwnerTest.missing), 'C1', 'What is missing; empty where the owners are certain.', {
    type: () => [MissingPartEnum],
    nullable: false,
  })
  missing!: string[];

  @stored(beneficialOwnerTest.asOf, 'C1', 'The first day for which it was worked out so.')
  asOf!: string;
}

@entity({
  name: 'BeneficialOwner',
  description: 'A person who in the end owns or controls a company.',
  table: beneficialOwner,
  row: beneficialOwner.place,
  scope: ownedBy(beneficialOwner.customerId, beneficialOwner.scopeKey),
})
export class BeneficialOwner {
  @stored(beneficialOwner.reason, 'C1', 'What makes the person one.')
  reason!: string;

  @stored(beneficialOwner.basis, 'C1', 'The relation that the reason rests on.')
  basis!: string;

  @stored(beneficialOwner.shareMin, 'C1', 'The least share in percent; null for control and offices.')
  shareMin?: string;

  @stored(beneficialOwner.shareMax, 'C1', 'The largest share in percent.')
  shareMax?: string;
}
