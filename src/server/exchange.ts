import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Reads } from '../access/audit/entry';
import type { Principal } from '../access/authenticate';
import type { Viewer } from '../access/viewer';
import type { RegisteredDocument } from '../documents/registered-document';

/** One request and what becomes of it: filled on the way, read by the log and the metrics. */
export interface Exchange {
  readonly id: string;
  readonly startedAt: number;
  readonly method: string;
  principal?: Principal;
  /** Name of the operation in the document; GraphQL's grammar allows it letters, digits and underscores only. */
  operationName?: string;
  documentHash?: string;
  /** The registered document that is run, or the id that was asked for in vain. */
  documentId?: string;
  /** A text that its client has not registered, where the log is to tell so. */
  isUnregistered?: true;
  /** Why a sign-in was refused, for the log only. */
  signInFault?: string;
  /** What the answer tells, for the audit trail. */
  reads?: Reads | undefined;
  /** The audit trail was told of it. */
  isRecorded: boolean;
  /** Code of the anchor that confirms the entry in the audit trail: in the log it is evidence outside the database. */
  anchor?: string;
  /** First error code of the answer, or OK. */
  outcome: string;
  /** The document itself was refused: over application/json such an answer is a 200, else a 400. */
  documentRefused: boolean;
  /** What went wrong inside, for the log only. */
  causes: unknown[];
}

/** What travels with a request through Apollo: its exchange, and the reader, known before anything was parsed. */
export interface ServerContext {
  readonly exchange: Exchange;
  readonly viewer: Viewer;
  readonly document?: RegisteredDocument | undefined;
}

const wellFormedId = /^[A-Za-z0-9._-]{8,64}$/;

export function openExchange(request: IncomingMessage): Exchange {
  const given = request.headers['x-request-id'];
  return {
    id: typeof given === 'string' && wellFormedId.test(given) ? given : randomUUID(),
    startedAt: performance.now(),
    method: request.method ?? '',
    isRecorded: false,
    outcome: 'OK',
    documentRefused: false,
    causes: [],
  };
}

export const millisecondsSince = (startedAt: number) => Math.round((performance.now() - startedAt) * 100) / 100;
