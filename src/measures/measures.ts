import type { Held } from '../database/held';
import { inOrder, sideBySide, type Work } from '../database/side-by-side';
import { inTransaction, readWholeTables, type Session } from '../database/work';
import { type MeasureRules, readMeasureRules } from '../entities/measure/measures.rules';
import { alertRules } from '../entities/risk-alert/risk-alert.table';
import { lastAlertDay, raiseAlerts } from '../risk-alerts/alerts';
import { readSegmentationRules, type SegmentationRules } from '../segmentation/rules';
import type { Slice } from './collect';
import { prepareSession } from './prepare';
import { type RecommendationRules, readRecommendationRules } from './recommendations/rules';
import { beginMeasures, finishMeasures, goesOn, holdCustomers, type MeasureRun, whileMeasuring } from './run-state';
import { type Step, steps } from './steps';

export interface MeasureOptions {
  /** Connections of the system login to work on at once. */
  readonly sessions: readonly [Held, ...Held[]];
  /** The day, YYYY-MM-DD; its month is the last of the period. */
  readonly asOf: string;
  /** Where the bank's days begin and end; UTC unless told. */
  readonly timeZone?: string;
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
  const { sessions, asOf, timeZone = 'UTC', rules = readMeasureRules(), sliceSize = 10_000, progress } = options;
  const { recommending = readRecommendationRules(), segments = readSegmentationRules() } = options;
  const began = performance.now();
  const run: MeasureRun = { asOf, timeZone, rules, segments, recommending };
  const [first] = sessions;
  return whileMeasuring(first, async () => {
    const slices = await slicesOf(first.sql, sliceSize);
    await sideBySide(sessions, sessions, (_, held) => prepareSession(held.sql, run));
    const ends = slices.map(({ through }) => through);
    await inTransaction(first, async (session) => {
      if (!(await goesOn(session, run, ends))) await beginMeasures(session, run);
    });
    const passed = await donePieces(first.sql);
    let done = passed.size;
    const tell = (label: string, count: number) => {
      done += count;
      progress?.(done, total, label);
    };
    // Alerts go forward only: a day before their last is measured by what stood open on it.
    const alertDay = await lastAlertDay(first.sql);
    const alerts = alertDay === null || alertDay <= asOf ? [alertsOf(asOf, tell)] : [];
    const works = worksOf(run, slices, tell);
    const total = alerts.length * alertRules.length + works.reduce((count, { pieces }) => count + pieces.length, 0);
    tell('customers', 0);
    const isLeft = ({ name }: Piece) => !passed.has(name);
    await inOrder(
      sessions,
      [
        { name: 'ALERTS', needs: [], pieces: alerts },
        ...works.map((work) => ({ ...work, pieces: work.pieces.filter(isLeft) })),
      ],
      (held, piece) => piece.work(held),
    );
    await inTransaction(first, (session) => finishMeasures(session, run));
    const [counted] = await first.sql`select customer_count as customers from measure_run where as_of = ${asOf}`;
    return { customers: counted?.customers as number, seconds: (performance.now() - began) / 1000 };
  });
}

/** A part of a run, by the name by which it is known to be done. */
interface Piece {
  readonly name: string;
  readonly work: (held: Held) => Promise<unknown>;
}

/** Told of so many more pieces done of what is called so. */
type Tell = (label: string, count: number) => void;

const alertsOf = (asOf: string, tell: Tell): Piece => ({
  name: 'ALERTS',
  work: (held) => raiseAlerts({ held, asOf, progress: (rules) => tell('alerts', rules === 0 ? 0 : 1) }),
});

const pieceName = (step: string, through: bigint) => `${step} ${through}`;

/** The steps in pieces, each of which notes that it is done in its own transaction. */
function worksOf(run: MeasureRun, slices: readonly Slice[], tell: Tell): Work<Piece>[] {
  const all: Slice = { after: -1n, through: slices.at(-1)?.through ?? -1n };
  const pieceOf = ({ name, label, holdsCustomers, work }: Step, slice: Slice): Piece => ({
    name: pieceName(name, slice.through),
    work: async (held) => {
      await inTransaction(held, async (session) => {
        await session`insert into measure_slice (stage, through) values (${name}, ${slice.through})`;
        // A moment falls on the day of it that the bank has.
        await session`select set_config('TimeZone', ${run.timeZone}, true)`;
        await readWholeTables(session);
        if (holdsCustomers) await holdCustomers(session);
        await work(session, run, slice);
      });
      tell(label, 1);
    },
  });
  return steps.map((step) => ({
    ...step,
    pieces: (step.isSliced ? slices : [all]).map((slice) => pieceOf(step, slice)),
  }));
}

async function donePieces(session: Session): Promise<ReadonlySet<string>> {
  const rows = await session<{ stage: string; through: bigint }[]>`select stage, through from measure_slice`;
  return new Set(rows.map(({ stage, through }) => pieceName(stage, through)));
}

/** From end to end by the index, for a window over all customers takes several times as long. */
async function slicesOf(session: Session, size: number): Promise<Slice[]> {
  const ends = await session<{ through: bigint }[]>`
    with recursive slice (through) as (
      select -1::bigint
      union all
      select coalesce(
        (select customer_id from customer where customer_id > through order by customer_id offset ${size - 1} limit 1),
        (select max(customer_id) from customer where customer_id > through))
      from slice where through is not null
    )
    select through from slice where through > -1 order by through`;
  return ends.map(({ through }, at) => ({ after: ends[at - 1]?.through ?? -1n, through }));
}
