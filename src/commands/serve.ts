import { type Config, ConfigError, configOrExit } from '../config';
import type { Sql } from '../database/connect';
import { DatabaseFault } from '../database/fault';
import { switchRowSecurity } from '../database/row-security';
import { openTables, wallFaults } from '../database/walls';
import { assemble, obstacleTo } from '../server/assemble';
import { stopOnSignals } from '../server/lifetime';
import { createLog, type Log } from '../server/log';
import { openPools } from '../server/pools';
import { startServer } from '../server/start';
import { type DatabaseAtHand, databaseAtHand } from './database-at-hand';

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
  const pools = openPools(database.appUrl);
  const { sql } = pools.serving;
  try {
    await sql`select 1`.catch((error: Error) => {
      throw new Error(`The database cannot be used: ${error.message}`);
    });
    const obstacle = await obstacleTo(sql);
    if (obstacle !== null) throw new Error(obstacle);
    await settleRowSecurity(config, database, sql, log);
    const parts = await assemble(config, { sql, auditSql: pools.audit.sql }, undefined, {
      warn: (text) => log.warn(text),
      reports: { connect: pools.report },
    });
    const server = await startServer({ ...parts, host: config.host, port: config.port, log });
    stopOnSignals([() => server.stop(), pools.end, () => database.stop()], log);
    log.info({ address: server.address }, 'serving');
    return server;
  } catch (error) {
    await pools.end();
    throw error;
  }
}

/** Row security stands, or is off because that is asked for; refuses to serve where it would be a wall in name only. */
async function settleRowSecurity(
  { rowSecurity }: Config,
  { ownerUrl }: DatabaseAtHand,
  sql: Sql,
  log: Log,
): Promise<void> {
  const switched = ownerUrl ? await switchRowSecurity({ ownerUrl, on: rowSecurity }) : 0;
  if (switched > 0) log.warn({ tables: switched, rowSecurity }, 'row security was switched');
  const faults = await wallFaults(sql, { rowSecurity });
  if (faults.length > 0) throw new DatabaseFault(faults.join(' '));
  if (rowSecurity) return;
  if ((await openTables(sql)).length === 0) {
    throw new ConfigError('ROW_SECURITY=off needs DATABASE_OWNER_URL: only the owner of the tables can switch it.');
  }
  log.warn('ROW SECURITY IS OFF for everybody who reads this database: for measuring only, never for customers’ data');
}
