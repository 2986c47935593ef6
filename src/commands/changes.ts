import { systemClock } from '../clock';
import { configOrExit } from '../config';
import { purgeRequests } from '../entities/change/purge-requests';
import { withDatabase, withSystemLogin } from './database-at-hand';

/** Forgets the keys of changes that nobody asks for again. */
export async function purgeChanges({ days }: { days: number }): Promise<void> {
  const before = new Date(systemClock().getTime() - days * 86_400_000);
  await withDatabase(configOrExit(), (database) =>
    withSystemLogin(database, 'changes', async (sql) => {
      const count = await purgeRequests(sql, before);
      process.stdout.write(`${count.toLocaleString('en')} keys of changes are forgotten.\n`);
    }),
  );
}
