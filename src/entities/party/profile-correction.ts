import type { PgColumn } from 'drizzle-orm/pg-core';
import { GraphQLID, GraphQLInt, GraphQLString } from 'graphql';
import { Field, InputType } from 'type-graphql';
import { badInput } from '../../errors';
import { dayText } from '../../graph/declare/date-text';
import type { Writing } from '../../graph/declare/writing';
import type { Made } from '../change/change';
import { ChangeInput, textOf } from '../change/change-input';
import { refused } from '../change/refusals';
import { customerNamed, type Standing } from '../customer/customer-payload';

const longestSource = 200;

/** What every correction of a profile is given besides the values. */
@InputType()
export abstract class ProfileCorrection extends ChangeInput {
  @Field(() => GraphQLID, { description: 'The customer.' })
  id!: string;

  @Field(() => GraphQLInt, { description: 'The version that is known of him.' })
  version!: number;

  @Field(() => GraphQLString, {
    description: `By what the values are known, such as a document that was seen; 1 to ${longestSource} characters.`,
  })
  source!: string;
}

/** The columns that a correction may write, by the names of its values, with the longest texts. */
export type Correctable = Readonly<Record<string, { readonly column: PgColumn; readonly most?: number }>>;

type Values = Readonly<Record<string, unknown>>;

/** The values given, ready to be written; a day is one of the past. */
function valuesOf(input: ProfileCorrection & Values, correctable: Correctable, today: string): Values {
  return Object.fromEntries(
    Object.entries(correctable)
      .filter(([name]) => input[name] !== undefined)
      .map(([name, { most }]) => {
        const value = input[name];
        if (value instanceof Date) {
          const day = dayText(value);
          if (day > today) throw refused('DATE_OUT_OF_ORDER', `input.${name}`, `${day} has not come yet.`);
          return [name, day];
        }
        if (Array.isArray(value))
          return [name, value.flatMap((one) => textOf(String(one), `input.${name}`, most ?? 50) ?? [])];
        return [name, most ? textOf(value as string | null, `input.${name}`, most) : value];
      }),
  );
}

/** Refuses a source that is none. */
export function checkSource({ source }: Pick<ProfileCorrection, 'source'>): void {
  if (textOf(source, 'input.source', longestSource) === null) throw badInput('input.source is empty.');
}

/** Refuses by its form what is no correction. */
export function checkCorrection(input: ProfileCorrection & Values, correctable: Correctable): void {
  checkSource(input);
  valuesOf(input, correctable, '9999-12-31');
}

/** Writes what is corrected of a person or an organisation, with where each value comes from. */
export async function correctProfile(
  table: 'individual' | 'organisation',
  correctable: Correctable,
  input: ProfileCorrection & Values,
  writing: Writing,
): Promise<Made | null> {
  const standing = await customerNamed(input, writing);
  if (!standing) return null;
  const { sql, viewer } = writing;
  const { customer, kind } = standing;
  if ((kind === 'INDIVIDUAL') !== (table === 'individual'))
    throw refused(
      'NOT_ALLOWED',
      'input.id',
      `The customer is ${kind === 'INDIVIDUAL' ? 'a person' : 'an organisation'}.`,
    );
  const values = valuesOf(input, correctable, viewer.today);
  const fields = Object.keys(values);
  if (fields.length === 0) throw refused('REQUIRED', 'input', 'Nothing is given that would be corrected.');
  const columns = fields.map((name) => (correctable[name] as Correctable[string]).column.name);
  const given = JSON.stringify(Object.fromEntries(fields.map((name, at) => [columns[at], values[name]])));
  await beginProfile(standing, writing);
  await sql`
    update ${sql(table)} as its set ${sql.unsafe(columns.map((name) => `"${name}" = given."${name}"`).join(', '))}
    from ${sql(table)} as known cross join lateral jsonb_populate_record(known, ${given}::text::jsonb) as given
    where known.customer_id = ${customer} and its.customer_id = ${customer}`;
  return keptProfile(standing, fields, input.source, writing);
}

/** Notes where values of a profile come from, gives the customer his next version and tells the change. */
export async function keptProfile(
  { customer, version }: Standing,
  fields: readonly string[],
  source: string,
  { sql, viewer, now }: Writing,
): Promise<Made> {
  const at = now.toISOString();
  await sql`
    insert into profile_value (customer_id, field, source, employee_id, at)
    select ${customer}, field, ${textOf(source, 'input.source', longestSource)}, ${viewer.employeeId}, ${at}::text::timestamptz
    from unnest(${[...fields]}::text[]) as field`;
  await sql`
    update customer set version = version + 1, updated_at = ${at}::text::timestamptz where customer_id = ${customer}`;
  return {
    changed: { customer },
    written: [{ customer, prefix: 'cus', row: customer, fields, version: version + 1 }],
  };
}

/** The same change, told of another customer in reach whose record it touches as well. */
export async function keptWith(
  made: Made,
  other: bigint,
  fields: readonly string[],
  { sql, now }: Writing,
): Promise<Made> {
  const [touched] = await sql<{ version: number }[]>`
    update customer set version = version + 1, updated_at = ${now.toISOString()}::text::timestamptz
    where customer_id = ${other} returning version`;
  if (!touched) return made;
  const written = { customer: other, prefix: 'cus', row: other, fields, version: touched.version };
  return { ...made, written: [...made.written, written] };
}

/** Makes sure that the profile of a person or an organisation is there to be filled. */
export async function beginProfile({ customer, kind }: Pick<Standing, 'customer' | 'kind'>, { sql }: Writing) {
  await (kind === 'INDIVIDUAL'
    ? sql`insert into individual (customer_id) values (${customer}) on conflict do nothing`
    : sql`insert into organisation (customer_id, kind) values (${customer}, ${kind}) on conflict do nothing`);
}
