import type { DataClass } from '../../access/policy';

/** A way to one record by a number of a kind that an argument names; each such request is counted. */
export interface Lookup {
  readonly by: string;
  /** The class of the numbers: only who may look up, or reads the class in full, finds anybody by them. */
  readonly dataClass: DataClass;
  /** The kind of number that is open to everybody. */
  readonly open: string;
}

/** The keyed hashes under which a protected value may be stored, one for each key; the keys never enter the database. */
export interface KeyedHashes {
  phone(number: string): readonly Uint8Array[];
  identifier(scheme: string, value: string): readonly Uint8Array[];
}
