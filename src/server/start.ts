import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Audit } from '../access/audit/audit';
import type { Authenticate, Principal } from '../access/authenticate';
import type { Viewer } from '../access/viewer';
import type { DocumentRegistry } from '../documents/registry';
import type { Graph } from '../graph/graph';
import type { Reports } from '../reports/reports';
import { startApollo } from './apollo';
import { documentGate } from './document-gate';
import { graphqlEndpoint } from './endpoint';
import { healthRoutes } from './health';
import { createFront, type Patience } from './http';
import { ideRoutes } from './ide';
import { defaultLimits, type Limits } from './limits';
import type { Log } from './log';
import { type ConnectionCount, createMetrics } from './metrics';
import { createRateLimit } from './rate';
import { recorder as recorderTo } from './recording';
import { reportEndpoint, reportsPath } from './report-endpoint';

/** The registry as far as requests are answered by it. */
export type ServedDocuments = Omit<DocumentRegistry, 'refresh'>;

export interface ServerParts {
  readonly graph: Graph;
  /** Registered documents as files; without them there is nothing at their address. */
  readonly reports?: Reports;
  readonly authenticate: Authenticate;
  readonly viewerOf: (principal: Principal) => Promise<Viewer | null>;
  /** What clients have registered, and what each of them may send. */
  readonly documents: ServedDocuments;
  /** Keeps who read what; no answer leaves before it is kept. */
  readonly audit: Audit;
  /** What stands in the way of serving (database away, migrations missing); null when nothing does. */
  readonly ready: () => Promise<string | null>;
  readonly connections: () => Promise<ConnectionCount>;
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  readonly log: Log;
  readonly limits?: Partial<Limits>;
  readonly patience?: Patience;
}

export interface RunningServer {
  /** Where it is reached, without a slash at the end. */
  readonly address: string;
  /** Takes no new connection, lets running requests end for at most the given milliseconds, then closes. */
  stop(grace?: number): Promise<void>;
}

const defaultGrace = 10_000;

/** Starts serving; throws an error with one clear line where the address cannot be had. */
export async function startServer(parts: ServerParts): Promise<RunningServer> {
  const { graph, reports, authenticate, viewerOf, documents, ready, log } = parts;
  const limits = { ...defaultLimits, ...parts.limits };
  const metrics = createMetrics(parts.connections);
  const recorder = recorderTo(parts.audit);
  const apollo = await startApollo({ graph, documents, limits, log, recorder });
  const countRequest = createRateLimit(limits.requestsPerMinute);
  const admit = documentGate(documents);
  const asked = { authenticate, viewerOf, countRequest, recorder, log, metrics };
  let isStopping = false;
  const front = createFront(
    {
      ...ideRoutes(),
      ...healthRoutes({ ready, metrics, isStopping: () => isStopping }),
      '/graphql': graphqlEndpoint({ apollo, admit, limits, ...asked }),
      ...(reports && { [reportsPath]: reportEndpoint({ reports, bodyBytes: limits.bodyBytes, ...asked }) }),
    },
    log,
    parts.patience,
  );
  const port = await listen(front, parts.host, parts.port);
  return {
    address: `http://${parts.host.includes(':') ? `[${parts.host}]` : parts.host}:${port}`,
    async stop(grace = defaultGrace) {
      if (isStopping) return;
      isStopping = true;
      await close(front, grace);
      await apollo.stop();
      await parts.audit.stop();
      await documents.stop();
    },
  };
}

async function listen(front: Server, host: string, port: number): Promise<number> {
  front.listen({ host, port, exclusive: true });
  try {
    await once(front, 'listening');
  } catch (error) {
    throw new Error(listenFault((error as NodeJS.ErrnoException).code ?? 'unknown', host, port));
  }
  return (front.address() as AddressInfo).port;
}

function listenFault(code: string, host: string, port: number): string {
  if (code === 'EADDRINUSE') return `Port ${port} on ${host} is taken; set PORT to another`;
  if (code === 'EACCES') return `Port ${port} on ${host} needs rights this user lacks; set PORT to 1024 or more`;
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return `${host} is no address of this machine; set HOST to one that is`;
  return `Port ${port} on ${host} cannot be opened (${code})`;
}

async function close(front: Server, grace: number): Promise<void> {
  const closed = new Promise((resolve) => front.close(resolve));
  // A connection kept alive falls idle only when its running request has ended.
  const sweep = setInterval(() => front.closeIdleConnections(), 50);
  const last = setTimeout(() => front.closeAllConnections(), grace);
  await closed;
  clearInterval(sweep);
  clearTimeout(last);
}
