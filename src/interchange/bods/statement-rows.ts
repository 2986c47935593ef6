import { FieldFault } from '../field-fault';
import { isLei } from '../lei';
import { entityIdentifier, interestTypes, type KnownIdentifier, personIdentifier } from './codes';
import { readEntity, readPerson, readRelationship } from './read-statement';
import { shareRange } from './shares';
import type { EntityStatement, Interest, PersonStatement, RelationshipStatement } from './statement';

/** A flat row of what a statement tells, by column; every value as text. */
export type FlatRow = Readonly<Record<string, string | null>>;

interface TellableIdentifier extends KnownIdentifier {
  readonly value: string;
}

/** An organisation, told by an entity statement. */
export function entityRow(json: unknown): FlatRow {
  const { recordId, recordDetails: details } = readEntity(json);
  const identifiers = identifiersOfEntity(details);
  const numberOf = (scheme: string) => identifiers.find((one) => one.scheme === scheme)?.value ?? null;
  return {
    record_id: recordId,
    kind: /^state/.test(details.entityType.type) ? 'INSTITUTION' : 'CORPORATE',
    name: details.name ?? null,
    country: countryCode(details.jurisdiction?.code),
    founded_on: details.foundingDate ?? null,
    lei: numberOf('LEI'),
    uscc: numberOf('USCC'),
  };
}

/** A person, told by a person statement. */
export function personRow(json: unknown): FlatRow {
  const { recordId, recordDetails: details } = readPerson(json);
  const names = details.names ?? [];
  const name = names.find(({ type }) => type === 'legal') ?? names[0];
  const parts = [name?.givenName, name?.familyName].filter(Boolean).join(' ');
  // A number of the identity card of China is one person's; those of other countries may coincide.
  const card = (details.identifiers ?? []).find(({ scheme }) => scheme === 'CHN-IDCARD');
  return {
    record_id: recordId,
    name: name?.fullName ?? (parts || null),
    given_name: name?.givenName ?? null,
    family_name: name?.familyName ?? null,
    birth_date: details.birthDate?.length === 10 ? details.birthDate : null,
    nationality: countryCode(details.nationalities?.[0]?.code),
    national_id: card?.id ?? null,
  };
}

/** The identifiers of an organisation or a person, a row each. */
export function identifierRows(json: unknown, recordType: 'entity' | 'person'): FlatRow[] {
  const statement = recordType === 'entity' ? readEntity(json) : readPerson(json);
  const identifiers =
    recordType === 'entity'
      ? identifiersOfEntity(statement.recordDetails as EntityStatement['recordDetails'])
      : identifiersOfPerson(statement.recordDetails as PersonStatement['recordDetails']);
  const places = placesOf(identifiers.map(({ scheme }) => scheme));
  return identifiers.map(({ scheme, source, value }, at) => ({
    record_id: statement.recordId,
    place: places[at] as string,
    scheme,
    source,
    value,
  }));
}

/** What a relationship statement tells: its interests by their places in the record, and those that cannot be taken. */
export interface ToldInterests {
  readonly recordId: string;
  readonly places: readonly string[];
  readonly rows: readonly FlatRow[];
  readonly faults: readonly FieldFault[];
}

/** The interests of a relationship statement, a row each; one at fault is told and does not keep back the others. */
export function interestRows(json: unknown): ToldInterests {
  const statement = readRelationship(json);
  const { subject, interestedParty, interests } = statement.recordDetails;
  const parties = {
    subject: referenceOf('recordDetails.subject', subject),
    interested_party: referenceOf('recordDetails.interestedParty', interestedParty),
  };
  const places = placesOf(interests.map(({ type }) => type));
  const rowOf = (interest: Interest, at: number): FlatRow => {
    const field = `recordDetails.interests.${at}`;
    const share = shareRange(interest.share, `${field}.share`);
    return {
      record_id: statement.recordId,
      place: places[at] as string,
      ...parties,
      type: relationOf(interest, field),
      directness: (interest.directOrIndirect ?? 'unknown').toUpperCase(),
      share_pct: share.exact,
      share_min: share.least,
      share_max: share.largest,
      evidence: evidenceOf(statement, interest),
      ...validTime(statement, interest, field),
    };
  };
  const told = interests.map((interest, at) => orFault(() => rowOf(interest, at)));
  return {
    recordId: statement.recordId,
    places,
    rows: told.filter((one): one is FlatRow => !(one instanceof FieldFault)),
    faults: told.filter((one) => one instanceof FieldFault),
  };
}

function orFault<Result>(work: () => Result): Result | FieldFault {
  try {
    return work();
  } catch (error) {
    if (error instanceof FieldFault) return error;
    throw error;
  }
}

const countryCode = (code: string | undefined) => (code && /^[A-Z]{2}(-|$)/.test(code) ? code.slice(0, 2) : null);

/** Names items by their kind and how many of that kind came before, so that another order changes no name. */
function placesOf(kinds: readonly string[]): string[] {
  const counts = new Map<string, number>();
  return kinds.map((kind) => {
    const count = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, count);
    return `${kind}:${count}`;
  });
}

function identifiersOfEntity({ identifiers = [] }: EntityStatement['recordDetails']): TellableIdentifier[] {
  return identifiers.map(({ id, scheme = '', schemeName = '' }, at) => {
    const known = entityIdentifier(scheme, schemeName);
    if (known.scheme === 'LEI' && !isLei(id)) {
      throw new FieldFault(`recordDetails.identifiers.${at}.id`, id, 'is no LEI: its check digits or form are wrong');
    }
    if (known.scheme === 'USCC' && !/^[0-9A-HJ-NP-RTUW-Y]{18}$/.test(id)) {
      throw new FieldFault(`recordDetails.identifiers.${at}.id`, id, 'is no unified social credit code');
    }
    return { ...known, value: id };
  });
}

function identifiersOfPerson({ identifiers = [] }: PersonStatement['recordDetails']): TellableIdentifier[] {
  return identifiers.map(({ id, scheme = '', schemeName = '' }) => ({
    ...personIdentifier(scheme, schemeName),
    value: id,
  }));
}

function referenceOf(field: string, reference: string | { readonly reason: string }): string {
  if (typeof reference === 'string') return reference;
  throw new FieldFault(`${field}.reason`, reference.reason, 'names no party, so there is no relation to keep');
}

function relationOf({ type }: Interest, field: string): string {
  const relation = interestTypes[type];
  if (relation) return relation;
  throw new FieldFault(`${field}.type`, type, 'is an interest that the bank keeps no relation for');
}

function validTime({ statementDate, recordStatus }: RelationshipStatement, interest: Interest, field: string) {
  const from = interest.startDate ?? statementDate;
  const isClosed = recordStatus === 'closed' && interest.endDate === undefined;
  const to = isClosed ? statementDate : interest.endDate;
  if (to !== undefined && to <= from) {
    const end = isClosed ? 'statementDate' : `${field}.endDate`;
    throw new FieldFault(end, to, `is not after ${from}, the day on which the interest begins`);
  }
  return { valid_from: from, valid_to: to ?? null };
}

function evidenceOf({ statementId }: RelationshipStatement, interest: Interest): string {
  const { details, beneficialOwnershipOrControl: isDeclared } = interest;
  const declared =
    isDeclared === undefined ? null : `${isDeclared ? '' : 'no '}beneficial ownership or control declared`;
  return [`BODS statement ${statementId}`, declared, details?.trim() || null].filter(Boolean).join('; ');
}
