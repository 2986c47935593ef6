import { type SQL, sql } from 'drizzle-orm';

/** The days whose measures are all there. */
export const finishedRuns = sql`(select as_of from measure_run where finished_at is not null)`;

/** The last of them up to a day, or of all. */
export const lastRun = (day?: SQL): SQL =>
  sql`(select max(as_of) from measure_run where finished_at is not null${day && sql` and as_of <= ${day}`})`;
