import { type SQL, sql } from 'drizzle-orm';

/** The days whose measures are all there. */
export const finishedRuns = sql`(select as_of from measure_run where finished_at is not null)`;

/** The last of them up to a day, or of all. */
export const lastRun = (day?: SQL): SQL =>
  sql`(select max(as_of) from measure_run where finished_at is not null${day && sql` and as_of <= ${day}`})`;

/** Any of the last of each of so many months up to a day. */
export const monthlyRuns = (day: SQL, months: SQL): SQL => sql`any(array(
  select max(as_of) from measure_run where finished_at is not null and as_of <= ${day}
  group by date_trunc('month', as_of) order by 1 desc limit ${months}))`;
