import '../entities';
import { type Config, configOrExit } from '../config';
import type { Sql } from '../database/connect';
import { fillDemo } from '../demo/fill';
import { registerLibrary } from '../documents/library';
import { publishSchema } from '../graph/declare/publish';
import { countRows, type DatabaseAtHand, withDatabase, withSystemLogin } from './database-at-hand';
import { identifierKeys } from './identifier-keys';
import { migrateAtHand } from './migrate';
import { progressBar } from './progress-bar';

export interface DemoOrder {
  readonly customers: number;
  readonly seed: number;
}

/** Fills an empty database with the demo bank and says how many rows came in. */
export async function demo(order: DemoOrder): Promise<void> {
  const config = configOrExit();
  await withDatabase(config, async (database) => {
    if (database.ownerUrl) await migrateAtHand(database);
    await withSystemLogin(database, 'demo', async (sql) => {
      const { rows, seconds } = await fill(config, sql, order);
      await countRows(database);
      const count = Object.values(rows).reduce((sum, each) => sum + each, 0);
      const figure = (number: number) => number.toLocaleString('en');
      process.stdout.write(
        `${figure(order.customers)} customers, ${figure(count)} rows in ${seconds.toFixed(1)} s: ` +
          `${figure(Math.round(count / seconds))} rows a second.\n`,
      );
    });
  });
}

/** Fills the bank if nothing is in it yet, or goes on with a fill that was broken off; tells whether it did. */
export async function fillWhereEmpty(config: Config, database: DatabaseAtHand, order: DemoOrder): Promise<boolean> {
  return withSystemLogin(database, 'demo', async (sql) => {
    const [state] = await sql<{ demo: string | null; filled: boolean }[]>`
      select (select kind from source_record where source = 'demo') as demo,
        exists (select from org_unit) or exists (select from party) as filled`;
    const isWanted = state?.demo === null ? !state.filled : state?.demo === 'filling';
    if (isWanted) {
      await fill(config, sql, order);
      await countRows(database);
    }
    return isWanted;
  });
}

async function fill(config: Config, sql: Sql, order: DemoOrder) {
  const bar = progressBar();
  try {
    const [secrets] = await identifierKeys(config);
    const report = await fillDemo({ ...order, sql, secrets, timeZone: config.bankTimeZone, progress: bar.update });
    await registerLibrary(sql, publishSchema(), { registeredBy: 'HO0001', activatedBy: 'CO0001' });
    return report;
  } finally {
    bar.end();
  }
}
