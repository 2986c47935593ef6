import { readConfig } from '../../src/config';
import { connect, type Sql } from '../../src/database/connect';
import { assemble } from '../../src/server/assemble';
import { startServer } from '../../src/server/start';
import { fillSmallBank, smallBank, smallBankSecret } from '../demo/small-bank';
import { adminUrlOf, type FreshDatabase, freshDatabase } from '../support/database';
import { keptLog, keyFiles } from '../support/serving';

export const auditKey = smallBankSecret.macKey('audit');

export interface Answer {
  // biome-ignore lint/suspicious/noExplicitAny: each test knows the shape of what it asked for.
  readonly data?: any;
  readonly errors?: readonly { readonly message: string; readonly extensions: Record<string, unknown> }[];
}

/** The product over the small bank, as it is served, with its audit trail. */
export interface AuditedBank {
  readonly database: FreshDatabase;
  /** A superuser, on whom no wall holds. */
  readonly admin: Sql;
  readonly logLines: () => Record<string, unknown>[];
  ask(staffNumber: string, query: string, variables?: Record<string, unknown>): Promise<Answer>;
  post(body: string, headers: Record<string, string>): Promise<Response>;
  tokenOf(staffNumber: string): Promise<string>;
  /** Stops serving, which writes what still waits; the database stays. */
  stopServing(): Promise<void>;
  close(): Promise<void>;
}

/** The last day of June 2026, the day on which the small bank is looked at. */
export const clock = () => smallBank.asOf;

export async function auditedBank(): Promise<AuditedBank> {
  const database = await freshDatabase();
  await fillSmallBank(database.systemUrl);
  const keys = keyFiles(7);
  const config = readConfig({
    DATABASE_URL: database.appUrl,
    ...keys.settings,
  });
  const [app, audit] = [
    connect(database.appUrl, { name: 'test' }),
    connect(database.appUrl, { name: 'test audit', max: 1 }),
  ];
  const admin = connect(adminUrlOf(database.name), { name: 'test admin', max: 1 });
  const kept = keptLog();
  const { log } = kept;
  const parts = await assemble(config, { sql: app.sql, auditSql: audit.sql }, clock);
  const server = await startServer({ ...parts, host: '127.0.0.1', port: 0, log });

  const tokenOf = (staffNumber: string) => keys.tokenOf({ staffNumber, clientId: 'desk', now: clock() });
  const post = (body: string, headers: Record<string, string>) =>
    fetch(`${server.address}/graphql`, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json', ...headers },
    });
  const stopServing = async () => {
    await server.stop();
    await Promise.all([app.end(), audit.end()]);
  };
  return {
    database,
    admin: admin.sql,
    logLines: () =>
      kept
        .text()
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line)),
    tokenOf,
    post,
    async ask(staffNumber, query, variables) {
      const authorization = `Bearer ${await tokenOf(staffNumber)}`;
      return (await post(JSON.stringify({ query, variables }), { authorization })).json() as Promise<Answer>;
    },
    stopServing,
    async close() {
      await stopServing();
      await admin.end();
      await database.drop();
      keys.remove();
    },
  };
}
