import type { SQL, SQLWrapper } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import type { GraphQLScalarType } from 'graphql';
import type { DataClass, Role } from '../../access/policy';
import type { EntityScope, Reader, Row, ViewReader } from './entity-scope';
import type { EdgeInputs, Join, SourceJoin } from './join';
import type { Lookup } from './lookup';
import type { Changed, Writing } from './writing';

export type { Reader, Row, ViewReader };

/** A class decorated for type-graphql; it stands for its GraphQL type. */
export type TypeClass = abstract new (...args: never[]) => object;

/** What may stand for a GraphQL type in a declaration: a class, a scalar, or an enum object. */
export type TypeReference = TypeClass | GraphQLScalarType | object;

/** Reads a value of a row; `reader` tells which other rows a figure over several may count. */
export type Reading = (row: Row, reader: ViewReader) => SQLWrapper;

/** A field whose value is an expression over its own row. */
export interface StoredField {
  readonly kind: 'stored';
  readonly dataClass: DataClass;
  readonly read: Reading;
  /** The text shown where the reader may see it masked only; absent: withheld then. */
  readonly mask?: (row: Row) => SQL;
  /** Rows whose value only some may see, whatever the class allows. */
  readonly onlyFor?: OnlyFor;
}

/** A row is open to its author and to readers of some roles; others read null where `closed` holds. */
export interface OnlyFor {
  readonly closed: (row: Row) => SQL;
  readonly author: (row: Row) => SQLWrapper;
  readonly roles: readonly Role[];
}

/** An object made of expressions over the same row, such as an amount with its currency. */
export interface EmbeddedField {
  readonly kind: 'embedded';
  readonly dataClass: DataClass;
  readonly present: (row: Row) => SQL;
  readonly parts: Readonly<Record<string, Reading>>;
}

/** A field that code works out, in one batch per request, from columns that it names. */
export interface ComputedField {
  readonly kind: 'computed';
  readonly dataClass: DataClass;
  readonly needs: Readonly<Record<string, (row: Row) => SQLWrapper>>;
  readonly mask?: (row: Row) => SQL;
  /** One value or Error for each row, in their order. */
  readonly batch: (
    rows: readonly Readonly<Record<string, string>>[],
    services: ComputedServices,
  ) => Promise<readonly unknown[]>;
}

/** What the code of computed fields is given to work with; the keys never enter a statement. */
export interface ComputedServices {
  /** What the reader of the request may see, field by field. */
  readonly fieldAccess: () => readonly object[];
  readonly keys: { readonly identifierCipher: (version: number) => Uint8Array | undefined };
}

/** The reader's relation to the record, told by the row itself. */
export interface RelationField {
  readonly kind: 'relation';
  readonly dataClass: 'C1';
}

export interface OrderTerm {
  readonly column: (row: Row) => SQLWrapper;
  readonly sqlType: string;
  readonly nullable: boolean;
  readonly direction: 'ASC' | 'DESC';
}

/** An order that a list may be asked for; ordering by a field is reading it. */
export type OrderDeclaration = Omit<OrderTerm, 'direction'> & { readonly dataClass: DataClass };

export interface ArgumentDeclaration {
  readonly type: () => TypeReference;
  readonly description: string;
  readonly nullable?: boolean;
  /** What holds where the request says nothing. */
  readonly defaultValue?: boolean | number;
  /** The least and the largest number that it takes. */
  readonly range?: readonly [least: number, most: number];
  /** Of one value of an enum, by which the statement takes its form: the class that each value reads. */
  readonly choices?: Readonly<Record<string, DataClass>>;
}

/**
 * Whose rows an edge leads to: of the parent's own customer, of another customer, of any customer, or of the one that
 * the request names. A right to look up single customers holds on the first and the last only.
 */
export type Lead = 'WITHIN' | 'ACROSS' | 'LISTING' | 'NAMED';

interface EdgeBase {
  readonly name: string;
  readonly description: string;
  readonly dataClass: DataClass;
  readonly nullable: boolean;
  readonly arguments: Readonly<Record<string, ArgumentDeclaration>>;
  /** Who may ask at all, whatever the rows; others are refused with FORBIDDEN. */
  readonly onlyRoles?: readonly Role[];
  /** Refuses arguments that contradict each other; runs before any SQL. */
  readonly check?: (values: Readonly<Record<string, unknown>>) => void;
}

/** A way from a row to rows of another entity, or from the root to rows of one. */
export interface EdgeField extends EdgeBase {
  readonly kind: 'edge';
  readonly cardinality: 'one' | 'list' | 'page';
  readonly to: TypeClass;
  readonly leads: Lead;
  readonly namedBy?: string;
  /** A class of which its rows may tell, besides their own, to who reads it. */
  readonly mayTell?: DataClass;
  readonly lookup?: Lookup;
  readonly link?: PgTable;
  readonly on: (join: Join) => SQL | undefined;
  /** Makes the rows, in place of a table of the target. */
  readonly source?: (join: SourceJoin) => SQL;
  /**
   * Of a way to other customers: where the row is the parent’s own customer’s all the same. Its rows lead no further,
   * since the rights behind them differ from row to row.
   */
  readonly stays?: (join: Pick<Join, 'parent' | 'row'>) => SQL;
  readonly order: readonly OrderTerm[];
  /** Of a list: how many rows it has at most. */
  readonly most?: number;
  /** The argument that says how many rows stand below, as `first` does for a page. */
  readonly sizedBy?: string;
  readonly defaultFirst: number;
  readonly maxFirst: number;
  /** Rows of another entity of which its rows are made; the request chooses among them by its filters. */
  readonly among?: TypeClass;
  readonly candidates?: Candidates;
  /** Rows of the target whose own party may lie out of scope; they can be counted apart. */
  readonly stub?: StubSource;
  readonly walk?: Walk;
  /** Refused in a view as of another time: its rows are worked out for today only. */
  readonly ofToday?: boolean;
}

/** Rows that are steps of a way from party to party. It ends at the first stub: what lies behind is not told. */
export interface Walk {
  readonly stub: StubSource;
  /** The steps before a step. */
  readonly before: (row: Row, earlier: Row) => SQL;
}

/** Rows found by another way than their own table, in the order of that way: a search. */
export interface Candidates {
  readonly table: PgTable;
  /** The ways of finding; they may overlap. One that reads a class is open only to who reads it in full. */
  readonly arms: readonly CandidateArm[];
  readonly order: readonly OrderTerm[];
  readonly scope: EntityScope;
  readonly key: (row: Row) => SQLWrapper;
}

export interface CandidateArm {
  readonly dataClass: DataClass;
  readonly where: (row: Row, inputs: EdgeInputs) => SQL;
  /** It may meet the same record by several rows. */
  readonly repeats?: boolean;
}

/** Where the record behind a stub is, if the reader may see it. */
export interface StubSource {
  /** The key of the customer that a row of it belongs to. */
  readonly owner: (target: Row) => SQLWrapper;
  readonly table: PgTable;
  readonly on: (row: Row, target: Row) => SQL;
  readonly scope: EntityScope;
  /** Where the record is the row’s own customer’s. */
  readonly stays?: (row: Row, target: Row) => SQL;
}

/** A party told by its stub where it is out of scope: each field reads the record, or else the stub on the parent's row. */
export interface LinkedField extends EdgeBase {
  readonly kind: 'linked';
  readonly to: TypeClass;
  readonly source: StubSource;
  readonly fields: Readonly<Record<string, LinkedPart>>;
}

export interface LinkedPart {
  readonly dataClass: DataClass;
  readonly read: (target: Row) => SQLWrapper;
  readonly stub: (row: Row) => SQLWrapper;
  /** The stub is a mask of the value, not the value itself. */
  readonly masked: boolean;
}

/** Rows of several entities in one order of time. */
export interface UnionField extends EdgeBase {
  readonly kind: 'union';
  readonly arms: UnionArm[];
  readonly defaultFirst: number;
  readonly maxFirst: number;
}

export interface UnionArm {
  readonly to: TypeClass;
  readonly at: (row: Row) => SQLWrapper;
  readonly on: (join: Pick<Join, 'parent' | 'row'>) => SQL;
}

/** `node` and `nodes`: any record by its public id. */
export interface NodeField extends EdgeBase {
  readonly kind: 'node';
  readonly cardinality: 'one' | 'list';
}

/** A change, and the type that answers it. */
export interface MutationField extends EdgeBase {
  readonly kind: 'mutation';
  readonly payload: TypeClass;
  readonly counted?: string;
  readonly run: (values: Readonly<Record<string, unknown>>, writing: Writing) => Promise<Changed | null>;
}

export type FieldDeclaration =
  | StoredField
  | EmbeddedField
  | ComputedField
  | RelationField
  | EdgeField
  | LinkedField
  | UnionField
  | NodeField
  | MutationField;
