import { availableParallelism } from 'node:os';
import type { Sql } from '../database/connect';
import { Held } from '../database/held';
import { inTransaction, type Session } from '../database/work';
import { measures } from '../entities/measure/measures';
import { collectAccounts, collectMonths, collectUnitMonths, type Slice } from './collect';
import { draftMeasures } from './draft';
import { compared, comparePeers, placePeers } from './peers';
import { prepareSession } from './prepare';
import { type MeasureRules, readMeasureRules } from './rules';
import { beginMeasures, finishMeasures, goesOn, type MeasureRun, whileMeasuring } from './run-state';
import { writeUnits } from './units';
import { writeMeasures } from './write-measures';

export interface MeasureOptions {
  /** A pool on the system login. */
  readonly sql: Sql;
  /** The day, YYYY-MM-DD; its month is the last of the period. */
  readonly asOf: string;
  readonly rules?: MeasureRules;
  /** Connections to work on at once; by the machine's processors and the pool's size unless told. */
  readonly sessions?: number;
  /** Told the steps done of all that are to be done. */
  readonly progress?: (done: number, total: number, label: string) => void;
}

export interface MeasureReport {
  readonly customers: number;
  readonly seconds: number;
}

const sliceSize = 10_000;

/** Works a list off by several sessions, each in transactions of its own; the first failure ends it. */
async function share<Item>(
  sessions: readonly Held[],
  items: readonly Item[],
  work: (session: Session, item: Item) => Promise<void>,
): Promise<void> {
  const waiting = [...items];
  const workers = sessions.map(async (held) => {
    try {
      for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) {
        const own = item;
        await inTransaction(held, (session) => work(session, own));
      }
    } catch (error) {
      waiting.length = 0;
      throw error;
    }
  });
  await Promise.allSettled(workers);
  await Promise.all(workers);
}

/**
 * Works out all measures of all customers as of a day: each slice of customers is summed up, the sums are compared
 * within the peer groups, the measures are written slice by slice, compared in turn and summed up over the units. A run
 * that was broken off goes on with the slices that are missing; nothing of a day is told before it has ended.
 */
export async function measureAll(options: MeasureOptions): Promise<MeasureReport> {
  const { sql, asOf, rules = readMeasureRules(), progress } = options;
  const began = performance.now();
  const run: MeasureRun = { asOf, rules };
  const sessions: Held[] = [await Held.open(sql)];
  try {
    const [first] = sessions as [Held];
    const customers = await whileMeasuring(first, async () => {
      const most = Math.min(options.sessions ?? availableParallelism(), sql.options.max);
      while (sessions.length < most) sessions.push(await Held.open(sql));
      for (const held of sessions) await prepareSession(held.sql, run);
      await inTransaction(first, async (session) => {
        if (!(await goesOn(session, run))) await beginMeasures(session, run);
      });
      const slices = await slicesOf(first.sql);
      const figures = Object.entries(measures).filter(([, { isCompared }]) => isCompared);
      const total = 2 * slices.length + Object.keys(compared).length + figures.length + 2;
      let done = 0;
      const step = (label: string) => progress?.(++done, total, label);
      progress?.(0, total, 'accounts');
      const drafted = await startsOf(first.sql, 'measure_draft', slices);
      done += drafted.length;
      await share(sessions, without(slices, drafted), async (session, slice) => {
        await collectAccounts(session, run, slice);
        await collectMonths(session, run);
        await collectUnitMonths(session, slice);
        await draftMeasures(session, run, slice);
        step('accounts');
      });
      await first.sql`analyze measure_draft`;
      await inTransaction(first, async (session) => {
        await session`delete from peer_figure where as_of = ${asOf}`;
        await session`delete from peer_place where as_of = ${asOf}`;
        await placePeers(session, run);
      });
      await share(sessions, Object.entries(compared), (session, [code, figure]) =>
        comparePeers(session, run, 'measure_draft', { [code]: figure }, () => step('peers')),
      );
      const written = await startsOf(first.sql, 'customer_measure', slices, asOf);
      done += written.length;
      await share(sessions, without(slices, written), async (session, slice) => {
        await writeMeasures(session, run, slice);
        step('measures');
      });
      await share(sessions, figures, (session, [code, { value }]) =>
        comparePeers(session, run, 'customer_measure', { [code]: value }, () => step('peers')),
      );
      await inTransaction(first, async (session) => {
        await writeUnits(session, run);
        await finishMeasures(session, run);
      });
      step('units');
      const [counted] = await first.sql`select customer_count as customers from measure_run where as_of = ${asOf}`;
      return counted?.customers as number;
    });
    return { customers, seconds: (performance.now() - began) / 1000 };
  } finally {
    for (const held of sessions) held.release();
  }
}

async function slicesOf(session: Session): Promise<Slice[]> {
  const ends = await session<{ through: bigint }[]>`
    select customer_id as through from (
      select customer_id, row_number() over (order by customer_id) as place, count(*) over () as count from customer
    ) as c where place % ${sliceSize} = 0 or place = count order by customer_id`;
  return ends.map(({ through }, at) => ({ after: ends[at - 1]?.through ?? -1n, through }));
}

/** The slices whose rows stand already. */
async function startsOf(
  session: Session,
  table: 'measure_draft' | 'customer_measure',
  slices: readonly Slice[],
  asOf?: string,
): Promise<Slice[]> {
  const there = await session<{ through: bigint }[]>`
    select s.through from unnest(${slices.map(({ through }) => String(through))}::text[]::bigint[]) as s(through)
    where exists (
      select from ${session(table)} as m where m.customer_id = s.through
      ${asOf === undefined ? session`` : session`and m.as_of = ${asOf}`})`;
  const known = new Set(there.map(({ through }) => through));
  return slices.filter(({ through }) => known.has(through));
}

const without = (slices: readonly Slice[], done: readonly Slice[]) => slices.filter((slice) => !done.includes(slice));
