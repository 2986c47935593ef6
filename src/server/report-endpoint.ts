import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Authenticate, type Principal, SignInError } from '../access/authenticate';
import { asThroughDocument, type Viewer } from '../access/viewer';
import { ClientError, type ErrorCode } from '../errors';
import type { Reports } from '../reports/reports';
import { codeOf, formatError } from './errors';
import { type Exchange, openExchange } from './exchange';
import { type Log, logExchange } from './log';
import type { Metrics } from './metrics';
import { RateLimited } from './rate';
import type { Recorder } from './recording';
import { ReportOutput } from './report-output';
import { saveOwnReport } from './report-saving';
import { searchOf, WrongForm } from './request-form';

export interface ReportEndpointParts {
  readonly reports: Reports;
  readonly authenticate: Authenticate;
  readonly viewerOf: (principal: Principal) => Promise<Viewer | null>;
  readonly countRequest: (principal: Principal) => Promise<void>;
  readonly recorder: Recorder;
  /** The largest body of a report that is saved. */
  readonly bodyBytes: number;
  readonly log: Log;
  readonly metrics: Metrics;
}

export const reportsPath = '/reports/';

// A large report may be sorted for minutes before its first row comes.
const longestSilenceMs = 10 * 60_000;

// Another protocol than GraphQL's, whose errors are told by the status of the response.
const statuses: Readonly<Partial<Record<ErrorCode, number>>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  FORBIDDEN_INPUT: 403,
  NOT_FOUND: 404,
  BAD_USER_INPUT: 400,
  CONFLICT: 409,
  LIMIT_EXCEEDED: 400,
  RATE_LIMITED: 429,
  TIMEOUT: 504,
};

/** `/reports/<name>`: who asks, for which report, and then its rows; or a report that he saves. */
export function reportEndpoint(parts: ReportEndpointParts) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const exchange = openExchange(request);
    parts.metrics.opened();
    response.setHeader('x-request-id', exchange.id);
    response.setHeader('cache-control', 'no-store');
    response.once('close', () => {
      if (!response.writableFinished && exchange.outcome === 'OK') exchange.outcome = 'CALLER_GONE';
      parts.metrics.closed(exchange);
      logExchange(parts.log, exchange, response.statusCode);
    });
    await answer(parts, exchange, request, response).catch((error: unknown) =>
      refuse(parts.recorder, exchange, response, error),
    );
  };
}

async function answer(
  parts: ReportEndpointParts,
  exchange: Exchange,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { reports, authenticate, viewerOf, countRequest } = parts;
  const { method } = request;
  if (method !== 'GET' && method !== 'PUT')
    throw new WrongForm(405, 'A report is asked for by GET and saved by PUT.', { allow: 'GET, PUT' });
  refuseOtherSites(request);
  const principal = await authenticate(bearerOf(request.headers.authorization));
  exchange.principal = principal;
  const known = await viewerOf(principal);
  if (!known) throw new SignInError('not in the directory');
  const viewer = asThroughDocument(known);
  await countRequest(principal);
  if (method === 'PUT')
    return saveOwnReport(parts, { exchange, viewer: known, name: nameOf(request) }, request, response);
  const document = reports.find(principal, viewer, nameOf(request));
  exchange.operationName = document.operationName;
  exchange.documentHash = document.hash;
  response.setTimeout(longestSilenceMs);
  const output = new ReportOutput(request, response, exchange);
  const search = new URLSearchParams(searchOf(request));
  await reports.send({ requestId: exchange.id, principal, viewer, document, search }, output);
  output.end();
}

/** A browser keeps a password and sends it along with what another site makes it ask for. */
function refuseOtherSites({ headers }: IncomingMessage): void {
  const site = headers['sec-fetch-site'];
  if (site === undefined || site === 'none' || site === 'same-origin') return;
  throw new ClientError('FORBIDDEN', 'A report is not given to a page of another site.');
}

/** Tools that know no tokens send theirs as a password; the name beside it is not looked at. */
export function bearerOf(authorization: string | undefined): string | undefined {
  const [, encoded] = /^Basic ([A-Za-z0-9+/=]+)$/i.exec(authorization ?? '') ?? [];
  if (encoded === undefined) return authorization;
  const pair = Buffer.from(encoded, 'base64').toString('utf8');
  return `Bearer ${pair.slice(pair.indexOf(':') + 1)}`;
}

function nameOf({ url = '' }: IncomingMessage): string {
  const path = url.split('?', 1)[0] as string;
  try {
    return decodeURIComponent(path.slice(reportsPath.length));
  } catch {
    return '';
  }
}

/** Before the first byte an error is told; after it the transfer is broken, so that no short file looks whole. */
async function refuse(recorder: Recorder, exchange: Exchange, response: ServerResponse, error: unknown): Promise<void> {
  const code = codeOf(error);
  if (!response.destroyed) exchange.outcome = code;
  if (error instanceof SignInError) exchange.signInFault = error.reason;
  if (code === 'INTERNAL' && !response.destroyed) exchange.causes.push(error);
  await recorder.keepRefusal(exchange);
  if (response.headersSent || response.destroyed) {
    response.destroy();
    return;
  }
  const { message, extensions } = formatError(error);
  const correlated = { ...extensions, ...(code === 'INTERNAL' && { correlationId: exchange.id }) };
  const text = JSON.stringify({ errors: [{ message, extensions: correlated }] });
  for (const name of response.getHeaderNames())
    if (/^(etag|content-|x-next|x-c360)/.test(name)) response.removeHeader(name);
  response.statusCode = error instanceof WrongForm ? error.status : (statuses[code] ?? 500);
  for (const [name, value] of Object.entries(headersFor(error))) response.setHeader(name, value);
  response.setHeader('cache-control', 'no-store');
  response.setHeader('content-type', 'application/json; charset=utf-8');
  response.setHeader('content-length', Buffer.byteLength(text));
  response.end(text);
}

function headersFor(error: unknown): Record<string, string | string[]> {
  if (error instanceof SignInError) {
    return { 'www-authenticate': ['Bearer', 'Basic realm="reports, the token as password", charset="UTF-8"'] };
  }
  if (error instanceof RateLimited) return { 'retry-after': String(error.retryAfter) };
  return error instanceof WrongForm ? error.headers : {};
}
