import type { Run } from '../database/keys-in-use';
import { type Clock, type ComplaintCourse, clocksOf } from './clocks';
import { type Clockwork, readClockwork } from './rules';

/** Where a complaint stands; keys as PostgreSQL writes them. */
export interface ComplaintKey {
  readonly customerId: string | bigint;
  readonly id: string | bigint;
}

interface CourseRow {
  readonly customer_id: string;
  readonly id: string;
  readonly received: string;
  readonly category: ComplaintCourse['category'];
  readonly steps: { at: number; toStatus: ComplaintCourse['steps'][number]['toStatus'] }[];
  readonly extensions: { regime: string; clock: string; code: string; at: number }[];
}

let shipped: Clockwork | undefined;

/** The rules and calendars that ship with the product, read once. */
export function shippedClockwork(): Clockwork {
  shipped ??= readClockwork();
  return shipped;
}

const asked = 'unnest($1::bigint[], $2::bigint[]) as asked (customer_id, id)';
const epoch = (moment: string) => `floor(extract(epoch from ${moment}) * 1000)`;

interface WriteOptions {
  /** The shipped one unless told. */
  readonly clockwork?: Clockwork;
  /** Whether a clock that the rules no longer have is taken away, which the serving login may not; true unless told. */
  readonly removes?: boolean;
}

/**
 * Sets all clocks of some complaints by their steps, their extensions and the rules; within a transaction. What says the
 * same already is left untouched.
 */
export async function writeClocks(
  run: Run,
  complaints: readonly ComplaintKey[],
  { clockwork = shippedClockwork(), removes = true }: WriteOptions = {},
): Promise<void> {
  if (complaints.length === 0) return;
  const keys = [complaints.map((one) => String(one.customerId)), complaints.map((one) => String(one.id))];
  // Held before their steps are read, so that none is taken in between.
  await run(
    `select from complaint as c join ${asked} using (customer_id, id) order by c.customer_id, c.id for update of c`,
    keys,
  );
  const courses = (await run(
    `select c.customer_id::text, c.id::text, ${epoch('c.received_at')}::text as received, c.category,
       coalesce((select json_agg(json_build_object('at', ${epoch('e.at')}, 'toStatus', e.to_status) order by e.at, e.id)
         from complaint_event as e where e.customer_id = c.customer_id and e.complaint_id = c.id), '[]') as steps,
       coalesce((select json_agg(json_build_object('at', ${epoch('x.granted_at')}, 'regime', x.regime, 'clock', x.clock,
           'code', x.extension) order by x.granted_at, x.id)
         from complaint_extension as x where x.customer_id = c.customer_id and x.complaint_id = c.id), '[]') as extensions
     from complaint as c join ${asked} using (customer_id, id)`,
    keys,
  )) as CourseRow[];
  const { rules, calendars } = clockwork;
  const rows = courses.flatMap((course) =>
    clocksOf(courseOf(course), clockwork).map((clock) => ({
      ...columnsOf(clock),
      customer_id: course.customer_id,
      complaint_id: course.id,
      rules_version: rules.version,
      calendar_version: calendars.version,
    })),
  );
  const written = JSON.stringify(rows);
  if (removes) await run(removal, [...keys, written]);
  await run(upsert, [written]);
}

const courseOf = ({ received, category, steps, extensions }: CourseRow): ComplaintCourse => ({
  receivedAt: new Date(Number(received)),
  category,
  steps: steps.map(({ at, toStatus }) => ({ at: new Date(at), toStatus })),
  extensions: extensions.map((one) => ({ ...one, at: new Date(one.at) })),
});

const columnsOf = (clock: Clock) => ({
  regime: clock.regime,
  clock: clock.clock,
  time_zone: clock.timeZone,
  started_at: clock.startedAt,
  due_at: clock.dueAt,
  paused_since: clock.pausedSince,
  paused_days: clock.pausedDays,
  stopped_at: clock.stoppedAt,
  extension: clock.extension,
  is_provisional: clock.isProvisional,
});

const told = [
  'time_zone text',
  'started_at timestamptz',
  'due_at timestamptz',
  'paused_since timestamptz',
  'paused_days int',
  'stopped_at timestamptz',
  'extension text',
  'is_provisional boolean',
  'rules_version text',
  'calendar_version text',
];
const names = told.map((column) => column.split(' ')[0]).join(', ');
const all = (row: string) => names.replace(/\w+/g, (name) => `${row}.${name}`);

const removal = `
  delete from complaint_clock as k using ${asked}
  where k.customer_id = asked.customer_id and k.complaint_id = asked.id and not exists (
    select from jsonb_to_recordset($3::text::jsonb) as w (complaint_id bigint, regime text, clock text)
    where w.complaint_id = k.complaint_id and w.regime = k.regime and w.clock = k.clock)`;

const upsert = `
  insert into complaint_clock as k (customer_id, complaint_id, regime, clock, ${names})
  select customer_id, complaint_id, regime, clock, ${names}
  from jsonb_to_recordset($1::text::jsonb)
    as w (customer_id bigint, complaint_id bigint, regime text, clock text, ${told.join(', ')})
  order by customer_id, complaint_id, regime, clock
  on conflict (customer_id, id) do update set (${names}) = (${all('excluded')})
  where (${all('k')}) is distinct from (${all('excluded')})`;

const greatest = 9_223_372_036_854_775_807n;

interface AllOptions {
  /** The first and the last key of the customers; all unless told. */
  readonly from?: bigint;
  readonly to?: bigint;
  /** How many complaints at a time; 1000 unless told. */
  readonly batch?: number;
}

/**
 * Sets the clocks of all complaints, or of those of the customers in a range, so many at a time in what is a transaction.
 * Answers how many complaints there are.
 */
export async function writeAllClocks(
  inTransaction: <Result>(work: (run: Run) => Promise<Result>) => Promise<Result>,
  { from = 0n, to = greatest, batch = 1000 }: AllOptions = {},
): Promise<number> {
  let after: ComplaintKey = { customerId: from - 1n, id: greatest };
  for (let count = 0; ; ) {
    const found = await inTransaction(async (run) => {
      const next = (await run(
        `select customer_id::text as "customerId", id::text from complaint
         where (customer_id, id) > ($1::bigint, $2::bigint) and customer_id <= $3::bigint
         order by customer_id, id limit $4::int`,
        [String(after.customerId), String(after.id), String(to), batch],
      )) as ComplaintKey[];
      await writeClocks(run, next);
      return next;
    });
    count += found.length;
    const last = found.at(-1);
    if (!last || found.length < batch) return count;
    after = last;
  }
}
