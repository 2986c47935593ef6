import type { Viewer } from '../../access/viewer';
import type { Statements } from '../../database/connect';
import type { RowAddress } from '../node-id';

/** Puts values into the form in which they are kept under the bank's newest keys. */
export interface Sealing {
  /** The version of the keys. */
  readonly version: number;
  identifier(
    scheme: string,
    value: string,
  ): { readonly masked: string; readonly hash: Buffer; readonly sealed: Buffer };
  phone(number: string): Buffer;
}

/**
 * What a mutation works with: one transaction on the serving login, in which the viewer is set with those of his rights
 * alone that open the mutation to him.
 */
export interface Writing {
  readonly sql: Statements;
  readonly viewer: Viewer;
  readonly now: Date;
  /**
   * What a public id of the input names, where its customer is in reach; null where he is not. A malformed id, or one of
   * another type, is BAD_USER_INPUT.
   */
  readonly reached: (id: string, prefix: string) => Promise<RowAddress | null>;
  /** Which of some customers are in reach. */
  readonly among: (customers: readonly bigint[]) => Promise<ReadonlySet<bigint>>;
  readonly sealing: Sealing;
}

/** The keys of what a mutation changed, by the names that its payload's edges ask for. */
export type Changed = Readonly<Record<string, bigint>>;
