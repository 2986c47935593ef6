import { GraphQLString } from 'graphql';
import { Field, InputType } from 'type-graphql';
import { badInput } from '../../errors';
import { dayText } from '../../graph/declare/date-text';
import { CountryCode, LocalDate } from '../../graph/declare/types';
import type { Writing } from '../../graph/declare/writing';
import { textOf } from '../change/change-input';
import { normaliseIdentifier } from './identifier-seal';
import { IdentifierSchemeEnum } from './party-identifier.type';

const longestNumber = 50;

@InputType('IdentifierInput', { description: 'A number by which someone outside the bank knows a party.' })
export class IdentifierInput {
  @Field(() => IdentifierSchemeEnum, {
    description: 'The kind of number; the numbers of the bank’s source systems are theirs to give.',
  })
  scheme!: string;

  @Field(() => GraphQLString, { description: `The number, 1 to ${longestNumber} characters; it is kept sealed.` })
  value!: string;

  @Field(() => CountryCode, { nullable: true, description: 'The country that issued it, ISO 3166-1 alpha-2.' })
  issuingCountry?: string | null;

  @Field(() => LocalDate, { nullable: true, description: 'The last day on which the document is good.' })
  expiresOn?: Date | null;
}

const forms: Readonly<Record<string, RegExp>> = {
  LEI: /^[0-9A-Z]{18}\d{2}$/,
  USCC: /^[0-9A-HJ-NP-RTUW-Y]{18}$/,
};

/** Refuses by its form what is no number of its kind. */
export function checkIdentifier({ scheme, value, issuingCountry }: IdentifierInput, at: string): void {
  if (scheme === 'CUSTOMER_NUMBER') throw badInput(`${at}.scheme is given by the bank’s source systems alone.`);
  const number = textOf(value, `${at}.value`, longestNumber);
  if (number === null || normaliseIdentifier(number) === '') throw badInput(`${at}.value is empty.`);
  if (forms[scheme]?.test(normaliseIdentifier(number)) === false) throw badInput(`${at}.value is no ${scheme}.`);
  textOf(issuingCountry, `${at}.issuingCountry`, 2);
}

/**
 * Writes a number by which a customer is known. That he is known by it already, or that somebody else is, makes no
 * difference to whoever writes it.
 */
export async function addIdentifier(
  customer: bigint,
  { scheme, value, issuingCountry, expiresOn }: IdentifierInput,
  { sql, sealing }: Writing,
): Promise<void> {
  const { masked, hash, sealed } = sealing.identifier(scheme, value.trim());
  await sql`
    insert into party_identifier (customer_id, scheme, issuing_country, expires_on, value_masked, value_hash, value_sealed, key_version)
    values (${customer}, ${scheme}, ${issuingCountry ?? null}, ${expiresOn ? dayText(expiresOn) : null}::text::date,
      ${masked}, ${hash}, ${sealed}, ${sealing.version})
    on conflict do nothing`;
}
