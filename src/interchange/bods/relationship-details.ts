import type { RelationshipType } from '../../entities/related-party/relationship-type.table';
import { interestTypeOf } from './codes';

/** All that one party has in another, as it is read for its statement. */
export interface RelationshipRow {
  readonly recordId: string;
  readonly interestedParty: string;
  readonly subject: string;
  readonly day: string;
  /** Every interest has ended. */
  readonly isOver: boolean;
  readonly lastDay: string | null;
  readonly interests: readonly InterestRow[];
}

interface InterestRow {
  readonly type: RelationshipType;
  readonly directness: string;
  readonly exact: number | null;
  readonly least: number | null;
  readonly largest: number | null;
  readonly from: string;
  readonly to: string | null;
  /** By the bank's own results the party is a beneficial owner on this basis. */
  readonly isBeneficial: boolean;
}

/** The recordDetails of a relationship statement. */
export function relationshipDetails({ subject, interestedParty, interests }: RelationshipRow): object {
  return { subject, interestedParty, interests: interests.map(interest) };
}

function interest({ type, directness, exact, least, largest, from, to, isBeneficial }: InterestRow): object {
  const share = {
    ...(exact !== null && { exact }),
    ...((exact ?? least) !== null && { minimum: exact ?? least }),
    ...((exact ?? largest) !== null && { maximum: exact ?? largest }),
  };
  return {
    type: interestTypeOf.get(type),
    directOrIndirect: directness.toLowerCase(),
    ...(isBeneficial && { beneficialOwnershipOrControl: true }),
    ...(Object.keys(share).length > 0 && { share }),
    startDate: from,
    ...(to && { endDate: to }),
  };
}
