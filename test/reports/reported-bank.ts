import { createHash } from 'node:crypto';
import { getOperationAST, parse } from 'graphql';
import { readConfig } from '../../src/config';
import { connect, type Sql } from '../../src/database/connect';
import type { RegisteredDocument } from '../../src/documents/registered-document';
import { defaultQuotas, type ReportQuotas } from '../../src/reports/quota';
import { assemble, type ServingParts } from '../../src/server/assemble';
import { type ServedDocuments, startServer } from '../../src/server/start';
import { smallBank } from '../demo/small-bank';
import { adminUrlOf, type FreshDatabase, freshDatabase } from '../support/database';
import { keptLog, keyFiles } from '../support/serving';

export const clientId = 'desk';

/** A registry in memory. */
export class MemoryDocuments implements ServedDocuments {
  readonly all: RegisteredDocument[] = [];

  add(name: string, text: string, changes: Partial<RegisteredDocument> = {}): RegisteredDocument {
    const document = parse(text);
    const registered: RegisteredDocument = {
      clientId,
      id: `${name}@1`,
      name,
      version: 1,
      hash: createHash('sha256').update(text).digest('hex'),
      text,
      document,
      operationName: getOperationAST(document, null)?.name?.value ?? name,
      owner: 'HO0001',
      purpose: 'test',
      roles: [],
      rowLimit: null,
      state: 'ACTIVE',
      ...changes,
    };
    this.all.push(registered);
    return registered;
  }

  find(client: string, id: string): RegisteredDocument | undefined {
    return this.all.find(
      ({ clientId: owner, state, ...document }) =>
        owner === client && state === 'ACTIVE' && [document.id, document.name, `sha256:${document.hash}`].includes(id),
    );
  }

  modeOf = () => 'OPEN' as const;
  parsed = () => undefined;
  used = () => undefined;
  stop = async () => undefined;
}

export interface ReportedBank {
  readonly database: FreshDatabase;
  readonly address: string;
  readonly documents: MemoryDocuments;
  readonly parts: ServingParts;
  /** A superuser, on whom no wall holds. */
  readonly admin: Sql;
  readonly logLines: () => Record<string, unknown>[];
  tokenOf(staffNumber: string): Promise<string>;
  report(staffNumber: string, path: string, headers?: Record<string, string>): Promise<Response>;
  /** The data that the graph answers. */
  // biome-ignore lint/suspicious/noExplicitAny: each test knows the shape of what it asked for.
  ask(staffNumber: string, query: string, variables?: Record<string, unknown>): Promise<any>;
  /** What the audit trail tells of reports, in its order. */
  entries(): Promise<{ outcome: string; customers: string[]; export: Record<string, unknown> }[]>;
  close(): Promise<void>;
}

interface Changes {
  readonly quotas?: Partial<ReportQuotas>;
  readonly watchMs?: number;
  readonly patienceMs?: number;
  /** Fills the registry of the database, which then serves instead of the one in memory. */
  readonly registered?: (system: Sql) => Promise<void>;
}

export const clock = () => smallBank.asOf;

/** The product over the small demo bank, with reports from documents in memory. */
export async function reportedBank({ quotas, watchMs, patienceMs, registered }: Changes = {}): Promise<ReportedBank> {
  const database = await freshDatabase('bank');
  const keys = keyFiles(7);
  const config = readConfig({
    DATABASE_URL: database.appUrl,
    ...keys.settings,
  });
  const app = connect(database.appUrl, { name: 'test', max: 4 });
  const audit = connect(database.appUrl, { name: 'test audit', max: 1 });
  const admin = connect(adminUrlOf(database.name), { name: 'test admin', max: 2 });
  const documents = new MemoryDocuments();
  const kept = keptLog();
  const { log } = kept;
  if (registered) {
    const system = connect(database.systemUrl, { name: 'test system', max: 1 });
    await registered(system.sql).finally(system.end);
  }
  const parts = await assemble(config, { sql: app.sql, auditSql: audit.sql }, clock, {
    ...(!registered && { documents }),
    reports: {
      connect: (gate) => connect(database.appUrl, { name: 'test report', max: 1, gate }),
      quotas: { ...defaultQuotas, ...quotas },
      ...(watchMs !== undefined && { watchMs }),
      ...(patienceMs !== undefined && { patienceMs }),
    },
  });
  const server = await startServer({ ...parts, host: '127.0.0.1', port: 0, log });
  const tokenOf = (staffNumber: string) => keys.tokenOf({ staffNumber, clientId, now: clock() });
  const bearer = async (staffNumber: string) => ({ authorization: `Bearer ${await tokenOf(staffNumber)}` });
  return {
    database,
    address: server.address,
    documents,
    parts,
    admin: admin.sql,
    logLines: () =>
      kept
        .text()
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line)),
    tokenOf,
    report: async (staffNumber, path, headers = {}) =>
      fetch(`${server.address}/reports/${path}`, { headers: { ...(await bearer(staffNumber)), ...headers } }),
    async ask(staffNumber, query, variables) {
      const response = await fetch(`${server.address}/graphql`, {
        method: 'POST',
        body: JSON.stringify({ query, variables }),
        headers: { 'content-type': 'application/json', ...(await bearer(staffNumber)) },
      });
      const { data, errors } = (await response.json()) as { data: unknown; errors?: unknown };
      if (errors) throw new Error(JSON.stringify(errors));
      return data;
    },
    async entries() {
      const rows = await admin.sql<{ entry: string }[]>`
        select entry from audit_entry where entry like '%"export":%' order by chain, seq`;
      return rows.map(({ entry }) => JSON.parse(entry));
    },
    async close() {
      await server.stop();
      await Promise.all([app.end(), audit.end(), admin.end()]);
      await database.drop();
      keys.remove();
    },
  };
}
