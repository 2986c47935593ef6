import type { Held } from '../database/held';
import { sideBySide } from '../database/side-by-side';
import { inTransaction, type Session } from '../database/work';
import { measures } from '../entities/measure/measures';
import { type MeasureRules, readMeasureRules } from '../entities/measure/measures.rules';
import { lastAlertDay, raiseAlerts } from '../risk-alerts/alerts';
import { findClusters, sumUpClusters } from '../segmentation/clusters';
import { readSegmentationRules, type SegmentationRules } from '../segmentation/rules';
import { learnTrees } from '../segmentation/trees';
import type { Slice } from './collect';
import { draftMeasures } from './draft';
import { clearPeers, compared, comparePeers, placePeers } from './peers';
import { prepareSession } from './prepare';
import { learnProducts } from './recommendations/learn';
import { recommendProducts } from './recommendations/recommend';
import { type RecommendationRules, readRecommendationRules } from './recommendations/rules';
import { beginMeasures, finishMeasures, goesOn, type MeasureRun, segmentationOf, whileMeasuring } from './run-state';
import { writeUnits } from './units';
import { writeMeasures } from './write-measures';

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

interface Stage {
  readonly name: 'CUSTOMERS' | 'MEASURES' | 'RECOMMENDATIONS';
  readonly label: string;
  readonly work: (session: Session, run: MeasureRun, slice: Slice) => Promise<void>;
  /** What follows once all slices are done; a run that goes on does it again. */
  readonly after: (session: Session, run: MeasureRun) => Promise<void>;
}

const comparedMeasures = Object.fromEntries(Object.entries(measures).map(([code, { column }]) => [code, column.name]));

const stages: readonly Stage[] = [
  {
    name: 'CUSTOMERS',
    label: 'customers',
    work: draftMeasures,
    after: async (session, run) => {
      await session`analyze measure_draft`;
      await clearPeers(session, run);
      await comparePeers(session, run, 'measure_draft', compared);
      await findClusters(session, segmentationOf(run));
    },
  },
  {
    name: 'MEASURES',
    label: 'measures',
    work: writeMeasures,
    after: async (session, run) => {
      await session`analyze customer_measure`;
      await clearPeers(session, run, Object.keys(measures));
      await comparePeers(session, run, 'customer_measure', comparedMeasures);
      await placePeers(session, run);
      await writeUnits(session, run);
      await sumUpClusters(session, segmentationOf(run));
      await learnTrees(session, segmentationOf(run));
      await learnProducts(session, run.asOf, run.recommending);
    },
  },
  {
    name: 'RECOMMENDATIONS',
    label: 'recommendations',
    work: (session, { asOf, recommending }, slice) => recommendProducts(session, asOf, recommending, slice),
    after: async (session, run) => {
      await session`analyze product_recommendation`;
      await finishMeasures(session, run);
    },
  },
];

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
    for (const held of sessions) await prepareSession(held.sql, run);
    // Alerts go forward only: a day before their last is measured by what stood open on it.
    const alertDay = await lastAlertDay(first.sql);
    if (alertDay === null || alertDay <= asOf) await raiseAlerts({ held: first, asOf, ...(progress && { progress }) });
    const slices = await slicesOf(first.sql, sliceSize);
    const ends = slices.map(({ through }) => through);
    await inTransaction(first, async (session) => {
      if (!(await goesOn(session, run, ends))) await beginMeasures(session, run);
    });
    const total = stages.length * slices.length;
    let done = 0;
    for (const { name, label, work, after } of stages) {
      const through = await doneSlices(first.sql, name);
      const waiting = slices.filter((slice) => !through.has(slice.through));
      done += slices.length - waiting.length;
      progress?.(done, total, label);
      await sideBySide(sessions, waiting, async (held, slice) => {
        await inTransaction(held, async (session) => {
          await work(session, run, slice);
          await session`insert into measure_slice (stage, through) values (${name}, ${slice.through})`;
        });
        done += 1;
        progress?.(done, total, label);
      });
      await inTransaction(first, async (session) => {
        // Whole tables are read from here on: a way from row to row is never the shorter one.
        await session`set local enable_nestloop = off`;
        await after(session, run);
      });
    }
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

async function doneSlices(session: Session, stage: string): Promise<ReadonlySet<bigint>> {
  const rows = await session<{ through: bigint }[]>`select through from measure_slice where stage = ${stage}`;
  return new Set(rows.map(({ through }) => through));
}
