import { readConfig } from '../../../src/config';
import { connect } from '../../../src/database/connect';
import { assemble } from '../../../src/server/assemble';
import { createLog } from '../../../src/server/log';
import { startServer } from '../../../src/server/start';

/** Serves as the product does; a request is counted against a limit of its reader that no load reaches. */
async function main(): Promise<void> {
  const config = readConfig();
  if (config.database.kind !== 'given') throw new Error('Set DATABASE_URL.');
  const { appUrl } = config.database;
  const serving = connect(appUrl, { name: 'c360 serve', max: 10, statementTimeoutMs: 10_000 });
  const audit = connect(appUrl, { name: 'c360 audit', max: 1, statementTimeoutMs: 5_000 });
  const parts = await assemble(config, { sql: serving.sql, auditSql: audit.sql });
  const { address } = await startServer({
    ...parts,
    host: '127.0.0.1',
    port: 0,
    log: createLog('silent'),
    limits: { requestsPerMinute: 1_000_000_000 },
  });
  process.stdout.write(`${address}\n`);
}

void main();
