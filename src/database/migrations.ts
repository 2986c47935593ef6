import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import type { Sql } from './connect';
import { codeOf, DatabaseFault } from './fault';

/** The folder of the product's migrations, beside `src` and `dist`. */
export const migrationsFolder = join(dirname(dirname(__dirname)), 'migrations');

/** How a database stands to the migrations of this version: it may lack some, or have others than these. */
export interface MigrationState {
  readonly applied: number;
  readonly pending: number;
  /** Migrations of a newer or of another version; such a database is not to be used. */
  readonly foreign: number;
}

/** Reads which migrations a database has; every login may ask. */
export async function migrationState(sql: Sql, folder = migrationsFolder): Promise<MigrationState> {
  const own = await ownMigrations(folder);
  const applied = await appliedMigrations(sql);
  const known = new Set(own.map(({ hash, folderMillis }) => `${folderMillis} ${hash}`));
  const foreign = applied.filter((key) => !known.has(key)).length;
  return { applied: applied.length, foreign, pending: own.length - (applied.length - foreign) };
}

async function ownMigrations(folder: string) {
  try {
    await readFile(join(folder, 'meta', '_journal.json'));
  } catch (cause) {
    if (codeOf(cause) !== 'ENOENT') throw cause;
    throw new DatabaseFault(`There are no migrations in ${folder}.`);
  }
  return readMigrationFiles({ migrationsFolder: folder });
}

async function appliedMigrations(sql: Sql): Promise<string[]> {
  const [table] = await sql<{ present: boolean }[]>`
    select to_regclass('drizzle.__drizzle_migrations') is not null as present`;
  if (!table?.present) return [];
  const rows = await sql<{ key: string }[]>`
    select created_at || ' ' || hash as key from drizzle.__drizzle_migrations`;
  return rows.map(({ key }) => key);
}
