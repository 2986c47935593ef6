import type { DocumentNode, GraphQLError } from 'graphql';
import type { Reads } from '../access/audit/entry';
import type { Viewer } from '../access/viewer';

export interface GraphRequest {
  readonly document: DocumentNode;
  readonly operationName: string | null;
  readonly variables: Record<string, unknown>;
  readonly viewer: Viewer;
  /** How many rows it may ask for at most, where fewer than any request. */
  readonly rowLimit?: number | undefined;
  /** Told what is being read as soon as it is known, so that the audit trail knows it of what fails as well. */
  readonly noteReads?: (reads: Reads) => void;
}

/** The answer to one operation: `text` is JSON ready for the wire, `data` a tree still to be written. */
export interface GraphAnswer {
  readonly text?: string;
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly GraphQLError[];
  readonly extensions?: Record<string, unknown>;
  /** What was read of whom, for the audit trail. */
  readonly reads?: Reads;
}
