import { configOrExit } from '../config';
import { DatabaseFault } from '../database/fault';
import { lackingKey } from '../database/keys-in-use';
import { keyUse, rotateKeys } from '../entities/party/key-rotation';
import { withDatabase, withSystemLogin } from './database-at-hand';
import { identifierKeys } from './identifier-keys';
import { migrateAtHand } from './migrate';
import { progressBar } from './progress-bar';

/** Brings all identifiers and phones under the newest key of the ring; ends with 1 where some had to be left. */
export async function rotate(): Promise<void> {
  const config = configOrExit();
  const ring = await identifierKeys(config);
  const bar = progressBar();
  await withDatabase(config, (database) =>
    withSystemLogin(database, 'keys', async (sql) => {
      if (database.ownerUrl) await migrateAtHand(database);
      const lacking = await lackingKey((text) => sql.unsafe(text), ring);
      if (lacking !== null) throw new DatabaseFault(lacking);
      const left = await rotateKeys({ sql, ring, progress: bar.update }).finally(bar.end);
      const [{ version }] = ring;
      const now = (await keyUse(sql)).find((use) => use.version === version);
      process.stdout.write(
        `keys: ${now?.identifiers ?? 0} identifiers and ${now?.phones ?? 0} phones now under key ${version}\n`,
      );
      const [first] = left;
      if (!first) return;
      const where = `the first is identifier ${first.id} of party ${first.customer}`;
      throw new Error(
        `keys: ${left.length} identifiers stay as they are: their key does not open them, or they stand there twice; ${where}`,
      );
    }),
  );
}

/** Prints how many rows stand under each key, those of the ring and those that it lacks. */
export async function status(): Promise<void> {
  const config = configOrExit();
  const ring = await identifierKeys(config);
  const used = await withDatabase(config, (database) => withSystemLogin(database, 'keys', keyUse));
  const versions = new Set([...used, ...ring].map(({ version }) => version));
  for (const version of [...versions].sort((one, other) => one - other)) {
    const { identifiers = 0, phones = 0 } = used.find((use) => use.version === version) ?? {};
    const place = ring.findIndex((keys) => keys.version === version);
    const note = place === 0 ? ', which writes' : place < 0 ? ', which the secret key file does not hold' : '';
    process.stdout.write(`key ${version}${note}: ${identifiers} identifiers, ${phones} phones\n`);
  }
}
