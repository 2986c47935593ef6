import { dayIn, systemClock } from '../clock';
import { configOrExit } from '../config';
import { Held } from '../database/held';
import { measureAll } from '../measures/measures';
import { withDatabase, withSystemLogin } from './database-at-hand';
import { progressBar } from './progress-bar';

/** Works out the measures of all customers as of a day; of today unless told. */
export async function measures({ asOf }: { asOf?: string }): Promise<void> {
  const config = configOrExit();
  const bar = progressBar();
  const today = dayIn(config.bankTimeZone, systemClock());
  await withDatabase(config, (database) =>
    withSystemLogin(database, 'measures', async (sql) => {
      const asked = { asOf: asOf ?? today, timeZone: config.bankTimeZone, progress: bar.update };
      const run = Held.several(sql, (sessions) => measureAll({ sessions, ...asked }));
      const { customers, seconds } = await run.finally(bar.end);
      const rate = (customers / seconds).toLocaleString('en', { maximumFractionDigits: 0 });
      process.stdout.write(
        `${customers.toLocaleString('en')} customers in ${seconds.toFixed(1)} s, ${rate} a second.\n`,
      );
    }),
  );
}
