import { type Config, configOrExit } from '../config';
import { connect } from '../database/connect';
import { assemble, obstacleTo } from '../server/assemble';
import { stopOnSignals } from '../server/lifetime';
import { createLog } from '../server/log';
import { startServer } from '../server/start';
import { type DatabaseAtHand, databaseAtHand } from './database-at-hand';

const servingConnections = 10;
const statementTimeoutMs = 10_000;
// Every answer waits for its entry in the audit trail; one that cannot be written is better told soon.
const auditTimeoutMs = 5_000;

/** Serves until it is told to stop; refuses a database that is not at the newest tables. */
export async function serve(): Promise<void> {
  const config = configOrExit();
  const database = await databaseAtHand(config);
  await serveAtHand(config, database).catch(async (error: unknown) => {
    await database.stop();
    throw error;
  });
}

/** Starts to serve on the database at hand, and ties both to the signals of the process. */
export async function serveAtHand(config: Config, database: DatabaseAtHand): Promise<{ readonly address: string }> {
  const log = createLog(config.logLevel);
  const { sql, end } = connect(database.appUrl, { name: 'c360 serve', max: servingConnections, statementTimeoutMs });
  const audit = connect(database.appUrl, { name: 'c360 audit', max: 1, statementTimeoutMs: auditTimeoutMs });
  const endAll = async () => void (await Promise.all([audit.end(), end()]));
  try {
    await sql`select 1`.catch((error: Error) => {
      throw new Error(`The database cannot be used: ${error.message}`);
    });
    const obstacle = await obstacleTo(sql);
    if (obstacle !== null) throw new Error(obstacle);
    const parts = await assemble(config, { sql, auditSql: audit.sql });
    const server = await startServer({ ...parts, host: config.host, port: config.port, log });
    stopOnSignals([() => server.stop(), endAll, () => database.stop()], log);
    log.info({ address: server.address }, 'serving');
    return server;
  } catch (error) {
    await endAll();
    throw error;
  }
}
