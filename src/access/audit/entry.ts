import type { DataClass, Effect } from '../policy';
import { grantsHeld } from '../shape';
import type { Viewer } from '../viewer';

/** AML accesses have a ledger of their own, so that the ordinary one does not tell that there were any. */
export const ledgers = ['ORDINARY', 'AML'] as const;
export type Ledger = (typeof ledgers)[number];

/** What one answer tells, without any value. */
export interface Reads {
  readonly classes: readonly { readonly dataClass: DataClass; readonly effect: Effect }[];
  /** Internal keys of the customers of whom something stands in the answer. */
  readonly customers: readonly string[];
  /** The coordinates of which rows were counted. */
  readonly counts: readonly string[];
  /** The ids and numbers that the request names, as they were given. */
  readonly ids: readonly string[];
  /** Those of the customers whom the reader had opened by break-glass. */
  readonly opened: readonly string[];
}

/** Where a report stands: told before its first byte, and then with those whom its rows so far touched. */
export const exportStages = ['BEGUN', 'GOING_ON', 'ENDED'] as const;

export interface ExportPart {
  readonly stage: (typeof exportStages)[number];
  /** name@version of the registered document. */
  readonly report: string;
  readonly format: string;
  /** How many rows have been written so far. */
  readonly rows: number;
}

/** One request as the audit trail is told of it. */
export interface Access {
  readonly requestId: string;
  readonly staffNumber?: string | undefined;
  readonly clientId?: string | undefined;
  readonly viewer?: Viewer | undefined;
  readonly operationName?: string | undefined;
  /** SHA-256 of the document, in hexadecimal digits. */
  readonly documentHash?: string | undefined;
  /** The registered document, by name@version, or the id that was asked for in vain. */
  readonly documentId?: string | undefined;
  readonly reads?: Reads | undefined;
  readonly export?: ExportPart;
  /** OK, or the code under which the request was refused or broken off; of a report that goes on: UNDER_WAY. */
  readonly outcome: string;
}

/** What an entry says; its place in a chain is added when it is written. */
export interface EntryContent {
  readonly at: string;
  readonly staffNumber: string | null;
  readonly clientId: string | null;
  readonly requestId: string;
  readonly operationName: string | null;
  readonly documentHash: string | null;
  readonly documentId: string | null;
  /** The reader's rights at that time: what his lists and counts ran over. */
  readonly rights: readonly string[];
  readonly readInFull: readonly string[];
  readonly readMasked: readonly string[];
  readonly withheld: readonly string[];
  readonly counted: readonly string[];
  readonly requestedIds: readonly string[];
  readonly customers: readonly string[];
  /** Those of the customers who were read under break-glass; absent where none was. */
  readonly opened?: readonly string[];
  readonly outcome: string;
  /** Only of reports, so that every other entry reads as it always did. */
  readonly export?: ExportPart;
}

/** The ledger an access belongs to: whoever reads anything of AML is recorded apart, with all he read. */
export function ledgerOf({ reads }: Access): Ledger {
  const readsAml = reads?.classes.some(({ dataClass, effect }) => dataClass === 'AML' && effect !== 'HIDDEN');
  return readsAml ? 'AML' : 'ORDINARY';
}

export function contentOf(access: Access, at: Date): EntryContent {
  const { viewer, reads, staffNumber = viewer?.staffNumber, clientId = viewer?.clientId } = access;
  const classes = (effect: Effect) =>
    distinct(
      reads?.classes.filter((one) => one.effect === effect),
      (one) => one.dataClass,
    );
  return {
    at: at.toISOString(),
    staffNumber: optional(staffNumber),
    clientId: optional(clientId),
    requestId: printable(access.requestId),
    operationName: optional(access.operationName),
    documentHash: optional(access.documentHash),
    documentId: optional(access.documentId),
    rights: distinct(viewer && grantsHeld(viewer), ({ role, orgUnitCode, kinds }) =>
      [role, orgUnitCode, ...(kinds ?? [])].join(' '),
    ),
    readInFull: classes('FULL'),
    readMasked: classes('MASKED'),
    // That something of AML was withheld would tell that there is such a thing.
    withheld: classes('HIDDEN').filter((dataClass) => dataClass !== 'AML'),
    counted: distinct(reads?.counts, printable),
    requestedIds: (reads?.ids ?? []).map(printable),
    customers: distinct(reads?.customers, String),
    ...(reads && reads.opened.length > 0 && { opened: distinct(reads.opened, String) }),
    outcome: printable(access.outcome),
    ...(access.export && { export: { ...access.export, report: printable(access.export.report) } }),
  };
}

function distinct<Item>(items: readonly Item[] | undefined, textOf: (item: Item) => string): string[] {
  return [...new Set(items?.map(textOf))];
}

const optional = (text: string | undefined): string | null => (text === undefined ? null : printable(text));

const longestText = 200;
// Control and format characters, halves of surrogate pairs, line and paragraph separators, and the escape itself.
const unprintable = /[\p{C}\p{Zl}\p{Zp}\\]/gu;

/** A text that can begin no line, hide nothing and be stored by any database, whatever a request brought. */
export function printable(text: string): string {
  const whole = text.length > longestText ? `${text.slice(0, longestText)}…` : text;
  return whole.replace(unprintable, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`);
}
