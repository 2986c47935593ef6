import { asThroughDocument, type Viewer } from '../access/viewer';
import { hashOf } from '../documents/admit';
import type { DocumentMode, Documents, RegisteredDocument } from '../documents/registered-document';
import { ClientError } from '../errors';
import { readAsked, withText } from './asked-document';
import type { Exchange } from './exchange';

/** A well-formed request for a document that its client may not send. */
export class DocumentRefused extends ClientError {}

interface Request {
  readonly search: string;
  /** Of a POST. */
  readonly body: unknown;
}

/** The request as Apollo is given it, and the reader on the way by which he comes. */
export interface Admission extends Request {
  readonly viewer: Viewer;
  readonly document?: RegisteredDocument;
}

/** Lets in what the reader's client may send; the client is that of the token. */
export type DocumentGate = (request: Request, viewer: Viewer, exchange: Exchange) => Admission;

export function documentGate(documents: Documents): DocumentGate {
  return (request, viewer, exchange) => {
    const { clientId } = viewer;
    const { id, text } = readAsked(request.search, request.body);
    if (id !== undefined) {
      exchange.documentId = id;
      const document = documents.find(clientId, id);
      // One answer for an id that nobody has, one that waits or is retired, and another client's.
      if (!document) throw new DocumentRefused('BAD_USER_INPUT', 'No such document is registered for this client.');
      exchange.documentId = document.id;
      return { ...withText(request, document.text), viewer: asThroughDocument(viewer), document };
    }
    if (text === undefined) return { ...request, viewer };
    const mode = documents.modeOf(clientId);
    if (mode === 'ID_ONLY') throw new DocumentRefused('FORBIDDEN', 'This client may send ids of documents only.');
    const document = documents.find(clientId, `sha256:${hashOf(text)}`);
    if (!document) return withUnregistered(request, viewer, exchange, mode);
    exchange.documentId = document.id;
    return { ...request, viewer: asThroughDocument(viewer), document };
  };
}

function withUnregistered(request: Request, viewer: Viewer, exchange: Exchange, mode: DocumentMode): Admission {
  if (mode === 'SAFELIST') throw new DocumentRefused('FORBIDDEN', 'This client may send registered documents only.');
  if (mode === 'LOG') exchange.isUnregistered = true;
  return { ...request, viewer };
}
