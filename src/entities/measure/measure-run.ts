import { type SQL, sql } from 'drizzle-orm';

/** The days whose measures are all there. */
export const finishedRuns = sql`(select as_of from measure_run where finished_at is not null)`;

/** The last of them up to a day, or of all. */
export const lastRun = (day?: SQL): SQL =>
  sql`(select max(as_of) from measure_run where finished_at is not null${day && sql` and as_of <= ${day}`})`;

/** Any of the last run up to a day and of the last ones of the months before it that lie whole quarters apart. */
export const quarterlyRuns = (day: SQL, quarters: SQL): SQL => sql`any(array(
  select max(run.as_of) from measure_run as run cross join lateral (
    select date_part('year', age) * 12 + date_part('month', age) as months
    from age(date_trunc('month', ${lastRun(day)}::timestamp), date_trunc('month', run.as_of::timestamp)) as age
  ) as before
  where run.finished_at is not null and run.as_of <= ${day} and before.months::int % 3 = 0 and before.months < 3 * ${quarters}
  group by before.months))`;

/** Any of the last of each of so many months up to a day. */
export const monthlyRuns = (day: SQL, months: SQL): SQL => sql`any(array(
  select max(as_of) from measure_run where finished_at is not null and as_of <= ${day}
  group by date_trunc('month', as_of) order by 1 desc limit ${months}))`;
