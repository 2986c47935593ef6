import type { Statements } from '../database/connect';
import type { Held } from '../database/held';
import { DemoError } from './demo.error';
import type { Statement, Step } from './statement';

/** The statements of a connection that is held for the whole fill. */
export type Session = Statements;

// Any two 32-bit numbers do, as long as nobody else locks by them.
const lock = [0x633336, 0x64656d] as const;

/** Does the work while no other fill can; DemoError where one is under way. */
export async function whileLocked(held: Held, work: () => Promise<void>): Promise<void> {
  const session = held.sql;
  const [answer] = await session`select pg_try_advisory_lock(${lock[0]}::int, ${lock[1]}::int) as free`;
  if (!answer?.free) {
    throw new DemoError('Another fill of the demo bank is running on this database; wait until it has ended');
  }
  try {
    await work();
  } finally {
    if (!held.isLost()) await session`select pg_advisory_unlock(${lock[0]}::int, ${lock[1]}::int)`;
  }
}

export async function inTransaction(held: Held, work: (session: Session) => Promise<void>): Promise<void> {
  const session = held.sql;
  await session`begin`;
  try {
    // Nothing is lost that cannot be made again, and a slice's drafts are small enough for memory.
    await session`set local synchronous_commit = off`;
    await session`set local work_mem = '64MB'`;
    await session`set local jit = off`;
    await work(session);
    await session`commit`;
  } catch (error) {
    if (!held.isLost(error)) await session`rollback`;
    throw error;
  }
}

/** Runs the steps in order; drafts are analysed, because what follows joins them. */
export async function runSteps(session: Session, steps: readonly Step[], open: () => Statement): Promise<void> {
  for (const { table, write } of steps) {
    const statement = open();
    const text = write(statement);
    await session.unsafe(text, statement.values as never[]);
    if (table.startsWith('demo_')) {
      await session`analyze ${session(table)}`;
    }
  }
}
