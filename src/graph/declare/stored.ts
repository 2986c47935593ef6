import { getTableColumns, is, type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import { PgColumn, type PgTable } from 'drizzle-orm/pg-core';
import { GraphQLString } from 'graphql';
import type { DataClass } from '../../access/policy';
import type { Row } from './entity-scope';
import type { EmbeddedField, FieldDeclaration, OnlyFor, Reading, StoredField, TypeClass, TypeReference } from './field';
import { type FilterDeclaration, filterOnColumn } from './filter';
import { Money } from './money';
import { addField, partsOf } from './registry';
import { expressionFor, graphqlTypeOf } from './types';

type ColumnReading = (row: Row) => SQLWrapper;

interface StoredOptions {
  /** The GraphQL type, where it does not follow from the column. */
  readonly type?: () => TypeReference | [TypeReference];
  /** The name shown in place of a value that the reader may see masked only. */
  readonly mask?: 'NAME' | 'NUMBER';
  readonly filter?: boolean | FilterDeclaration;
  /** Lists may be put in this order; a column stands for another that sorts better. */
  readonly order?: boolean | PgColumn;
  readonly nullable?: boolean;
  readonly onlyFor?: OnlyFor;
}

/** Reads a column of whatever alias its table has in a statement. */
export function readerOf(column: PgColumn): ColumnReading {
  const entry = Object.entries(getTableColumns(column.table as PgTable)).find(([, candidate]) => candidate === column);
  if (!entry) throw new Error(`${column.name} is no column of its table.`);
  return (row) => row[entry[0]];
}

const isColumn = (source: PgColumn | Reading): source is PgColumn => is(source, PgColumn);

/** Reads a column, or what an expression makes of the row. */
export const readerFrom = (source: PgColumn | ColumnReading): ColumnReading =>
  isColumn(source) ? readerOf(source) : source;

const masks = {
  NAME: (text: SQLWrapper) => sql`left(${text}, 1) || '**'`,
  // Of a short number fewer than four characters are told, so that four are hidden at least.
  NUMBER: (text: SQLWrapper) => sql`'****' || right(${text}, greatest(least(length(${text}) - 4, 4), 0))`,
};

export function maskFor(dataClass: DataClass, read: ColumnReading, mask?: 'NAME' | 'NUMBER'): (row: Row) => SQL {
  return (row) => masks[mask ?? (dataClass === 'C3' ? 'NUMBER' : 'NAME')](read(row));
}

export const enumName = (field: string) => field.replace(/([A-Z])/g, '_$1').toUpperCase();

/** Declares a field whose value is a column of the type's own table, or an expression over its row. */
export function stored(
  source: PgColumn | Reading,
  dataClass: DataClass,
  description: string,
  options: StoredOptions = {},
): PropertyDecorator {
  return (prototype, property) => {
    const target = prototype.constructor as TypeClass;
    const name = String(property);
    const column = isColumn(source) ? source : undefined;
    if (!column && !options.type) throw new Error(`${target.name}.${name}: an expression needs its type.`);
    const raw = column && readerOf(column);
    const read: Reading = column && raw ? (row) => expressionFor(column, raw(row)) : (source as Reading);
    const type = options.type ?? (() => graphqlTypeOf(column as PgColumn));
    const required = column?.notNull === true && dataClass === 'C1';
    const isText =
      column !== undefined &&
      !column.getSQLType().endsWith(']') &&
      !column.enumValues &&
      graphqlTypeOf(column) === GraphQLString;
    const declaration: StoredField = {
      kind: 'stored',
      dataClass,
      read,
      ...(isText && raw && dataClass !== 'C1' && { mask: maskFor(dataClass, raw, options.mask) }),
      ...(options.onlyFor && { onlyFor: options.onlyFor }),
    };
    addField({ target, name, type, nullable: options.nullable ?? !required, description, declaration });
    const known = partsOf(target);
    if (options.filter === true && column && raw) known.filters.set(name, filterOnColumn(column, dataClass, raw));
    else if (typeof options.filter === 'object') known.filters.set(name, options.filter);
    const by = is(options.order, PgColumn) ? options.order : column;
    if (options.order) addOrder(target, name, by as PgColumn, dataClass);
  };
}

function addOrder(target: TypeClass, field: string, column: PgColumn, dataClass: DataClass): void {
  partsOf(target).orders.set(enumName(field), {
    column: readerOf(column),
    sqlType: column.getSQLType(),
    nullable: !column.notNull,
    dataClass,
  });
}

interface MoneyOptions {
  readonly dataClass?: DataClass;
  /** Lists may be put in its order. */
  readonly order?: boolean;
}

/** Declares an amount: minor units and currency in the row, a decimal text with its currency in the API. */
export function money(
  minor: PgColumn,
  currency: PgColumn,
  description: string,
  { dataClass = 'MONEY', order = false }: MoneyOptions = {},
): PropertyDecorator {
  return (prototype, property) => {
    const amount = readerOf(minor);
    const code = readerOf(currency);
    const declaration: EmbeddedField = {
      kind: 'embedded',
      dataClass,
      present: (row) => sql`${amount(row)} is not null`,
      parts: { amount: (row) => sql`money_text(${amount(row)}, ${code(row)})`, currency: code },
    };
    const target = prototype.constructor as TypeClass;
    const name = String(property);
    addField({ target, name, type: () => Money, nullable: true, description, declaration });
    if (order) addOrder(target, name, minor, dataClass);
  };
}

/** Declares a field of another kind on a type. */
export function field(
  type: () => TypeReference | [TypeReference],
  description: string,
  declaration: FieldDeclaration,
): PropertyDecorator {
  return (prototype, property) => {
    const target = prototype.constructor as TypeClass;
    addField({
      target,
      name: String(property),
      type,
      nullable: declaration.kind !== 'relation',
      description,
      declaration,
    });
  };
}
