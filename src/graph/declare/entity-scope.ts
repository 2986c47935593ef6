import type { SQL } from 'drizzle-orm';
import type { DataClass, Role } from '../../access/policy';
import type { Within } from '../../access/scope';

/** A table under the alias of one hop of a statement: its properties are columns. */
// biome-ignore lint/suspicious/noExplicitAny: each declaration knows the table its own rows come from.
export type Row = any;

/**
 * Says which rows of a table a reader reaches; `reference` where the table holds nothing about customers, so that
 * everybody reaches all of it, or all those of a condition.
 */
export type EntityScope = OwnedScope | 'reference' | { readonly reference: (row: Row) => SQL };
export type OwnedScope = (row: Row, reader: Reader) => SQL | undefined;

/** The reader as a scope asks for him: what is within his rights, and the bank's day. */
export interface Reader {
  readonly within: Within;
  /** One of the rights comes from that role. */
  readonly has: (role: Role) => boolean;
  /** The reader’s own key as an employee. */
  readonly self: () => SQL;
  readonly today: () => SQL;
  /** The same reader by those of the rights alone that read a class in full. */
  readonly inFull: (dataClass: DataClass) => Reader;
  /** The same reader by those of the rights alone that reach whoever is at a place of the bank. */
  readonly byPlace: () => Reader;
  /** The same reader by the others, which ask for more of a customer than where he is. */
  readonly beyondPlaces: () => Reader;
}

/** The reader of a value, with the time of his view. */
export interface ViewReader extends Reader {
  /** The day of the view: today, unless the root field names another. */
  readonly day: () => SQL;
  /** Whether a result worked out stood then. */
  readonly stood: (row: Row) => SQL;
}
