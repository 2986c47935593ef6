import { dayIn, systemClock } from '../clock';
import { configOrExit } from '../config';
import { Held } from '../database/held';
import { recomputeSince } from '../related-parties/past-days';
import { type RecomputeReport, recomputeAll, recomputeChanged } from '../related-parties/recompute';
import { withDatabase, withSystemLogin } from './database-at-hand';
import { progressBar } from './progress-bar';

interface Asked {
  /** Only of parties whose relations have changed. */
  readonly changed?: boolean;
  /** Of all days from one on. */
  readonly since?: string;
  /** Compares every row that stands. */
  readonly anew?: boolean;
}

/** Works out groups, ownership, beneficial owners and hidden relations. */
export async function relatedParties({ changed = false, since, anew = false }: Asked): Promise<void> {
  const config = configOrExit();
  const bar = progressBar();
  const today = dayIn(config.bankTimeZone, systemClock());
  await withDatabase(config, (database) =>
    withSystemLogin(database, 'related parties', async (sql) => {
      const report = await Held.several(
        sql,
        ([held, ...others]) => {
          const options = { held, others, today, anew, progress: bar.update };
          if (since !== undefined) return recomputeSince(options, since);
          return changed ? recomputeChanged(options) : recomputeAll(options);
        },
        1,
      ).finally(bar.end);
      process.stdout.write(`${told(report)}\n`);
    }),
  );
}

function told({ groups, rows, hidden, seconds, lag }: RecomputeReport): string {
  const waited = lag === undefined ? '' : `; the oldest change waited ${lag.toFixed(1)} s`;
  return `${groups.toLocaleString('en')} groups, ${rows.toLocaleString('en')} rows, ${hidden.toLocaleString('en')} hidden relations in ${seconds.toFixed(1)} s${waited}.`;
}
