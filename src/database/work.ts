import type { Statements } from './connect';
import type { Held } from './held';

/** The statements of a connection that is held for a whole work. */
export type Session = Statements;

/** Does the work while no other that takes the same lock can; throws what `busy` makes where one does. */
export async function whileLocked<Result>(
  held: Held,
  lock: readonly [number, number],
  busy: () => Error,
  work: () => Promise<Result>,
): Promise<Result> {
  const session = held.sql;
  const [answer] = await session`select pg_try_advisory_lock(${lock[0]}::int, ${lock[1]}::int) as free`;
  if (!answer?.free) throw busy();
  try {
    return await work();
  } finally {
    if (!held.isLost()) await session`select pg_advisory_unlock(${lock[0]}::int, ${lock[1]}::int)`;
  }
}

/** A transaction: all of it or nothing, and kept through a crash once it is told as done. */
export async function inDurableTransaction<Result>(
  held: Held,
  work: (session: Session) => Promise<Result>,
): Promise<Result> {
  const session = held.sql;
  await session`begin`;
  try {
    const result = await work(session);
    await session`commit`;
    return result;
  } catch (error) {
    if (!held.isLost(error)) await session`rollback`;
    throw error;
  }
}

/** A transaction of bulk work: whatever a crash takes can be made again. */
export const inTransaction = <Result>(held: Held, work: (session: Session) => Promise<Result>): Promise<Result> =>
  inDurableTransaction(held, async (session) => {
    await session`set local synchronous_commit = off`;
    await session`set local work_mem = '64MB'`;
    await session`set local jit = off`;
    return work(session);
  });

/**
 * For the rest of the transaction, in which whole tables are read or a whole range of each: a way from row to row is
 * never the shorter one, and a plan that takes it for a few rows too few would not end.
 */
export const readWholeTables = (session: Session) => session`set local enable_nestloop = off`;

/** A relation, role or guarantee holds on the day; the columns may stand behind the name of their row. */
export const holdsOn = (session: Session, day: string, row?: string) => {
  const column = (name: string) => session(row === undefined ? name : `${row}.${name}`);
  const to = column('valid_to');
  return session`${column('valid_from')} <= ${day} and (${to} is null or ${to} > ${day})`;
};
