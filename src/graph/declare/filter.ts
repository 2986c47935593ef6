import { type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import { GraphQLBoolean, GraphQLString } from 'graphql';
import type { DataClass } from '../../access/policy';
import { badInput } from '../../errors';
import { dateText, isDateType } from './date-text';
import type { Row, TypeReference } from './field';
import { toMinorUnits } from './minor-units';
import { Currency, Decimal, graphqlTypeOf, nameOfEnum } from './types';

type Sibling = Readonly<Record<string, unknown>>;

export interface FilterOperator {
  readonly type: () => TypeReference;
  readonly list: boolean;
  readonly required?: boolean;
  readonly sqlType: string;
  readonly description: string;
  readonly condition: (left: SQLWrapper, value: SQL) => SQL;
  /** The value as SQL text; may look at the other values of its input object. */
  readonly toSql?: (value: unknown, siblings: Sibling) => string;
}

/** The form of a filter on one field: an input type with its operators. */
export interface FilterForm {
  readonly name: string;
  readonly description: string;
  readonly operators: Readonly<Record<string, FilterOperator>>;
}

export interface FilterDeclaration {
  readonly dataClass: DataClass;
  readonly description: string;
  readonly form: FilterForm;
  readonly left: (row: Row) => SQLWrapper;
  /** Equality leaves few rows, which an index has in the usual order. */
  readonly narrows?: boolean;
}

const compare = {
  eq: ['equals the value', (left: SQLWrapper, value: SQL) => sql`${left} = ${value}`],
  ne: [
    'differs from the value, or is absent',
    (left: SQLWrapper, value: SQL) => sql`${left} is distinct from ${value}`,
  ],
  lt: ['lies below the value', (left: SQLWrapper, value: SQL) => sql`${left} < ${value}`],
  lte: ['lies below the value or equals it', (left: SQLWrapper, value: SQL) => sql`${left} <= ${value}`],
  gt: ['lies above the value', (left: SQLWrapper, value: SQL) => sql`${left} > ${value}`],
  gte: ['lies above the value or equals it', (left: SQLWrapper, value: SQL) => sql`${left} >= ${value}`],
} as const;
type Comparison = keyof typeof compare;

const asText = (value: unknown) => String(value);

function operatorsOf(comparisons: readonly Comparison[], type: TypeReference, sqlType: string) {
  const toSql = isDateType(sqlType) ? (value: unknown) => dateText(value, sqlType) : asText;
  const made: Record<string, FilterOperator> = {};
  for (const name of comparisons) {
    const [description, condition] = compare[name];
    made[name] = { type: () => type, list: false, sqlType, description: `The field ${description}.`, condition, toSql };
  }
  made.in = {
    type: () => type,
    list: true,
    sqlType: `${sqlType}[]`,
    description: 'The field equals one of the values; at most 500.',
    condition: (left, value) => sql`${left} = any(${value})`,
    toSql,
  };
  return made;
}

const absence: FilterOperator = {
  type: () => GraphQLBoolean,
  list: false,
  sqlType: 'boolean',
  description: 'True: the field has no value. False: it has one.',
  condition: (left, value) => sql`(${left} is null) = ${value}`,
};

const ordered: readonly Comparison[] = ['eq', 'ne', 'lt', 'lte', 'gt', 'gte'];

function formOf(column: PgColumn): FilterForm {
  const type = graphqlTypeOf(column);
  // A decimal is compared as it was given, with more digits than the column holds as well.
  const sqlType = column
    .getSQLType()
    .replace(/^(char|varchar).*|^text.*/, 'text')
    .replace(/^numeric.*/, 'numeric');
  if (sqlType === 'boolean') {
    const { eq } = operatorsOf(['eq'], type, sqlType);
    return form('BooleanFilter', 'Compares a truth value.', { eq: { ...(eq as FilterOperator), toSql: undefined } });
  }
  if (column.enumValues?.length) {
    const name = nameOfEnum(type) ?? '';
    return form(`${name}Filter`, `Compares a value of ${name}.`, operatorsOf(['eq', 'ne'], type, 'text'));
  }
  if (type === GraphQLString) {
    return form('TextFilter', 'Compares a text exactly.', {
      ...operatorsOf(['eq', 'ne'], type, 'text'),
      isNull: absence,
    });
  }
  const name = (type as { name: string }).name;
  return form(`${name}Filter`, `Compares a value of ${name}.`, {
    ...operatorsOf(ordered, type, sqlType),
    isNull: absence,
  });
}

function form(name: string, description: string, operators: Record<string, FilterOperator>): FilterForm {
  return { name, description, operators };
}

export function filterOnColumn(
  column: PgColumn,
  dataClass: DataClass,
  left: (row: Row) => SQLWrapper,
): FilterDeclaration {
  return {
    dataClass,
    description: `By ${column.name.replaceAll('_', ' ')}.`,
    left,
    get form() {
      return formOf(column);
    },
  };
}

/** A filter by the code of a row in a reference table, such as an org unit or a product. */
export function filterOnCode(
  left: (row: Row) => SQLWrapper,
  codes: { id: PgColumn; code: PgColumn },
  description: string,
  dataClass: DataClass = 'C1',
): FilterDeclaration {
  const { id, code } = codes;
  const operators = operatorsOf(['eq'], GraphQLString, 'text');
  const eq = operators.eq as FilterOperator;
  const any = operators.in as FilterOperator;
  return {
    dataClass,
    description,
    left,
    form: form('CodeFilter', 'Compares the code of a reference record.', {
      eq: { ...eq, condition: (key, value) => sql`${key} = (select ${id} from ${id.table} where ${code} = ${value})` },
      in: {
        ...any,
        condition: (key, value) =>
          sql`${key} = any(array(select ${id} from ${id.table} where ${code} = any(${value})))`,
      },
    }),
  };
}

/** A filter on an amount: it names its currency, so that unlike amounts are never compared. */
export function filterOnMoney(
  minor: (row: Row) => SQLWrapper,
  currency: (row: Row) => SQLWrapper,
  description: string,
  dataClass: DataClass = 'MONEY',
): FilterDeclaration {
  const toSql = (value: unknown, siblings: Sibling) => {
    const units = toMinorUnits(String(value), String(siblings.currency));
    if (units === null) throw badInput(`${value} has more decimals than ${siblings.currency} allows.`);
    if (BigInt.asIntN(64, units) !== units) throw badInput(`${value} is larger than any amount.`);
    return units.toString();
  };
  const amounts = Object.entries(operatorsOf(['eq', 'lt', 'lte', 'gt', 'gte'], Decimal, 'bigint'))
    .filter(([name]) => name !== 'in')
    .map(([name, operator]): [string, FilterOperator] => [
      name,
      { ...operator, toSql, condition: (row, value) => operator.condition(minor(row), value) },
    ]);
  return {
    dataClass,
    description,
    left: (row) => row,
    form: form('MoneyFilter', 'Compares an amount with others of one currency.', {
      currency: {
        type: () => Currency,
        list: false,
        required: true,
        sqlType: 'text',
        description: 'ISO 4217 code; only amounts in it are compared.',
        condition: (row, value) => sql`${currency(row)} = ${value}`,
        toSql: asText,
      },
      ...Object.fromEntries(amounts),
    }),
  };
}

/** A filter for a list of texts, such as tags. */
export function filterOnList(
  left: (row: Row) => SQLWrapper,
  dataClass: DataClass,
  description: string,
): FilterDeclaration {
  const has = (list: boolean, text: string, condition: FilterOperator['condition']): FilterOperator => ({
    type: () => GraphQLString,
    list,
    sqlType: list ? 'text[]' : 'text',
    description: text,
    condition,
    toSql: asText,
  });
  return {
    dataClass,
    description,
    left,
    form: form('TextListFilter', 'Looks into a list of texts.', {
      has: has(false, 'The list holds the value.', (texts, value) => sql`${value} = any(${texts})`),
      hasAny: has(true, 'The list holds one of the values.', (texts, value) => sql`${texts} && ${value}`),
    }),
  };
}
