import { entity, ownedBy } from '../../graph/declare/entity';
import { stored } from '../../graph/declare/stored';
import { enumType } from '../../graph/declare/types';
import { accountScope } from './account.type';
import { accountParty, accountRoles, partyAccount } from './account-party.table';

export const AccountRoleEnum = enumType('AccountRole', accountRoles, 'How a party stands to an account.', {
  PRINCIPAL: 'The first owner.',
  SECONDARY_OWNER: 'A further owner.',
  JOINT: 'A joint owner.',
  SIGNATORY: 'May sign.',
  POWER_OF_ATTORNEY: 'May dispose of it by power of attorney.',
  LEGAL_GUARDIAN: 'Guardian of the owner.',
  BENEFICIARY: 'Benefits from it.',
  GUARANTOR: 'Guarantees what is owed on it.',
  CARDHOLDER: 'Holds a card on it.',
});

@entity({
  name: 'AccountParty',
  description: 'A party’s role on an account, told from the account.',
  table: accountParty,
  row: accountParty.id,
  scope: accountScope(accountParty, accountParty.accountId),
})
export class AccountParty {
  @stored(accountParty.role, 'C1', 'The role.')
  role!: string;

  @stored(accountParty.sharePct, 'C1', 'An owner’s share in percent.')
  sharePct?: string;

  @stored(accountParty.validFrom, 'C1', 'First day.')
  validFrom!: string;

  @stored(accountParty.validTo, 'C1', 'The day it ends, not included; null: open.')
  validTo?: string;

  @stored(accountParty.recordedAt, 'C1', 'Since when the bank has known it so.')
  recordedAt!: string;
}

@entity({
  name: 'AccountRoleHeld',
  description: 'A customer’s role on an account, told from the customer.',
  table: partyAccount,
  row: partyAccount.id,
  scope: ownedBy(partyAccount.customerId, partyAccount.scopeKey),
})
export class AccountRoleHeld {
  @stored(partyAccount.role, 'C1', 'The role.', { filter: true })
  role!: string;

  @stored(partyAccount.sharePct, 'C1', 'An owner’s share in percent.')
  sharePct?: string;

  @stored(partyAccount.productCategory, 'C1', 'What kind of product the account is of.', { filter: true })
  productCategory!: string;

  @stored(partyAccount.validFrom, 'C1', 'First day.', { order: true })
  validFrom!: string;

  @stored(partyAccount.validTo, 'C1', 'The day it ends, not included; null: open.')
  validTo?: string;

  @stored(partyAccount.recordedAt, 'C1', 'Since when the bank has known it so.')
  recordedAt!: string;
}
