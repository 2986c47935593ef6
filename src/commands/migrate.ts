import { ConfigError, configOrExit } from '../config';
import { migrate as migrateDatabase } from '../database/migrate';
import { switchRowSecurity } from '../database/row-security';
import { type DatabaseAtHand, withDatabase } from './database-at-hand';

/** Brings the database to the newest tables and says what was done. */
export async function migrate(): Promise<void> {
  const config = configOrExit();
  const { applied, switched } = await withDatabase(config, async (database) => {
    const applied = await migrateAtHand(database);
    const { ownerUrl = '' } = database;
    return { applied, switched: await switchRowSecurity({ ownerUrl, on: config.rowSecurity }) };
  });
  process.stdout.write(applied === 0 ? 'Nothing to migrate.\n' : `${applied} migrations applied.\n`);
  const state = config.rowSecurity ? 'on' : 'OFF, for everybody who reads this database';
  if (switched > 0) process.stdout.write(`Row security is ${state}: ${switched} tables switched.\n`);
}

/** How many migrations were applied. */
export async function migrateAtHand({ ownerUrl }: DatabaseAtHand): Promise<number> {
  if (!ownerUrl) throw new ConfigError('Set DATABASE_OWNER_URL: only the owner login may migrate.');
  return migrateDatabase({ ownerUrl });
}
