import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { Log } from './log';
import { describeCause } from './log';

/** Times in milliseconds after which a slow or silent caller is let go. */
export interface Patience {
  readonly headers: number;
  readonly request: number;
  readonly keepAlive: number;
  readonly silence: number;
  readonly check: number;
}

export const defaultPatience: Patience = {
  headers: 10_000,
  request: 20_000,
  keepAlive: 30_000,
  silence: 60_000,
  check: 2_000,
};

const maxHeaderBytes = 16 * 1024;

type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void> | void;

/** Handlers by path; a path ending in `/` serves everything below it. */
export type Routes = Readonly<Record<string, Handler>>;

/** The server's own front: it knows paths, times and connections, and nothing of GraphQL. */
export function createFront(routes: Routes, log: Log, patience: Patience = defaultPatience): Server {
  const listener: RequestListener = (request, response) => {
    response.setHeader('x-content-type-options', 'nosniff');
    response.setHeader('referrer-policy', 'no-referrer');
    response.setHeader('cross-origin-resource-policy', 'same-origin');
    if (!front.listening) response.setHeader('connection', 'close');
    const handler = routeFor(routes, request.url ?? '') ?? nothingHere;
    Promise.resolve()
      .then(() => handler(request, response))
      .catch((error: unknown) => {
        log.error({ cause: describeCause(error) }, 'failed');
        if (response.headersSent) response.destroy();
        else answerText(response, 500, 'Something went wrong on our side.');
      });
  };
  const front = createServer(
    {
      maxHeaderSize: maxHeaderBytes,
      headersTimeout: patience.headers,
      requestTimeout: patience.request,
      keepAliveTimeout: patience.keepAlive,
      connectionsCheckingInterval: patience.check,
    },
    listener,
  );
  front.timeout = patience.silence;
  // A caller who asks first is answered first: the endpoint lets him go on only when it will read the body.
  front.on('checkContinue', listener);
  return front;
}

function routeFor(routes: Routes, url: string): Handler | undefined {
  const path = url.split('?', 1)[0] as string;
  if (Object.hasOwn(routes, path)) return routes[path];
  const below = Object.keys(routes).find((route) => route.length > 1 && route.endsWith('/') && path.startsWith(route));
  return below === undefined ? undefined : routes[below];
}

/** Wraps a page that can only be read: GET and HEAD. */
export function readOnly(handler: Handler): Handler {
  return (request, response) => {
    if (request.method === 'GET' || request.method === 'HEAD') return handler(request, response);
    response.setHeader('allow', 'GET, HEAD');
    answerText(response, 405, 'Only GET and HEAD are served here.');
  };
}

const nothingHere: Handler = (_request, response) =>
  answerText(response, 404, 'There is nothing here; the graph is at /graphql.');

export function answerText(
  response: ServerResponse,
  status: number,
  text: string,
  type = 'text/plain; charset=utf-8',
): void {
  response.statusCode = status;
  response.setHeader('content-type', type);
  response.setHeader('content-length', Buffer.byteLength(text));
  response.end(text);
}
