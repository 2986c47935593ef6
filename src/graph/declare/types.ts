import 'reflect-metadata';
import { type SQLWrapper, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import { GraphQLBoolean, GraphQLFloat, GraphQLInt, GraphQLScalarType, GraphQLString } from 'graphql';
import { GraphQLCountryCode, GraphQLCurrency, GraphQLDate, GraphQLDateTime } from 'graphql-scalars';
import { registerEnumType } from 'type-graphql';
import type { TypeReference } from './field';

const decimalText = /^-?\d{1,30}(\.\d{1,20})?$/;

function decimal(value: unknown): string {
  if (typeof value === 'string' && decimalText.test(value)) return value;
  throw new TypeError('A Decimal is written as a string such as "1234.50".');
}

/** An exact decimal number, written as a string so that no client rounds it. */
export const Decimal = new GraphQLScalarType<string, string>({
  name: 'Decimal',
  description: 'An exact decimal number, written as a string such as "1234.50".',
  serialize: decimal,
  parseValue: decimal,
});

export const DateTime = GraphQLDateTime;
export const LocalDate = GraphQLDate;
export const Currency = GraphQLCurrency;

const { parseValue: countryOf, ...country } = GraphQLCountryCode.toConfig();

/** ISO 3166-1 alpha-2; small letters are taken for large ones. */
export const CountryCode = new GraphQLScalarType<string, string>({
  ...(country as object),
  name: GraphQLCountryCode.name,
  parseValue: (value) => countryOf(value).toUpperCase(),
  parseLiteral: (node) => countryOf('value' in node ? node.value : null).toUpperCase(),
});

const enums = new Map<readonly string[], object>();
const enumValues = new WeakMap<object, readonly string[]>();

/** Makes a GraphQL enum of the values that a column is checked against, each with its description. */
export function enumType<const Values extends readonly string[]>(
  name: string,
  values: Values,
  description: string,
  described: { readonly [Value in Values[number]]: string },
): { readonly [Value in Values[number]]: Value } {
  const made = Object.fromEntries(values.map((value) => [value, value])) as { [Value in Values[number]]: Value };
  const valuesConfig = Object.fromEntries(
    values.map((value) => [value, { description: described[value as Values[number]] }]),
  );
  registerEnumType(made, { name, description, valuesConfig: valuesConfig as never });
  enums.set(values, made);
  enumValues.set(made, values);
  enumNames.set(made, name);
  return made;
}

const enumNames = new WeakMap<object, string>();
export const nameOfEnum = (made: object) => enumNames.get(made);

/** The GraphQL type of a column's values. */
export function graphqlTypeOf(column: PgColumn): TypeReference {
  if (column.enumValues?.length) {
    const known = enums.get(column.enumValues);
    if (!known) throw new Error(`The values of ${column.name} are not declared as an enum.`);
    return known;
  }
  const sqlType = column.getSQLType();
  if (sqlType.startsWith('timestamp')) return DateTime;
  if (sqlType.startsWith('numeric')) return Decimal;
  const known: Record<string, TypeReference> = {
    integer: GraphQLInt,
    smallint: GraphQLInt,
    boolean: GraphQLBoolean,
    date: LocalDate,
    'double precision': GraphQLFloat,
  };
  return known[sqlType] ?? GraphQLString;
}

/** A column's value as the API writes it: instants in UTC with Z, decimals as text without idle zeros. */
export function expressionFor(column: PgColumn, value: SQLWrapper): SQLWrapper {
  const sqlType = column.getSQLType();
  if (sqlType.startsWith('timestamp'))
    return sql`to_char(${value} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
  if (sqlType.startsWith('numeric')) return sql`trim_scale(${value})::text`;
  if (sqlType === 'bigint') return sql`${value}::text`;
  return value;
}
