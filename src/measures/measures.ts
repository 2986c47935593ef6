import type { Held } from '../database/held';
import { inOrder, type Work } from '../database/side-by-side';
import { inTransaction, type Session } from '../database/work';
import { type MeasureRules, readMeasureRules } from '../entities/measure/measures.rules';
import { alertRules } from '../entities/risk-alert/risk-alert.table';
import { lastAlertDay, raiseAlerts } from '../risk-alerts/alerts';
import { readSegmentationRules, type SegmentationRules } from '../segmentation/rules';
import type { Slice } from './collect';
import { prepareSession } from './prepare';
import { type RecommendationRules, readRecommendationRules } from './recommendations/rules';
import { beginMeasures, finishMeasures, goesOn, type MeasureRun, whileMeasuring } from './run-state';
import { type Step, steps } from './steps';

export interface MeasureOptions {
  /** Connections of the system login to work on at once. */
  readonly sessions: readonly [Held, ...Held[]];
  /** The day, YYYY-MM-DD; its month is the last of the period. */
  readonly asOf: string;
  readonly rules?: MeasureRules;
  readonly recommending?: RecommendationRules;
  /** By what customers are grouped by likeness, and behaviour is learnt. */
  readonly segments?: SegmentationRules;
  /** Customers of one transaction; ten thousand unless told. */
  readonly sliceSize?: number;
  /** Told the steps done of all that are to be done. */
  readonly progress?: (done: number, total: number, label: string) => void;
}

export interface MeasureReport {
  readonly customers: number;
  readonly seconds: number;
}

/**
 * Works out all measures of all customers as of a day: each slice of customers is summed up, the sums are compared
 * within the peer groups and likened, the measures are written slice by slice, compared in turn and summed up over the
 * units and groups; from what customers did and hold it is learnt what tells their behaviour and which products go
 * together, and each slice gets its next best ones. A run that was broken off goes on with the slices that are missing;
 * nothing of a day is told before it has ended.
 */
export async function measureAll(options: MeasureOptions): Promise<MeasureReport> {
  const { sessions, asOf, rules = readMeasureRules(), sliceSize = 10_000, progress } = options;
  const { recommending = readRecommendationRules(), segments = readSegmentationRules() } = options;
  const began = performance.now();
  const run: MeasureRun = { asOf, rules, segments, recommending };
  const [first] = sessions;
  return whileMeasuring(first, async () => {
    await Promise.all(sessions.map((held) => prepareSession(held.sql, run)));
    const slices = await slicesOf(first.sql, sliceSize);
    const ends = slices.map(({ through }) => through);
    await inTransaction(first, async (session) => {
      if (!(await goesOn(session, run, ends))) await beginMeasures(session, run);
    });
    // Alerts go forward only: a day before their last is measured by what stood open on it.
    const alertDay = await lastAlertDay(first.sql);
    const alerts = alertDay === null || alertDay <= asOf ? alertRules.length : 0;
    const all: Slice = { after: -1n, through: ends.at(-1) ?? -1n };
    const total = alerts + steps.reduce((count, { isSliced }) => count + (isSliced ? slices.length : 1), 0);
    const passed = await donePieces(first.sql);
    let done = passed.size;
    const tell = (label: string, count: number) => {
      done += count;
      progress?.(done, total, label);
    };
    tell('customers', 0);
    const raise = (held: Held) => raiseAlerts({ held, asOf, progress: (rules) => tell('alerts', rules === 0 ? 0 : 1) });
    const pieceOf = (step: Step, slice: Slice) => async (held: Held) => {
      await inTransaction(held, async (session) => {
        await session`insert into measure_slice (stage, through) values (${step.name}, ${slice.through})`;
        // Where whole tables are read, a way from row to row is never the shorter one.
        if (!step.isSliced) await session`set local enable_nestloop = off`;
        await step.work(session, run, slice);
      });
      tell(step.label, 1);
    };
    const works: Work<(held: Held) => Promise<unknown>>[] = steps.map((step) => ({
      ...step,
      pieces: (step.isSliced ? slices : [all])
        .filter((slice) => !passed.has(pieceName(step.name, slice.through)))
        .map((slice) => pieceOf(step, slice)),
    }));
    const raised = { name: 'ALERTS', needs: [], pieces: alerts > 0 ? [raise] : [] };
    await inOrder(sessions, [raised, ...works], (held, piece) => piece(held));
    await inTransaction(first, (session) => finishMeasures(session, run));
    const [counted] = await first.sql`select customer_count as customers from measure_run where as_of = ${asOf}`;
    return { customers: counted?.customers as number, seconds: (performance.now() - began) / 1000 };
  });
}

async function slicesOf(session: Session, size: number): Promise<Slice[]> {
  const ends = await session<{ through: bigint }[]>`
    select customer_id as through from (
      select customer_id, row_number() over (order by customer_id) as place, count(*) over () as count from customer
    ) as c where place % ${size} = 0 or place = count order by customer_id`;
  return ends.map(({ through }, at) => ({ after: ends[at - 1]?.through ?? -1n, through }));
}

const pieceName = (step: string, through: bigint) => `${step} ${through}`;

async function donePieces(session: Session): Promise<ReadonlySet<string>> {
  const rows = await session<{ stage: string; through: bigint }[]>`select stage, through from measure_slice`;
  return new Set(rows.map(({ stage, through }) => pieceName(stage, through)));
}
