import { entity, ownedBy } from '../../graph/declare/entity';
import { stored } from '../../graph/declare/stored';
import { enumType } from '../../graph/declare/types';
import { directnesses, partyRelationship } from './party-relationship.table';
import { relationshipTypes } from './relationship-type.table';

export const RelationshipTypeEnum = enumType(
  'RelationshipType',
  relationshipTypes,
  'What joins two parties (BODS 0.4 for interests, GLEIF for group parents and funds).',
  {
    SPOUSE: 'Married to the other.',
    PARENT: 'Parent of the other.',
    CHILD: 'Child of the other.',
    SIBLING: 'Brother or sister of the other.',
    GUARDIAN: 'Guardian of the other.',
    POWER_OF_ATTORNEY: 'Acts for the other by power of attorney.',
    LEGAL_REPRESENTATIVE: 'Legal representative 法定代表人.',
    DIRECTOR: 'Member of the board.',
    BOARD_CHAIR: 'Chair of the board.',
    SENIOR_MANAGER: 'Senior manager.',
    SIGNATORY: 'Signs for the other.',
    CONTACT: 'Contact person of the other.',
    EMPLOYEE: 'Employed by the other.',
    SHAREHOLDING: 'Holds shares of the other.',
    VOTING_RIGHTS: 'Holds voting rights in the other.',
    PROFIT_RIGHTS: 'Has a right to profits of the other.',
    APPOINTS_BOARD: 'Appoints the board of the other.',
    CONTRACT_CONTROL: 'Controls the other by contract.',
    OTHER_CONTROL: 'Influences or controls the other otherwise.',
    SURPLUS_RIGHTS: 'Has a right to what is left of the other when it is wound up.',
    CONSOLIDATES: 'Consolidates the other in its accounts, as its direct parent.',
    CONSOLIDATES_ULTIMATELY: 'Consolidates the other in its accounts, as the parent at the top.',
    HEAD_OFFICE: 'Head office of the other, its branch abroad.',
    FUND_MANAGER: 'Manages the other, a fund.',
    UMBRELLA_FUND: 'Umbrella of the other, a sub-fund.',
    MASTER_FUND: 'Master fund of the other, which feeds it.',
    SETTLOR: 'Settlor of the trust.',
    TRUSTEE: 'Trustee of the trust.',
    PROTECTOR: 'Protector of the trust.',
    BENEFICIARY: 'Beneficiary of the other.',
    NOMINEE: 'Nominee for the other.',
    GUARANTEES: 'Guarantees debts of the other.',
    SUPPLIES: 'Supplies the other.',
    SAME_ADDRESS: 'Has the same address; derived.',
    SAME_PHONE: 'Has the same phone; derived.',
  },
);

export const DirectnessEnum = enumType('Directness', directnesses, 'Whether an interest is held directly.', {
  DIRECT: 'Held directly.',
  INDIRECT: 'Held through others.',
  UNKNOWN: 'Not known.',
});

@entity({
  name: 'PartyRelationship',
  description: 'A relation of a customer to another party, told from the customer’s side.',
  table: partyRelationship,
  id: {
    prefix: 'rel',
    column: partyRelationship.publicId,
    owner: partyRelationship.customerId,
    row: partyRelationship.id,
  },
  scope: ownedBy(partyRelationship.customerId, partyRelationship.scopeKey),
})
export class PartyRelationship {
  @stored(partyRelationship.type, 'C1', 'The kind of relation.', { filter: true, order: true })
  type!: string;

  @stored(partyRelationship.outgoing, 'C1', 'True: the customer is the one that the type speaks of.', { filter: true })
  outgoing!: boolean;

  @stored(partyRelationship.label, 'C1', 'What the other party is to the customer.')
  label!: string;

  @stored(partyRelationship.inverseLabel, 'C1', 'What the customer is to the other party.')
  inverseLabel!: string;

  @stored(partyRelationship.directness, 'C1', 'Whether an interest is held directly.', { filter: true })
  directness!: string;

  @stored(partyRelationship.sharePct, 'C1', 'The share in percent, where it is known exactly.', {
    filter: true,
    order: true,
  })
  sharePct?: string;

  @stored(partyRelationship.shareMin, 'C1', 'The least share in percent, where a range is known.')
  shareMin?: string;

  @stored(partyRelationship.shareMax, 'C1', 'The largest share in percent, where a range is known.')
  shareMax?: string;

  @stored(partyRelationship.evidence, 'NOTES', 'On what the bank bases the relation.')
  evidence?: string;

  @stored(partyRelationship.validFrom, 'C1', 'First day.', { filter: true, order: true })
  validFrom!: string;

  @stored(partyRelationship.validTo, 'C1', 'The day it ends, not included; null: open.')
  validTo?: string;

  @stored(partyRelationship.recordedAt, 'C1', 'Since when the bank has known it so.')
  recordedAt!: string;
}
