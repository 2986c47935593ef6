import type { DocumentNode } from 'graphql';
import type { Role } from '../access/policy';

/** A document that a client of the bank has registered, as it stands in the registry. */
export interface RegisteredDocument {
  readonly clientId: string;
  /** name@version */
  readonly id: string;
  readonly name: string;
  readonly version: number;
  /** SHA-256 of the text, in hexadecimal digits. */
  readonly hash: string;
  readonly text: string;
  readonly document: DocumentNode;
  readonly operationName: string;
  readonly owner: string;
  readonly purpose: string;
  /** Who may run it; empty: all. */
  readonly roles: readonly Role[];
  readonly rowLimit: number | null;
  readonly state: 'PENDING' | 'ACTIVE' | 'RETIRED';
}

export interface Documents {
  /** The ACTIVE document of a client by `name@version`, `name` (its newest active version), or `sha256:<hex>`; undefined where there is none, whatever the cause. */
  find(clientId: string, id: string): RegisteredDocument | undefined;
  modeOf(clientId: string): 'OPEN' | 'LOG' | 'SAFELIST' | 'ID_ONLY';
}
