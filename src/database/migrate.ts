import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate as applyMigrations } from 'drizzle-orm/postgres-js/migrator';
import { connect, type Sql } from './connect';
import { codeOf, DatabaseFault } from './fault';
import { type LoginPasswords, logins, makeLogins } from './logins';
import { type MigrationState, migrationState, migrationsFolder } from './migrations';

export interface MigrateOptions {
  /** Address of the owner's login, or of a superuser's, who then also makes the logins. */
  readonly ownerUrl: string;
  /** Passwords of logins that a superuser has to make. */
  readonly passwords?: LoginPasswords;
  readonly folder?: string;
  /** How long to wait for another process that migrates; 2 minutes unless told. */
  readonly patienceMs?: number;
}

const lockKey = 0x63333630;
const oldestPostgres = 150_000;

/**
 * Brings a database to this version, one process at a time; says how many migrations were applied.
 * Throws a DatabaseFault for a database of a newer version, a missing login or right, or a lock not got in time.
 */
export async function migrate(options: MigrateOptions): Promise<number> {
  const { ownerUrl, passwords = {}, folder = migrationsFolder, patienceMs = 120_000 } = options;
  const { sql, end } = connect(ownerUrl, { name: 'c360 migrate', max: 1, lasting: true, idleInTransactionMs: 0 });
  try {
    await takeTurn(sql, patienceMs);
    await becomeOwner(sql, passwords);
    const before = await migrationState(sql, folder);
    refuseForeign(before);
    if (before.pending > 0) await applyMigrations(drizzle(sql), { migrationsFolder: folder });
    return before.pending;
  } finally {
    await end();
  }
}

async function takeTurn(sql: Sql, patienceMs: number): Promise<void> {
  try {
    await sql`select set_config('lock_timeout', ${`${patienceMs}ms`}, false)`;
    await sql`select pg_advisory_lock(${lockKey})`;
    await sql`select set_config('lock_timeout', '0', false)`;
  } catch (cause) {
    if (codeOf(cause) !== '55P03') throw cause;
    throw new DatabaseFault(
      `Another process has been migrating this database for over ${patienceMs / 1000} s; try again later.`,
    );
  }
}

/** All objects belong to the owner's login, also where a superuser's address was given. */
async function becomeOwner(sql: Sql, passwords: LoginPasswords): Promise<void> {
  const [session] = await sql<{ superuser: boolean; version: number; database: string }[]>`
    select rolsuper as superuser, current_setting('server_version_num')::integer as version, current_database() as database
    from pg_roles where rolname = current_user`;
  if (!session) throw new DatabaseFault('The owner login is not listed in pg_roles.');
  if (session.version < oldestPostgres) throw new DatabaseFault('PostgreSQL 15 or newer is needed.');
  if (!session.superuser) return requireLogins(sql);
  await makeLogins(sql, passwords);
  await sql`grant create on database ${sql(session.database)} to ${sql(logins.owner)}`;
  await sql`grant usage, create on schema public to ${sql(logins.owner)}`;
  await sql`set role ${sql(logins.owner)}`;
}

async function requireLogins(sql: Sql): Promise<void> {
  const needed = [logins.system, logins.app];
  const present = await sql<{ name: string }[]>`select rolname as name from pg_roles where rolname = any(${needed})`;
  const missing = needed.filter((login) => !present.some(({ name }) => name === login));
  if (missing.length === 0) return;
  throw new DatabaseFault(
    `The database has no login ${missing.join(' and ')}; let an administrator run: ${missing.map((login) => `create role ${login} login;`).join(' ')}`,
  );
}

function refuseForeign({ foreign }: MigrationState): void {
  if (foreign === 0) return;
  const what = foreign === 1 ? 'a migration' : `${foreign} migrations`;
  throw new DatabaseFault(
    `The database has ${what} that this version does not know: it was migrated by a newer or another version; run that one.`,
  );
}
