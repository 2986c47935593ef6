import type { Held } from '../database/held';
import { type Session, whileLocked } from '../database/work';
import type { MeasureRules } from '../entities/measure/measures.rules';
import { toldRules } from '../entities/measure/told-rules';
import type { Segmentation } from '../segmentation/clusters';
import type { SegmentationRules } from '../segmentation/rules';
import type { RecommendationRules } from './recommendations/rules';

/** The day that measures are worked out for, and the rules they follow. */
export interface MeasureRun {
  readonly asOf: string;
  readonly timeZone: string;
  readonly rules: MeasureRules;
  readonly segments: SegmentationRules;
  readonly recommending: RecommendationRules;
}

export const segmentationOf = ({ asOf, rules, segments }: MeasureRun): Segmentation => ({
  asOf,
  rules: segments,
  baseCurrency: rules.baseCurrency,
  period: rules.period,
});

/** All rules of a run. */
const versionOf = ({ rules, segments, recommending }: MeasureRun): string =>
  [rules, segments, recommending].map(({ version }) => version).join(' ');

/**
 * Whether measures of the day are being worked out by these rules already, over slices that end so, of as many
 * customers: then the run goes on. Where a crash has emptied the sums on the way, nothing is left to go on from.
 */
export async function goesOn(session: Session, run: MeasureRun, ends: readonly bigint[]): Promise<boolean> {
  const [begun] = await session<{ same: boolean }[]>`
    select coalesce((select bool_and(through = any (${ends.map(String)}::text[]::bigint[])) from measure_slice), false)
      and customer_count = (select count(*) from customer)
      as same
    from measure_run where as_of = ${run.asOf} and finished_at is null and rules_version = ${versionOf(run)}`;
  return begun?.same ?? false;
}

const empty = (session: Session) => session`truncate measure_draft, measure_month_draft, measure_slice`;

/** What a run writes for its day. */
const dated = [
  ...['customer_measure', 'unit_measure', 'unit_month', 'peer_figure', 'peer_place'],
  ...['customer_cluster', 'behaviour_tree', 'behaviour_rule', 'product_recommendation'],
];

/**
 * Keeps the rules of a run under their version, by which its measures are explained ever after; throws where the version
 * stands for others.
 */
async function keepRules(session: Session, { rules }: MeasureRun): Promise<void> {
  const told = toldRules(rules);
  await session`insert into measure_rules (version, content) values (${rules.version}, ${told}::text::jsonb) on conflict do nothing`;
  const [kept] = await session<{ same: boolean }[]>`
    select content = ${told}::text::jsonb as same from measure_rules where version = ${rules.version}`;
  if (!kept?.same)
    throw new Error(
      `Measures were worked out by other rules of version ${rules.version}: give these a version of their own`,
    );
}

/** Takes back what stands of the day and what another run has left behind. */
export async function beginMeasures(session: Session, run: MeasureRun): Promise<void> {
  const { asOf } = run;
  await keepRules(session, run);
  const gone = await session<{ day: string }[]>`
    delete from measure_run where as_of = ${asOf} or finished_at is null returning as_of::text as day`;
  const days = gone.map(({ day }) => day);
  await empty(session);
  for (const table of dated) await session`delete from ${session(table)} where as_of = any (${days}::text[]::date[])`;
  await session`
    insert into measure_run (as_of, rules_version, customer_count)
    select ${asOf}, ${versionOf(run)}, count(*) from customer`;
}

/** Until the transaction ends no customer moves or goes, so that what is written of him stands where he does. */
export const holdCustomers = (session: Session) => session`lock table measure_run in row exclusive mode`;

/** From now on the day is told, and of next best products the newest day alone. */
export async function finishMeasures(session: Session, { asOf }: MeasureRun): Promise<void> {
  await session`analyze product_recommendation`;
  await session`update measure_run set finished_at = now() where as_of = ${asOf}`;
  await session`delete from product_recommendation where as_of < (select max(as_of) from measure_run where finished_at is not null)`;
  await empty(session);
}

// Any two 32-bit numbers do, as long as nobody else locks by them.
const lock = [0x633336, 0x6d6561] as const;

/** Does the work while nobody else works out measures on this database. */
export async function whileMeasuring<Result>(held: Held, work: () => Promise<Result>): Promise<Result> {
  const busy = () => new Error('Measures are being worked out on this database already; wait until that has ended');
  return whileLocked(held, lock, busy, work);
}
