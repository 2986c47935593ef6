import type { Clock } from '../../../src/clock';
import { readConfig } from '../../../src/config';
import { connect, type Sql } from '../../../src/database/connect';
import { assemble } from '../../../src/server/assemble';
import { startServer } from '../../../src/server/start';
import type { DatabaseUrls } from '../../support/database';
import { keptLog, keyFiles } from '../../support/serving';
import { moment } from './attacked-bank';

export interface WireError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions: { readonly code: string };
}

export interface Answer {
  readonly status: number;
  /** Without those that differ from request to request: the date and the request's own id. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: each test knows the shape of what it asked for.
  readonly data: any;
  readonly errors: readonly WireError[];
  /** How many statements the reading pool was sent for it; exact where requests do not overlap. */
  readonly statements: number;
}

export interface AttackedServer {
  readonly address: string;
  ask(staff: string, query: string, variables?: object, headers?: Record<string, string>): Promise<Answer>;
  /** As the client `desk` unless told. */
  send(staff: string, init: RequestInit & { path?: string; client?: string }): Promise<Answer>;
  tokenOf(staff: string, clientId?: string): Promise<string>;
  log(): string;
  stop(): Promise<void>;
}

export interface ServeOptions {
  readonly clock?: Clock;
  readonly connections?: number;
  readonly timeZone?: string;
  /** Hears each statement that a graph sends, with its values. */
  readonly onStatement?: (text: string, values: unknown[]) => void;
}

/** The product as it is served, over a bank. */
export async function serve(urls: DatabaseUrls, options: ServeOptions = {}): Promise<AttackedServer> {
  const { clock = () => moment, connections = 3, timeZone = 'Asia/Shanghai', onStatement } = options;
  const keys = keyFiles(5);
  const config = readConfig({
    DATABASE_URL: urls.appUrl,
    ...keys.settings,
    BANK_TIME_ZONE: timeZone,
  });
  const app = connect(urls.appUrl, { name: 'attacked', max: connections, statementTimeoutMs: 10_000 });
  const audit = connect(urls.appUrl, { name: 'attacked audit', max: 1 });
  const counted = countedSql(app.sql, onStatement);
  const kept = keptLog();
  const { log } = kept;
  const parts = await assemble(config, { sql: counted.sql, auditSql: audit.sql }, clock, {
    warn: (text) => log.warn(text),
  });
  const server = await startServer({ ...parts, host: '127.0.0.1', port: 0, log });

  const tokenOf = (staffNumber: string, clientId = 'desk') => keys.tokenOf({ staffNumber, clientId, now: clock() });
  const send: AttackedServer['send'] = async (staff, { path = '/graphql', client, headers, ...init }) => {
    const before = counted.count();
    const response = await fetch(`${server.address}${path}`, {
      ...init,
      headers: { authorization: `Bearer ${await tokenOf(staff, client)}`, ...(headers as Record<string, string>) },
    });
    const text = await response.text();
    const kept = [...response.headers].filter(([name]) => name !== 'date' && name !== 'x-request-id');
    const { data, errors = [] } = parsed(text);
    const statements = counted.count() - before;
    return { status: response.status, headers: Object.fromEntries(kept), text, data, errors, statements };
  };
  return {
    address: server.address,
    tokenOf,
    send,
    ask: (staff, query, variables, headers = {}) =>
      send(staff, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ query, variables }),
      }),
    log: kept.text,
    async stop() {
      await server.stop();
      await Promise.all([app.end(), audit.end()]);
      keys.remove();
    },
  };
}

/** Answers that are no JSON, such as a plain 404, have neither data nor errors. */
function parsed(text: string): { data?: unknown; errors?: WireError[] } {
  if (!text.startsWith('{')) return {};
  return JSON.parse(text);
}

/** Counts the statements of graphs; the directory, which is asked before the document is looked at, is left out. */
function countedSql(sql: Sql, onStatement?: ServeOptions['onStatement']): { sql: Sql; count: () => number } {
  let count = 0;
  const counting = new Proxy(sql, {
    get(target, name) {
      if (name === 'unsafe') {
        return (...parameters: Parameters<Sql['unsafe']>) => {
          count += 1;
          onStatement?.(parameters[0], [...(parameters[1] ?? [])]);
          return target.unsafe(...parameters);
        };
      }
      return Reflect.get(target, name);
    },
  });
  return { sql: counting, count: () => count };
}
