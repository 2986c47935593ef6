import { GraphQLBoolean, GraphQLString } from 'graphql';
import { Field, InputType } from 'type-graphql';
import { badInput } from '../../errors';
import { dayText } from '../../graph/declare/date-text';
import { CountryCode, LocalDate } from '../../graph/declare/types';
import type { Writing } from '../../graph/declare/writing';
import { textOf } from '../change/change-input';
import { refused } from '../change/refusals';
import { ContactKindEnum, ContactPurposeEnum } from './contact-point.type';

const longestValue = 300;
const longestPart = 100;

/** What may be kept otherwise of a way that is there. */
@InputType('ContactPointHabitsInput', { description: 'What is kept of a way to reach a party besides the way itself.' })
export class ContactPointHabits {
  @Field(() => ContactPurposeEnum, { nullable: true, description: 'What it is for.' })
  purpose?: string | null;

  @Field(() => GraphQLBoolean, { nullable: true, description: 'The customer likes to be reached by it.' })
  preferred?: boolean | null;

  @Field(() => GraphQLBoolean, { nullable: true, description: 'The customer agrees to marketing by it.' })
  consent?: boolean | null;

  @Field(() => LocalDate, { nullable: true, description: 'The day the bank last made sure of it; today or before.' })
  verifiedOn?: Date | null;
}

@InputType('ContactPointInput', { description: 'A way to reach a party.' })
export class ContactPointInput extends ContactPointHabits {
  @Field(() => ContactKindEnum, { description: 'The kind of contact point.' })
  kind!: string;

  @Field(() => GraphQLString, { description: `The number, address or name; 1 to ${longestValue} characters.` })
  value!: string;

  @Field(() => GraphQLString, { nullable: true, description: 'The region of an address.' })
  region?: string | null;

  @Field(() => GraphQLString, { nullable: true, description: 'The city of an address.' })
  city?: string | null;

  @Field(() => GraphQLString, { nullable: true, description: 'The postal code of an address.' })
  postalCode?: string | null;

  @Field(() => CountryCode, { nullable: true, description: 'The country of an address, ISO 3166-1 alpha-2.' })
  country?: string | null;
}

const parts = ['region', 'city', 'postalCode', 'country'] as const;

/** Refuses by its form what is no way to reach anybody. */
export function checkContactPoint(input: ContactPointInput, at: string): void {
  const value = textOf(input.value, `${at}.value`, longestValue);
  if (value === null) throw badInput(`${at}.value is empty.`);
  if (input.kind === 'PHONE' && (!/\d{5}/.test(value.replace(/\D/g, '')) || /[\t\r\n]/.test(value)))
    throw badInput(`${at}.value is no phone number.`);
  if (input.kind === 'EMAIL' && !/^[^\s@]+@[^\s@]+$/.test(value)) throw badInput(`${at}.value is no e-mail address.`);
  for (const part of parts) {
    if (textOf(input[part], `${at}.${part}`, longestPart) !== null && input.kind !== 'ADDRESS')
      throw badInput(`${at}.${part} is given, and only an address has one.`);
  }
}

/** The day on which the bank made sure of something, as text. */
export function verifiedDay({ verifiedOn }: ContactPointHabits, at: string, today: string): string | null {
  const day = verifiedOn ? dayText(verifiedOn) : null;
  if (day !== null && day > today) throw refused('DATE_OUT_OF_ORDER', `${at}.verifiedOn`, `${day} has not come yet.`);
  return day;
}

/** Writes a way to reach a customer. */
export async function addContactPoint(
  customer: bigint,
  input: ContactPointInput,
  at: string,
  { sql, sealing, viewer }: Writing,
): Promise<void> {
  const value = textOf(input.value, `${at}.value`, longestValue) as string;
  const [region, city, postalCode, country] = parts.map((part) => textOf(input[part], `${at}.${part}`, longestPart));
  const [known] = await sql`
    select from contact_point where customer_id = ${customer} and kind = ${input.kind} and value = ${value}
      and city is not distinct from ${city ?? null} and country is not distinct from ${country ?? null}`;
  if (known) throw refused('TAKEN', `${at}.value`, 'The customer is reached by it already.');
  const hash = input.kind === 'PHONE' ? sealing.phone(value) : null;
  await sql`
    insert into contact_point (customer_id, kind, purpose, value, value_hash, key_version, region, city, postal_code, country,
      preferred, consent, verified_on)
    values (${customer}, ${input.kind}, ${input.purpose ?? null}, ${value}, ${hash}, ${sealing.version}, ${region ?? null},
      ${city ?? null}, ${postalCode ?? null}, ${country ?? null}, ${input.preferred ?? false}, ${input.consent ?? false},
      ${verifiedDay(input, at, viewer.today)}::text::date)`;
}
