import type { Bank, Table } from '../bank';
import type { CursorBook } from '../cursors';
import type { Class, Standing } from '../matrix';
import type { Reader } from '../reader';
import { amountText, nameMask, numberMask, type Row } from '../values';
import type { Arguments, Watch } from './watch';

export type { Arguments };

/** What a resolver of the reference may look at. */
export interface Context {
  readonly bank: Bank;
  readonly reader: Reader;
  readonly today: string;
  /** The moment of the request, ISO 8601. */
  readonly now: string;
  /** The bank's day of a moment. */
  readonly dayOf: (moment: string) => string;
  readonly principal: string;
  readonly cursors: CursorBook;
  /** The plain text behind a sealed identifier. */
  readonly unseal: (identifier: Row) => string;
  readonly watch?: Watch;
  /** Filled on the way: the customers of whom something stands in the answer, and the fields that were told. */
  readonly touched: Set<number>;
  readonly told: Set<string>;
}

/** The time of which a root field's view is told, as its arguments name it. */
export interface View {
  readonly day?: string;
  /** ISO 8601. */
  readonly recorded?: string;
}

/** A record on its way through the executor, with what the reader may stand as towards it. */
export interface Item {
  readonly model: TypeModel;
  readonly row: Row;
  readonly standings: readonly Standing[];
  readonly view: View;
}

/** The mask of a field; `null` where a value of its type has none and is withheld instead. */
export type Mask = ((row: Row) => string | null) | null;

export interface FieldModel {
  readonly dataClass: Class;
  readonly mask: Mask;
  readonly read: (row: Row, context: Context, item: Item) => unknown;
  /** Rows that keep the value from this reader, whatever the class allows. */
  readonly isClosed?: (row: Row, context: Context, item: Item) => boolean;
}

export interface Order {
  readonly column: string;
  readonly direction: 'ASC' | 'DESC';
}

export interface EdgeModel {
  readonly kind: 'one' | 'list' | 'page' | 'search';
  readonly to: string;
  /** The rows on the other side, before scope, filter and order. */
  readonly rows: (parent: Row, context: Context, args: Arguments) => readonly Row[];
  readonly order: readonly Order[];
  /** The prefix of ids that an `id` argument takes. */
  readonly idPrefix?: string;
  /** Arguments that take such an id, beside or in place of `id`. */
  readonly ids?: readonly string[];
  /** The argument that is a text to search for, where it is given. */
  readonly searchedBy?: string;
  /** The argument that names one record; any other is a search. */
  readonly namedBy?: string;
  /** Finds a customer by an exact number of some scheme. */
  readonly isLookup?: true;
  /** Exactly one of these arguments is given. */
  readonly exactlyOne?: readonly string[];
  /** Leads to another customer than the parent's. */
  readonly across?: true;
  /** But for rows of the parent's own customer. */
  readonly stays?: true;
  /** How many rows a list has at most; 100 where nothing is said. */
  readonly most?: number;
  /** The numbers that arguments take. */
  readonly ranges?: Readonly<Record<string, readonly [least: number, most: number]>>;
  /** The argument that says how many rows stand below. */
  readonly sizedBy?: string;
  /** The column of a party whose stub a row may be. */
  readonly restrictedBy?: string;
  /** The class of the way itself: null for who does not read it. */
  readonly dataClass?: Class;
  /** The type whose rows an argument `among` chooses by their filters. */
  readonly among?: string;
  /** Arguments with the class that each of their values reads. */
  readonly choices?: Readonly<Record<string, Readonly<Record<string, Class>>>>;
  /** Two arguments with days, the second not before the first. */
  readonly period?: readonly [from: string, to: string];
  /** Refused in a view of another time. */
  readonly ofToday?: true;
}

export interface TimelineModel {
  readonly kind: 'timeline';
  readonly arms: readonly { readonly to: string; readonly at: (row: Row) => string }[];
}

/** A party told by its record where it is in scope, else by its stub. */
export interface LinkedModel {
  readonly kind: 'linked';
  readonly partyColumn: string;
  /** It may be the parent's own customer, known as the parent is. */
  readonly stays?: true;
}

export interface NodeModel {
  readonly kind: 'node' | 'nodes';
}

export type WayModel = EdgeModel | TimelineModel | LinkedModel | NodeModel;

export type FilterModel =
  | {
      readonly kind: 'value';
      readonly dataClass: Class;
      readonly column: string;
      /** What is compared, where the row has no such column. */
      readonly read?: (row: Row) => string;
    }
  | { readonly kind: 'list'; readonly dataClass: Class; readonly column: string }
  | {
      readonly kind: 'code';
      readonly dataClass: Class;
      readonly column: string;
      readonly table: Table;
      readonly code: string;
    }
  | { readonly kind: 'money'; readonly dataClass: Class; readonly column: string };

/** Whose rows they are: everybody's, one customer's, an account's, shared by its owners, or a group's, by its members. */
export type Scope =
  | 'everybody'
  | 'customer'
  /** A way makes its rows and says in `reached` as what the reader reaches each. */
  | 'made'
  | { readonly account: 'id' | 'account_id' }
  | { readonly group: 'group_id' };

export interface TypeModel {
  readonly name: string;
  readonly table: Table;
  readonly prefix?: string;
  readonly key: string;
  readonly scope: Scope;
  /** A way makes its rows; `table` is where their customers are found. */
  readonly isMade?: true;
  /** The columns of made rows that are decimals in text. */
  readonly decimals?: readonly string[];
  /** The column of the day or moment from which a row is told. */
  readonly since?: string;
  /** The class of all of it, ways out and existence included: only who reads it in full reaches a row. */
  readonly dataClass?: Class;
  /** Rows that are told at all. */
  readonly isTold?: (row: Row) => boolean;
  /** The class of single rows, where it differs from row to row. */
  readonly rowClass?: (row: Row) => Class | undefined;
  readonly fields: Readonly<Record<string, FieldModel>>;
  readonly ways: Readonly<Record<string, WayModel>>;
  readonly orders: Readonly<Record<string, { readonly column: string; readonly dataClass: Class }>>;
  readonly filters: Readonly<Record<string, FilterModel>>;
}

export const columnOf = (field: string): string => field.replace(/([A-Z])/g, '_$1').toLowerCase();

type MaskName = 'NAME' | 'NUMBER' | 'NONE';

function maskOf(column: string, mask: MaskName): Mask {
  if (mask === 'NONE') return null;
  const make = mask === 'NAME' ? nameMask : numberMask;
  return (row) => (row[column] === null ? null : make(String(row[column])));
}

/** Fields that read the column of their own name. */
export function plain(dataClass: Class, names: string, mask: MaskName = 'NONE'): Record<string, FieldModel> {
  const made = names.split(' ').map((name): [string, FieldModel] => {
    const column = columnOf(name);
    return [name, { dataClass, mask: maskOf(column, mask), read: (row) => row[column] }];
  });
  return Object.fromEntries(made);
}

/** Amounts of money: field name and the column of its minor units. */
export function amounts(columns: Readonly<Record<string, string>>): Record<string, FieldModel> {
  const made = Object.entries(columns).map(([name, column]): [string, FieldModel] => {
    const read = (row: Row) =>
      row[column] === null
        ? null
        : { amount: amountText(row[column] as number, String(row.currency)), currency: row.currency };
    return [name, { dataClass: 'MONEY', mask: null, read }];
  });
  return Object.fromEntries(made);
}

/** Filters on a column; several columns in one text, of one class. */
export function filters(dataClass: Class, names: string): Record<string, FilterModel> {
  return Object.fromEntries(
    names.split(' ').map((name) => [name, { kind: 'value', dataClass, column: columnOf(name) }]),
  );
}

export const codeFilter = (column: string, table: Table, code = 'code'): FilterModel => {
  return { kind: 'code', dataClass: 'C1', column, table, code };
};

export const moneyFilter = (column: string): FilterModel => ({ kind: 'money', dataClass: 'MONEY', column });

export function orders(dataClass: Class, names: string): TypeModel['orders'] {
  return Object.fromEntries(names.split(' ').map((name) => [name, { column: name.toLowerCase(), dataClass }]));
}

export const ascending = (column: string): Order => ({ column, direction: 'ASC' });
export const descending = (column: string): Order => ({ column, direction: 'DESC' });

/** A way to the one row whose `column` equals the parent's `own`. */
export function one(to: string, table: Table, column: string, own: string): EdgeModel {
  return { kind: 'one', to, order: [], rows: (parent, { bank }) => bank.where(table, column, parent[own] as number) };
}

/** A page of the rows whose `column` equals the parent's `own`. */
export function page(to: string, table: Table, column: string, own: string, order: readonly Order[]): EdgeModel {
  return { kind: 'page', to, order, rows: (parent, { bank }) => bank.where(table, column, parent[own] as number) };
}

export { effectOn, isInScope, ownsToday, reachedAs } from './reached';
