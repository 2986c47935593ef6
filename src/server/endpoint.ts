import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ApolloServer, HTTPGraphQLResponse } from '@apollo/server';
import { type Authenticate, type Principal, SignInError } from '../access/authenticate';
import type { Viewer } from '../access/viewer';
import { ClientError } from '../errors';
import { BodyTooLarge, CallerGone, endUnread } from './body';
import { type DocumentGate, DocumentRefused } from './document-gate';
import { codeOf, formatError } from './errors';
import { type Exchange, openExchange, type ServerContext } from './exchange';
import type { Limits } from './limits';
import { type Log, logExchange } from './log';
import type { Metrics } from './metrics';
import { RateLimited } from './rate';
import type { Recorder } from './recording';
import { checkMethod, headersForApollo, jsonBody, searchOf, WrongForm } from './request-form';

export interface EndpointParts {
  readonly apollo: ApolloServer<ServerContext>;
  readonly authenticate: Authenticate;
  /** The reader behind a principal, by the bank's directory; null for somebody it does not know. */
  readonly viewerOf: (principal: Principal) => Promise<Viewer | null>;
  readonly countRequest: (principal: Principal) => Promise<void>;
  readonly admit: DocumentGate;
  readonly recorder: Recorder;
  readonly limits: Limits;
  readonly log: Log;
  readonly metrics: Metrics;
}

/** `/graphql`: who asks, how often, in which form, and only then what. */
export function graphqlEndpoint(parts: EndpointParts) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const exchange = openExchange(request);
    const over = parts.recorder.announce();
    parts.metrics.opened();
    response.setHeader('x-request-id', exchange.id);
    response.setHeader('cache-control', 'no-store');
    response.once('close', () => {
      if (!response.writableFinished) exchange.outcome = 'CALLER_GONE';
      parts.metrics.closed(exchange);
      logExchange(parts.log, exchange, response.statusCode);
    });
    try {
      await answer(parts, exchange, request, response);
    } catch (error) {
      await refuse(parts.recorder, exchange, request, response, error);
    } finally {
      over();
    }
  };
}

async function answer(parts: EndpointParts, exchange: Exchange, request: IncomingMessage, response: ServerResponse) {
  exchange.principal = await parts.authenticate(request.headers.authorization);
  const viewer = await parts.viewerOf(exchange.principal);
  if (!viewer) throw new SignInError('not in the directory');
  await parts.countRequest(exchange.principal);
  checkMethod(request);
  const body = request.method === 'POST' ? await jsonBody(request, response, parts.limits.bodyBytes) : undefined;
  const admitted = parts.admit({ search: searchOf(request), body }, viewer, exchange);
  const answered = await parts.apollo.executeHTTPGraphQLRequest({
    httpGraphQLRequest: {
      method: request.method ?? '',
      headers: headersForApollo(request),
      search: admitted.search,
      body: admitted.body,
    },
    context: async () => ({ exchange, viewer: admitted.viewer, document: admitted.document }),
  });
  await send(parts.recorder, exchange, response, answered);
}

async function send(
  recorder: Recorder,
  exchange: Exchange,
  response: ServerResponse,
  answered: HTTPGraphQLResponse,
): Promise<void> {
  if (answered.body.kind !== 'complete') throw new Error('An answer in parts is not served.');
  const status = answered.status ?? 200;
  if (status === 500) throw new Error('Apollo Server failed.');
  const text = answered.body.string;
  for (const [name, value] of answered.headers) response.setHeader(name, value);
  response.statusCode = exchange.documentRefused ? statusOfRefusedDocument(response.getHeader('content-type')) : status;
  if (status >= 400 && exchange.outcome === 'OK') exchange.outcome = 'BAD_USER_INPUT';
  await recorder.keepRefusal(exchange);
  response.setHeader('content-length', Buffer.byteLength(text));
  response.end(text);
}

// GraphQL over HTTP: clients of the older media type expect 200 with errors, those of the newer one a 400.
const statusOfRefusedDocument = (mediaType: unknown) => (String(mediaType).startsWith('application/json') ? 200 : 400);

/** Refuses a request as a whole, before a document was looked at. */
async function refuse(
  recorder: Recorder,
  exchange: Exchange,
  request: IncomingMessage,
  response: ServerResponse,
  error: unknown,
): Promise<void> {
  if (error instanceof CallerGone || response.headersSent || response.destroyed) return;
  const code = codeOf(error);
  exchange.outcome = code;
  if (error instanceof SignInError) exchange.signInFault = error.reason;
  if (code === 'INTERNAL') exchange.causes.push(error);
  await recorder.keepRefusal(exchange);
  const mediaType = mediaTypeFor(request);
  const { status, headers } = refusalHead(error, mediaType);
  const formatted = formatError(error);
  const extensions = { ...formatted.extensions, ...(code === 'INTERNAL' && { correlationId: exchange.id }) };
  const text = JSON.stringify({ errors: [{ ...formatted, extensions }] });
  response.statusCode = status;
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  response.setHeader('content-type', mediaType);
  response.setHeader('content-length', Buffer.byteLength(text));
  if (isMoreToCome(request)) endUnread(request, response, text);
  else response.end(text);
}

// A short body that was announced is thrown away by Node itself, and the connection lives on.
function isMoreToCome(request: IncomingMessage): boolean {
  const { expect, 'transfer-encoding': coding, 'content-length': length = '0' } = request.headers;
  return !request.complete && (expect !== undefined || coding !== undefined || Number(length) > 100_000);
}

function refusalHead(error: unknown, mediaType: string): { status: number; headers: Record<string, string> } {
  if (error instanceof SignInError) return { status: 401, headers: { 'www-authenticate': 'Bearer' } };
  if (error instanceof RateLimited) return { status: 429, headers: { 'retry-after': String(error.retryAfter) } };
  if (error instanceof BodyTooLarge) return { status: 413, headers: {} };
  if (error instanceof DocumentRefused) return { status: statusOfRefusedDocument(mediaType), headers: {} };
  if (error instanceof WrongForm) return { status: error.status, headers: error.headers };
  return { status: error instanceof ClientError ? 400 : 500, headers: {} };
}

const mediaTypeFor = ({ headers: { accept = '' } }: IncomingMessage) =>
  accept.includes('application/graphql-response+json')
    ? 'application/graphql-response+json; charset=utf-8'
    : 'application/json; charset=utf-8';
