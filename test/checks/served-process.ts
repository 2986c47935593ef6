import { readConfig } from '../../src/config';
import { assemble } from '../../src/server/assemble';
import { createLog } from '../../src/server/log';
import { openPools } from '../../src/server/pools';
import { startServer } from '../../src/server/start';

/** Serves as the product does, with its audit trail or (`unaudited`) with one that keeps nothing, at a port if told; tells its address. */
async function main(): Promise<void> {
  const config = readConfig();
  if (config.database.kind !== 'given') throw new Error('Set DATABASE_URL.');
  const { appUrl } = config.database;
  const pools = openPools(appUrl);
  const parts = await assemble(config, { sql: pools.serving.sql, auditSql: pools.audit.sql });
  const nothing = { announce: () => () => undefined, record: async () => '', stop: async () => {} };
  const { address } = await startServer({
    ...parts,
    ...(process.argv[2] === 'unaudited' && { audit: nothing }),
    host: '127.0.0.1',
    port: Number(process.argv[3] ?? 0),
    log: createLog('silent'),
    limits: { requestsPerMinute: 1_000_000_000 },
  });
  process.stdout.write(`${address}\n`);
}

void main();
