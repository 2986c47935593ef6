import { availableParallelism } from 'node:os';
import { writeAllClocks } from '../complaints/write-clocks';
import type { Sql } from '../database/connect';
import { Held } from '../database/held';
import { sideBySide } from '../database/side-by-side';
import type { ProtectionKeys } from '../entities/party/protection-keys';
import { measureAll } from '../measures/measures';
import { recomputeAll, recomputeChanged } from '../related-parties/recompute';
import { lastRun } from '../related-parties/run-state';
import { watchTransactions } from '../risk-alerts/transactions';
import { bankSteps, drafts, filledTables, sliceSteps } from './contents';
import { begin, finish, order, reached, type Slice } from './order';
import { countHelp } from './service';
import { inTransaction, runSteps, type Session, whileLocked } from './session';
import { type BankShape, bankShape, type Volumes } from './shape';
import { Statement } from './statement';

export interface FillOptions {
  /** A pool on the system login. */
  readonly sql: Sql;
  readonly customers: number;
  readonly seed: number;
  readonly secrets: ProtectionKeys;
  /** The day the bank is looked at, that of the moment in `timeZone`; today unless told. */
  readonly asOf?: Date;
  /** Asia/Shanghai unless told. */
  readonly timeZone?: string;
  /** How much history each customer gets; by the bank's size unless told. */
  readonly volumes?: Partial<Volumes>;
  /** Connections to work on at once; by the machine's processors and the pool's size unless told. */
  readonly sessions?: number;
  /** Told the customers made of all that are to be made, and what is being made. */
  readonly progress?: (done: number, total: number, label: string) => void;
}

export interface FillReport {
  /** Rows by table, those written by triggers among them. */
  readonly rows: Readonly<Record<string, number>>;
  readonly seconds: number;
}

const mostSessions = 4;

/**
 * Fills an empty bank with made-up customers and all they bring. Equal customers, seed and day give equal rows. A fill
 * that was broken off goes on where it stopped. Throws DemoError for a bank with other rows in it or a fill under way,
 * and RangeError for numbers out of range.
 */
export async function fillDemo(options: FillOptions): Promise<FillReport> {
  const began = performance.now();
  const { sql, timeZone = 'Asia/Shanghai' } = options;
  const asOf = new Intl.DateTimeFormat('en-CA', { timeZone }).format(options.asOf ?? new Date());
  const wanted = bankShape({ ...options, asOf, timeZone });
  const sessions: Held[] = [await Held.open(sql)];
  try {
    const [first] = sessions as [Held];
    await whileLocked(first, async () => {
      const most = Math.min(options.sessions ?? Math.min(mostSessions, availableParallelism()), sql.options.max);
      while (sessions.length < most) sessions.push(await Held.open(sql));
      await fill(sessions, options, wanted);
    });
    return { rows: await countRows(first.sql), seconds: (performance.now() - began) / 1000 };
  } finally {
    for (const session of sessions) session.release();
  }
}

async function fill(sessions: readonly Held[], options: FillOptions, wanted: BankShape): Promise<void> {
  const { secrets, progress } = options;
  const [first] = sessions as [Held];
  const { shape, isNew, slices } = await order(first.sql, wanted);
  if (isNew) {
    await inTransaction(first, async (session) => {
      await runSteps(session, bankSteps, () => new Statement(shape, secrets));
      await watchTransactions(session, shape.timeZone);
      await begin(session, shape);
    });
  }
  let done = shape.customers - slices.reduce((sum, { from, to }) => sum + to - from + 1, 0);
  progress?.(done, shape.customers, 'customers');
  await sideBySide(sessions, slices, async (session, slice) => {
    await fillSlice(session, shape, secrets, slice);
    done += slice.to - slice.from + 1;
    progress?.(done, shape.customers, 'customers');
  });
  // Whoever works out ownership joins tables that were empty until now.
  await first.sql`analyze`;
  await relateParties(sessions, options, shape.asOf);
  // The balances end with yesterday: on the first of a month that month has none yet.
  const lastDay = shape.asOf.endsWith('-01') ? lastMonthEnd(shape.asOf) : shape.asOf;
  for (const asOf of [lastMonthEnd(lastDay), lastDay]) {
    await measureAll({
      sessions: sessions as [Held, ...Held[]],
      asOf,
      timeZone: shape.timeZone,
      progress: (done, total) => progress?.(done, total, 'measures'),
    });
  }
  progress?.(shape.customers, shape.customers, 'statistics');
  await inTransaction(first, (session) => complete(session, shape));
  await first.sql`analyze`;
}

/** Works out related parties for the end of the month before, and what has turned since. */
async function relateParties([held, ...others]: readonly Held[], { progress }: FillOptions, today: string) {
  const work = {
    held: held as Held,
    others,
    progress: (done: number, total: number) => progress?.(done, total, 'ownership'),
  };
  const last = await lastRun(work.held.sql);
  if (last?.asOf !== today) await recomputeAll({ ...work, today: lastMonthEnd(today) });
  await recomputeChanged({ ...work, today });
}

/** The last day of the month before. */
const lastMonthEnd = (day: string): string =>
  new Date(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, 0)).toISOString().slice(0, 10);

async function fillSlice(held: Held, shape: BankShape, secrets: ProtectionKeys, slice: Slice): Promise<void> {
  await inTransaction(held, async (session) => {
    for (const draft of drafts) {
      await session.unsafe(draft);
    }
    await runSteps(session, sliceSteps, () => new Statement(shape, secrets, slice));
    const { from, to } = slice;
    await writeAllClocks((work) => work((text, values) => session.unsafe(text, values as never[])), {
      from: BigInt(from),
      to: BigInt(to),
    });
    await reached(session, slice);
  });
}

/** Keys dealt from now on lie above the fill's own, all of which are below 2048 for each customer. */
async function complete(session: Session, shape: BankShape): Promise<void> {
  await session.unsafe(countHelp);
  const next = 2048 * (shape.customers + 20_000);
  await session`
    select setval(pg_get_serial_sequence(quote_ident(table_name), column_name), ${next})
    from information_schema.columns where table_schema = 'public' and is_identity = 'YES' and table_name = any (${[...filledTables]})`;
  await finish(session);
}

async function countRows(session: Session): Promise<Record<string, number>> {
  const rows: Record<string, number> = {};
  for (const table of filledTables) {
    const [counted] = await session<{ count: bigint }[]>`select count(*) from ${session(table)}`;
    rows[table] = Number(counted?.count ?? 0);
  }
  return rows;
}
