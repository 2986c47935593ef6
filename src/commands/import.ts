import { configOrExit } from '../config';
import { runImport } from '../ingest/import';
import { reportText } from '../ingest/report';
import { watchTransactions } from '../risk-alerts/transactions';
import { countRows, withDatabase, withSystemLogin } from './database-at-hand';
import { identifierKeys } from './identifier-keys';
import { migrateAtHand } from './migrate';
import { progressBar } from './progress-bar';

/** Ends with 3 when rows were rejected: the import is done, and somebody has to look at them. */
const exitCodeOfRejects = 3;

/** Loads a folder of a source's files by a mapping and prints what became of the rows. */
export async function importFiles(folder: string, { mapping }: { mapping: string }): Promise<void> {
  const config = configOrExit();
  const bar = progressBar();
  await withDatabase(config, async (database) => {
    if (database.ownerUrl) await migrateAtHand(database);
    await withSystemLogin(database, 'import', async (sql) => {
      const secrets = await identifierKeys(config);
      await watchTransactions(sql, config.bankTimeZone);
      const options = { sql, mappingFile: mapping, folder, secrets, progress: bar.update };
      const report = await runImport(options).finally(bar.end);
      process.stdout.write(`${reportText(report)}\n`);
      await countRows(database);
      if (report.rejected > 0) process.exitCode = exitCodeOfRejects;
    });
  });
}
