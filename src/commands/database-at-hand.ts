import { type Config, ConfigError } from '../config';
import { connect, type Sql } from '../database/connect';
import { startEmbedded } from '../database/embedded/embedded';
import { codeOf, DatabaseFault, reasonOf } from '../database/fault';
import { Held } from '../database/held';
import { migrationState } from '../database/migrations';

/** The database a command works on: the one given by its addresses, or the project's own. */
export interface DatabaseAtHand {
  readonly isOwn: boolean;
  readonly appUrl: string;
  /** Undefined where the bank gave no such login. */
  readonly ownerUrl: string | undefined;
  readonly systemUrl: string | undefined;
  /** Lets go of it; the last process to use the project's own stops it. */
  stop(): Promise<void>;
}

export async function databaseAtHand({ database }: Config): Promise<DatabaseAtHand> {
  if (database.kind === 'given') {
    const { appUrl, ownerUrl, systemUrl } = database;
    return { isOwn: false, appUrl, ownerUrl, systemUrl, stop: async () => {} };
  }
  const embedded = await startEmbedded({ folder: database.folder, say: (line) => process.stderr.write(`${line}\n`) });
  return { ...embedded, isOwn: true };
}

/** Does the work on the database at hand, and lets go of it however the work ends. */
export async function withDatabase<Result>(
  config: Config,
  work: (database: DatabaseAtHand) => Promise<Result>,
): Promise<Result> {
  const database = await databaseAtHand(config);
  try {
    return await work(database);
  } finally {
    await database.stop();
  }
}

/** Lets PostgreSQL count what came in, so that it plans well at once; where there is no owner login, it does so by and by. */
export async function countRows({ ownerUrl }: DatabaseAtHand): Promise<void> {
  if (!ownerUrl) return;
  const { sql, end } = connect(ownerUrl, { name: 'c360 analyze', max: 1 });
  try {
    await sql`analyze`;
  } finally {
    await end();
  }
}

/** What PostgreSQL answers where it knows no such table, column or function. */
const unknownNames = ['42P01', '42703', '42883'];

/** Does the work on the system login: what fills the bank, and sees all of it. */
export async function withSystemLogin<Result>(
  { systemUrl }: DatabaseAtHand,
  name: string,
  work: (sql: Sql) => Promise<Result>,
): Promise<Result> {
  if (!systemUrl) throw new ConfigError('Set DATABASE_SYSTEM_URL: this work needs the system login.');
  const { sql, end } = connect(systemUrl, { name: `c360 ${name}`, max: 4 });
  try {
    return await work(sql);
  } catch (error) {
    if (!unknownNames.includes(String(codeOf(error)))) throw error;
    const state = await migrationState(sql).catch(() => undefined);
    if (!state?.pending) throw error;
    throw new DatabaseFault(
      `The database was not migrated to this version (${reasonOf(error)}); run: npm run c360 -- migrate`,
      { cause: error },
    );
  } finally {
    await end();
  }
}

/** Does the work on one connection of the system login that is its alone. */
export const withHeld = <Result>(
  database: DatabaseAtHand,
  name: string,
  work: (held: Held) => Promise<Result>,
): Promise<Result> =>
  withSystemLogin(database, name, async (sql) => {
    const held = await Held.open(sql);
    try {
      return await work(held);
    } finally {
      held.release();
    }
  });
