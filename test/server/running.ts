import { SignInError } from '../../src/access/authenticate';
import type { Viewer } from '../../src/access/viewer';
import { defaultPatience } from '../../src/server/http';
import { createLog } from '../../src/server/log';
import { type RunningServer, type ServerParts, startServer } from '../../src/server/start';
import { smallGraph } from './small-graph';

export const viewer: Viewer = {
  principal: 'BM0001',
  employeeId: 1n,
  staffNumber: 'BM0001',
  clientId: 'test',
  grants: [],
  portfolio: [],
  cases: [],
  contacts: [],
  openings: [],
  today: '2026-01-05',
  timeZone: 'Asia/Shanghai',
  throughDocument: false,
  throughTool: false,
  workedOutSince: null,
};

/** A registry without documents, whose clients may send any text. */
export const noDocuments: ServerParts['documents'] = {
  find: () => undefined,
  modeOf: () => 'OPEN',
  parsed: () => undefined,
  used: () => undefined,
  stop: async () => undefined,
};

export interface TestServer extends RunningServer {
  readonly graph: ReturnType<typeof smallGraph>;
  readonly lines: () => Record<string, unknown>[];
  readonly rawLog: () => string;
  post(body: unknown, headers?: Record<string, string>): Promise<Response>;
}

/** A real server on loopback whose only token is `good`. */
export async function runningServer(parts: Partial<ServerParts> = {}): Promise<TestServer> {
  const graph = smallGraph();
  let written = '';
  const log = createLog('info', {
    write(line: string) {
      written += line;
    },
  });
  const server = await startServer({
    graph,
    authenticate: async (authorization) => {
      if (authorization !== 'Bearer good' && authorization !== 'Bearer stranger') throw new SignInError('no token');
      return { staffNumber: authorization === 'Bearer good' ? 'BM0001' : 'XX9999', clientId: 'test' };
    },
    viewerOf: async ({ staffNumber }) => (staffNumber === 'BM0001' ? viewer : null),
    documents: noDocuments,
    audit: { announce: () => () => undefined, record: async () => '0'.repeat(64), stop: async () => {} },
    ready: async () => null,
    connections: async () => ({ active: 1, idle: 2 }),
    host: '127.0.0.1',
    port: 0,
    log,
    patience: { ...defaultPatience, check: 100 },
    ...parts,
  });
  return {
    ...server,
    graph,
    rawLog: () => written,
    lines: () =>
      written
        .trim()
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line)),
    post: (body, headers = {}) =>
      fetch(`${server.address}/graphql`, {
        method: 'POST',
        headers: { authorization: 'Bearer good', 'content-type': 'application/json', ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
  };
}
