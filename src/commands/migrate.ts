import { ConfigError, configOrExit } from '../config';
import { migrate as migrateDatabase } from '../database/migrate';
import { type DatabaseAtHand, withDatabase } from './database-at-hand';

/** Brings the database to the newest tables and says what was done. */
export async function migrate(): Promise<void> {
  const applied = await withDatabase(configOrExit(), migrateAtHand);
  process.stdout.write(applied === 0 ? 'Nothing to migrate.\n' : `${applied} migrations applied.\n`);
}

/** How many migrations were applied. */
export async function migrateAtHand({ ownerUrl }: DatabaseAtHand): Promise<number> {
  if (!ownerUrl) throw new ConfigError('Set DATABASE_OWNER_URL: only the owner login may migrate.');
  return migrateDatabase({ ownerUrl });
}
