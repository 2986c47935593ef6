import { createHash } from 'node:crypto';
import { parse } from 'graphql';
import { readConfig } from '../../src/config';
import type { RegisteredDocument } from '../../src/documents/registered-document';
import { defaultQuotas } from '../../src/reports/quota';
import { assemble } from '../../src/server/assemble';
import { createLog } from '../../src/server/log';
import { openPools } from '../../src/server/pools';
import { type ServedDocuments, startServer } from '../../src/server/start';

/** A registry of one document. */
function only(name: string, text: string): ServedDocuments {
  const document: RegisteredDocument = {
    clientId: 'check',
    id: `${name}@1`,
    name,
    version: 1,
    hash: createHash('sha256').update(text).digest('hex'),
    text,
    document: parse(text),
    operationName: 'Report',
    owner: 'HO0001',
    purpose: 'check',
    roles: [],
    rowLimit: null,
    state: 'ACTIVE',
  };
  return {
    find: () => document,
    modeOf: () => 'ID_ONLY',
    parsed: () => undefined,
    used: () => undefined,
    stop: async () => undefined,
  };
}

/** Serves one report as the product does; tells its address, and on each message the most memory it held since the last. */
async function main(): Promise<void> {
  const config = readConfig();
  if (config.database.kind !== 'given') throw new Error('Set DATABASE_URL.');
  const { appUrl } = config.database;
  const pools = openPools(appUrl);
  const parts = await assemble(config, { sql: pools.serving.sql, auditSql: pools.audit.sql }, undefined, {
    documents: only('check', process.argv[2] ?? ''),
    reports: {
      connect: pools.report,
      quotas: { ...defaultQuotas, rowsPerDay: Number.MAX_SAFE_INTEGER },
    },
  });
  const { address } = await startServer({ ...parts, host: '127.0.0.1', port: 0, log: createLog('silent') });
  let most = 0;
  setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss());
  }, 20);
  process.on('message', () => {
    process.send?.(Math.max(most, process.memoryUsage.rss()));
    most = 0;
  });
  process.send?.(address);
}

void main();
