import type { DocumentNode } from 'graphql';
import type { Role } from '../access/policy';

export const documentStates = ['PENDING', 'ACTIVE', 'RETIRED'] as const;
export type DocumentState = (typeof documentStates)[number];

/** What a client may send: any text; any text, with a note of those that are not registered; registered texts; ids only. */
export const documentModes = ['OPEN', 'LOG', 'SAFELIST', 'ID_ONLY'] as const;
export type DocumentMode = (typeof documentModes)[number];

/** A document that a client's team has agreed on with the bank. */
export interface RegisteredDocument {
  readonly clientId: string;
  /** `name@version`. */
  readonly id: string;
  readonly name: string;
  readonly version: number;
  /** SHA-256 of the text in hexadecimal digits. */
  readonly hash: string;
  readonly text: string;
  readonly document: DocumentNode;
  readonly operationName: string;
  readonly owner: string;
  readonly purpose: string;
  /** Who may run it; empty: everybody. */
  readonly roles: readonly Role[];
  /** How many rows one request may ask for at most; null: the limit of all requests. */
  readonly rowLimit: number | null;
  readonly state: DocumentState;
}

export interface Documents {
  /** The ACTIVE document of a client by `name@version`, `name` (its newest active version), or `sha256:<hex>`; undefined where there is none, whatever the cause. */
  find(clientId: string, id: string): RegisteredDocument | undefined;
  modeOf(clientId: string): DocumentMode;
}

/** Whether somebody may run a document: he holds one of its roles, or it names none. */
export const mayRun = (
  { roles }: Pick<RegisteredDocument, 'roles'>,
  { grants }: { readonly grants: readonly { readonly role: Role }[] },
): boolean => roles.length === 0 || grants.some(({ role }) => roles.includes(role));
