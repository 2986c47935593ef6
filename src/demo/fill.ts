import type { ReservedSql } from 'postgres';
import type { Sql } from '../database/connect';
import { bankSteps, drafts, sliceSteps } from './contents';
import { DemoError } from './demo.error';
import { begin, finish, order, reached } from './progress-record';
import { type BankShape, bankShape, type Volumes } from './shape';
import { type IdentifierKeys, Statement, type Step } from './statement';

export interface FillOptions {
  /** A pool on the system login. */
  readonly sql: Sql;
  readonly customers: number;
  readonly seed: number;
  readonly secrets: IdentifierKeys;
  /** The day the bank is looked at, that of the moment in `timeZone`; today unless told. */
  readonly asOf?: Date;
  /** Asia/Shanghai unless told. */
  readonly timeZone?: string;
  /** How much history each customer gets; by the bank's size unless told. */
  readonly volumes?: Partial<Volumes>;
  /** Told the customers made of all that are to be made, and what is being made. */
  readonly progress?: (done: number, total: number, label: string) => void;
}

export interface FillReport {
  /** Rows by table, those written by triggers among them. */
  readonly rows: Readonly<Record<string, number>>;
  readonly seconds: number;
}

type Session = ReservedSql<{ bigint: bigint }>;

/** A whole number of blocks of a hundred customers; one slice is one transaction. */
export const sliceSize = 20_000;

// Any two 32-bit numbers do, as long as nobody else locks by them.
const lock = [0x633336, 0x64656d] as const;

/**
 * Fills an empty bank with made-up customers and all they bring. Equal customers, seed and day give equal rows. A fill
 * that was broken off goes on where it stopped. Throws DemoError for a bank with other rows in it or a fill under way,
 * and RangeError for numbers out of range.
 */
export async function fillDemo(options: FillOptions): Promise<FillReport> {
  const began = performance.now();
  const { timeZone = 'Asia/Shanghai' } = options;
  const asOf = new Intl.DateTimeFormat('en-CA', { timeZone }).format(options.asOf ?? new Date());
  const wanted = bankShape({ ...options, asOf, timeZone });
  const session = await options.sql.reserve();
  try {
    await whileLocked(session, () => fill(session, options, wanted));
    return { rows: await countRows(session), seconds: (performance.now() - began) / 1000 };
  } finally {
    session.release();
  }
}

async function whileLocked(session: Session, work: () => Promise<void>): Promise<void> {
  const [answer] = await session`select pg_try_advisory_lock(${lock[0]}::int, ${lock[1]}::int) as free`;
  if (!answer?.free) {
    throw new DemoError('Another fill of the demo bank is running on this database; wait until it has ended');
  }
  try {
    await work();
  } finally {
    await session`select pg_advisory_unlock(${lock[0]}::int, ${lock[1]}::int)`;
  }
}

async function fill(session: Session, { secrets, progress }: FillOptions, wanted: BankShape): Promise<void> {
  const { shape, done } = await order(session, wanted);
  if (done === null) {
    await inTransaction(session, async () => {
      await run(session, bankSteps, () => new Statement(shape, secrets));
      await begin(session, shape);
    });
  }
  for (let from = (done ?? 0) + 1; from <= shape.customers; from += sliceSize) {
    progress?.(from - 1, shape.customers, 'customers');
    const to = Math.min(from + sliceSize - 1, shape.customers);
    await inTransaction(session, async () => {
      for (const draft of drafts) {
        await session.unsafe(draft);
      }
      await run(session, sliceSteps, () => new Statement(shape, secrets, { from, to }));
      await reached(session, to);
    });
  }
  progress?.(shape.customers, shape.customers, 'statistics');
  await inTransaction(session, () => complete(session, shape));
  await session`analyze`;
}

async function inTransaction(session: Session, work: () => Promise<void>): Promise<void> {
  await session`begin`;
  try {
    // Nothing is lost that cannot be made again, and a slice's drafts are small enough for memory.
    await session`set local synchronous_commit = off`;
    await session`set local work_mem = '64MB'`;
    await session`set local jit = off`;
    await work();
    await session`commit`;
  } catch (error) {
    await session`rollback`;
    throw error;
  }
}

async function run(session: Session, steps: readonly Step[], open: () => Statement): Promise<void> {
  for (const { table, write } of steps) {
    const statement = open();
    const text = write(statement);
    await session.unsafe(text, statement.values as never[]);
    if (table.startsWith('demo_')) {
      await session`analyze ${session(table)}`;
    }
  }
}

/** Keys dealt from now on lie above the fill's own, all of which are below 2048 for each customer. */
async function complete(session: Session, shape: BankShape): Promise<void> {
  const next = 2048 * (shape.customers + 20_000);
  await session`
    select setval(pg_get_serial_sequence(quote_ident(table_name), column_name), ${next})
    from information_schema.columns where table_schema = 'public' and is_identity = 'YES'`;
  await finish(session);
}

async function countRows(session: Session): Promise<Record<string, number>> {
  const tables = await session<{ name: string }[]>`
    select table_name as name from information_schema.tables
    where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`;
  const rows: Record<string, number> = {};
  for (const { name } of tables) {
    const [counted] = await session<{ count: bigint }[]>`select count(*) from ${session(name)}`;
    rows[name] = Number(counted?.count ?? 0);
  }
  return rows;
}
