import { leiScheme, usccScheme } from './codes';

/** A party as it is read for its statement. */
export interface PartyRow {
  readonly recordId: string;
  readonly kind: 'INDIVIDUAL' | 'ORGANISATION';
  readonly name: string | null;
  readonly country: string | null;
  readonly day: string;
  readonly organisationKind: 'CORPORATE' | 'INSTITUTION' | null;
  readonly lei: string | null;
  readonly uscc: string | null;
  readonly foundedOn: string | null;
  readonly givenName: string | null;
  readonly familyName: string | null;
  readonly birthDate: string | null;
  readonly nationality: string | null;
}

const unnamed = { reason: 'informationUnknownToPublisher', description: 'The bank knows no name.' };
const countryNames = new Intl.DisplayNames('en', { type: 'region', fallback: 'code' });
const countryOf = (code: string) => ({ name: countryNames.of(code) ?? code, code });

/** The recordDetails of an entity or person statement. Of numbers, only those of organisations are told. */
export const partyDetails = (row: PartyRow): object => (row.kind === 'INDIVIDUAL' ? person(row) : entity(row));

function entity({ name, country, organisationKind, lei, uscc, foundedOn }: PartyRow): object {
  const identifiers = [...(lei ? [{ id: lei, ...leiScheme }] : []), ...(uscc ? [{ id: uscc, ...usccScheme }] : [])];
  const known =
    organisationKind === 'INSTITUTION' ? 'stateBody' : identifiers.length ? 'registeredEntity' : 'legalEntity';
  return {
    entityType: { type: name === null ? 'unknownEntity' : known },
    ...(name === null ? { unspecifiedEntityDetails: unnamed } : { name }),
    ...(country && { jurisdiction: countryOf(country) }),
    ...(identifiers.length > 0 && { identifiers }),
    ...(foundedOn && { foundingDate: foundedOn }),
  };
}

function person({ name, givenName, familyName, birthDate, nationality }: PartyRow): object {
  const parts = { ...(givenName && { givenName }), ...(familyName && { familyName }) };
  return {
    personType: name === null ? 'unknownPerson' : 'knownPerson',
    ...(name === null
      ? { unspecifiedPersonDetails: unnamed }
      : { names: [{ type: 'legal', fullName: name, ...parts }] }),
    ...(nationality && { nationalities: [countryOf(nationality)] }),
    ...(birthDate && { birthDate }),
  };
}
