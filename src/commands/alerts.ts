import { dayIn, systemClock } from '../clock';
import { configOrExit } from '../config';
import { raiseAlerts } from '../risk-alerts/alerts';
import { watchTransactions } from '../risk-alerts/transactions';
import { withDatabase, withHeld } from './database-at-hand';
import { progressBar } from './progress-bar';

/** Applies the rules of early warning as of a day; of today unless told. */
export async function alerts({ asOf }: { asOf?: string }): Promise<void> {
  const config = configOrExit();
  const bar = progressBar();
  const today = dayIn(config.bankTimeZone, systemClock());
  await withDatabase(config, (database) =>
    withHeld(database, 'alerts', async (held) => {
      await watchTransactions(held.sql, config.bankTimeZone);
      const run = raiseAlerts({ held, asOf: asOf ?? today, progress: bar.update });
      const { opened, closed, open, seconds } = await run.finally(bar.end);
      process.stdout.write(`${opened} opened, ${closed} closed, ${open} open, in ${seconds.toFixed(1)} s.\n`);
    }),
  );
}
