import type { RelationshipType } from '../../entities/related-party/relationship-type.table';

export const recordTypes = ['entity', 'person', 'relationship'] as const;
export const recordStatuses = ['new', 'updated', 'closed'] as const;
export const directnessCodes = ['direct', 'indirect', 'unknown'] as const;
export const personTypes = ['knownPerson', 'anonymousPerson', 'unknownPerson'] as const;
export const entityTypes = [
  'registeredEntity',
  'legalEntity',
  'arrangement',
  'anonymousEntity',
  'unknownEntity',
  'state',
  'stateBody',
] as const;

/** The interest types of BODS 0.4 by the relation that each is for the bank; null: the bank has no relation for it. */
export const interestTypes: Readonly<Record<string, RelationshipType | null>> = {
  shareholding: 'SHAREHOLDING',
  votingRights: 'VOTING_RIGHTS',
  appointmentOfBoard: 'APPOINTS_BOARD',
  otherInfluenceOrControl: 'OTHER_CONTROL',
  seniorManagingOfficial: 'SENIOR_MANAGER',
  settlor: 'SETTLOR',
  trustee: 'TRUSTEE',
  protector: 'PROTECTOR',
  beneficiaryOfLegalArrangement: 'BENEFICIARY',
  rightsToSurplusAssetsOnDissolution: 'SURPLUS_RIGHTS',
  rightsToProfitOrIncome: 'PROFIT_RIGHTS',
  rightsGrantedByContract: 'CONTRACT_CONTROL',
  conditionalRightsGrantedByContract: null,
  controlViaCompanyRulesOrArticles: null,
  controlByLegalFramework: null,
  boardMember: 'DIRECTOR',
  boardChair: 'BOARD_CHAIR',
  unknownInterest: null,
  unpublishedInterest: null,
  enjoymentAndUseOfAssets: null,
  rightToProfitOrIncomeFromAssets: null,
  nominee: 'NOMINEE',
  nominator: null,
};

/** The relations that BODS has an interest type for, with it. */
export const interestTypeOf: ReadonlyMap<RelationshipType, string> = new Map(
  Object.entries(interestTypes).flatMap(([interest, relation]) => (relation ? [[relation, interest] as const] : [])),
);

export const leiScheme = { scheme: 'XI-LEI', schemeName: 'Global Legal Entity Identifier Index' } as const;
/** Told by its name: lists of register codes call the Chinese register by several. */
export const usccScheme = { schemeName: 'Unified Social Credit Code (GB 32100)' } as const;
const usccSchemes = new Set(['CN-SAIC', 'CN-SAMR', 'CN-USCC']);

/** An identifier of a statement as the bank keeps it. */
export interface KnownIdentifier {
  readonly scheme: 'LEI' | 'USCC' | 'NATIONAL_ID' | 'PASSPORT' | 'TAX' | 'OTHER';
  /** The list the number stands in, where the scheme does not say it. */
  readonly source: string | null;
}

const personSchemes = { IDCARD: 'NATIONAL_ID', PASSPORT: 'PASSPORT', TAXID: 'TAX' } as const;

export function entityIdentifier(scheme: string, schemeName: string): KnownIdentifier {
  if (scheme === leiScheme.scheme) return { scheme: 'LEI', source: null };
  if (usccSchemes.has(scheme) || /^unified social credit/i.test(schemeName)) return { scheme: 'USCC', source: null };
  return { scheme: 'OTHER', source: scheme || schemeName };
}

/** A person's scheme is a country of three letters and PASSPORT, TAXID or IDCARD. */
export function personIdentifier(scheme: string, schemeName: string): KnownIdentifier {
  const [, kind] = /^[A-Z]{3}-(IDCARD|PASSPORT|TAXID)$/.exec(scheme) ?? [];
  const known = kind === undefined ? 'OTHER' : personSchemes[kind as keyof typeof personSchemes];
  return { scheme: known, source: scheme || schemeName };
}
