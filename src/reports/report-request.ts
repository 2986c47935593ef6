import type { Principal } from '../access/authenticate';
import type { Viewer } from '../access/viewer';
import type { RegisteredDocument } from '../documents/registered-document';
import type { AccessNotice } from '../graph/plan/plan';

export interface ReportRequest {
  readonly requestId: string;
  readonly principal: Principal;
  readonly viewer: Viewer;
  readonly document: RegisteredDocument;
  readonly search: URLSearchParams;
}

/** What is known of a report before its first byte. */
export interface ReportHead {
  readonly mediaType: string;
  readonly fileName: string;
  readonly notices: readonly AccessNotice[];
  /** Where more records follow the last one of the limit: the cursor to go on with. */
  readonly nextCursor: string | undefined;
  /** Names the moment at which the data is read. */
  readonly moment: string;
  /** The entity tag for what tells the data. */
  tag(data: string): string;
}

/** Where a report goes. */
export interface ReportSink {
  /** Ends when the caller has gone away. */
  readonly gone: AbortSignal;
  /** The audit trail tells of it, as the code of an anchor confirms. */
  kept(anchor: string): void;
  begin(head: ReportHead): void;
  /** Resolves when more may come. */
  write(bytes: Buffer): Promise<void>;
  /** All has been written: whether the caller gets it or has it already. Nothing more leaves before the report is kept. */
  settle(): 'OK' | 'NOT_MODIFIED';
}
