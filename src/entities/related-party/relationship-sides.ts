import type { PartyKind } from '../party/party.table';
import type { RelationshipType } from './relationship-type.table';

interface Sides {
  /** What the party may be that the type speaks of, and what the other may be; anything unless given. */
  readonly from?: PartyKind;
  readonly to?: PartyKind;
  /** The same is meant whichever of both it speaks of. */
  readonly isMutual?: boolean;
  /** It has a share. */
  readonly hasShare?: boolean;
}

const family: Sides = { from: 'INDIVIDUAL', to: 'INDIVIDUAL' };
const office: Sides = { from: 'INDIVIDUAL', to: 'ORGANISATION' };
const interest: Sides = { to: 'ORGANISATION', hasShare: true };
const organisations: Sides = { from: 'ORGANISATION', to: 'ORGANISATION' };
const control: Sides = { to: 'ORGANISATION' };

/** The relations that staff write down, and between whom; null: found by the product, or told by a register alone. */
export const relationshipSides: Readonly<Record<RelationshipType, Sides | null>> = {
  SPOUSE: { ...family, isMutual: true },
  PARENT: family,
  CHILD: family,
  SIBLING: { ...family, isMutual: true },
  GUARDIAN: { to: 'INDIVIDUAL' },
  POWER_OF_ATTORNEY: {},
  LEGAL_REPRESENTATIVE: office,
  DIRECTOR: control,
  BOARD_CHAIR: office,
  SENIOR_MANAGER: office,
  SIGNATORY: { from: 'INDIVIDUAL' },
  CONTACT: { from: 'INDIVIDUAL' },
  EMPLOYEE: office,
  SHAREHOLDING: interest,
  VOTING_RIGHTS: interest,
  PROFIT_RIGHTS: interest,
  SURPLUS_RIGHTS: interest,
  APPOINTS_BOARD: control,
  CONTRACT_CONTROL: control,
  OTHER_CONTROL: control,
  CONSOLIDATES: null,
  CONSOLIDATES_ULTIMATELY: null,
  HEAD_OFFICE: null,
  FUND_MANAGER: organisations,
  UMBRELLA_FUND: organisations,
  MASTER_FUND: organisations,
  SETTLOR: control,
  TRUSTEE: control,
  PROTECTOR: control,
  BENEFICIARY: control,
  NOMINEE: {},
  GUARANTEES: {},
  SUPPLIES: { hasShare: true },
  SAME_ADDRESS: null,
  SAME_PHONE: null,
};
