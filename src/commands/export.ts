import { dayIn, systemClock } from '../clock';
import { configOrExit } from '../config';
import { type ExportFormat, runExport } from '../interchange/export';
import type { ExportRun } from '../interchange/export-run';
import { withDatabase, withSystemLogin } from './database-at-hand';

/** Writes the related parties of the whole bank in a format of interchange, and prints how many. */
export async function exportRelatedParties({ format, out }: { format: ExportFormat; out: string }): Promise<void> {
  const config = configOrExit();
  const timeZone = config.bankTimeZone;
  const today = dayIn(timeZone, systemClock());
  await withDatabase(config, (database) =>
    withSystemLogin(database, 'export', async (sql) => {
      process.stdout.write(`${told(await runExport({ sql, format, file: out, today, timeZone }))} in ${out}.\n`);
    }),
  );
}

function told({ counts, left }: ExportRun): string {
  const list = (of: ReadonlyMap<string, number>) =>
    [...of].map(([what, count]) => `${count.toLocaleString('en')} ${what}`).join(', ');
  const without = left.size === 0 ? '' : `, without ${list(left)}`;
  return `${list(counts) || 'nothing'}${without}`;
}
