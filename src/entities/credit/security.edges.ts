import { by, toLinked, toOne, toPage } from '../../graph/declare/edge';
import type { Row } from '../../graph/declare/field';
import { itsAccount, onAccount } from '../account/account.edges';
import { Account } from '../account/account.type';
import { LinkedParty, partyInScope, partyParts } from '../related-party/linked-party.type';
import { Collateral } from './collateral.type';
import { collateral, guarantee } from './credit.table';
import { Guarantee } from './guarantee.type';

for (const from of [Collateral, Guarantee]) {
  const description = 'The account it secures; null where it secures all that is owed.';
  toOne({ from, name: 'account', to: Account, description, on: itsAccount });
}

toPage({
  from: Account,
  name: 'collaterals',
  to: Collateral,
  description: 'What is pledged for the account, newest first.',
  order: [by(collateral.validFrom, 'DESC')],
  on: onAccount,
});

toPage({
  from: Account,
  name: 'guarantees',
  to: Guarantee,
  description: 'What others have promised to pay for the account, newest first.',
  order: [by(guarantee.validFrom, 'DESC')],
  on: onAccount,
});

toLinked({
  from: Guarantee,
  name: 'guarantor',
  description: 'Who promised to pay.',
  to: LinkedParty,
  source: partyInScope((row: Row) => row.guarantorPartyId),
  fields: partyParts({ kind: (row) => row.guarantorKind, name: (row) => row.guarantorNameMasked }),
});
