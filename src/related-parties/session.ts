import type { Statements } from '../database/connect';
import type { Held } from '../database/held';

/** The statements of a connection of the system login that is held for the whole work. */
export type Session = Statements;

// Any two 32-bit numbers do, as long as nobody else locks by them.
const lock = [0x633336, 0x72656c] as const;

/** Does the work while nobody else works out related parties on this database. */
export async function whileLocked<Result>(held: Held, work: () => Promise<Result>): Promise<Result> {
  const session = held.sql;
  const [answer] = await session`select pg_try_advisory_lock(${lock[0]}::int, ${lock[1]}::int) as free`;
  if (!answer?.free) {
    throw new Error('Related parties are being worked out on this database already; wait until that has ended');
  }
  try {
    return await work();
  } finally {
    if (!held.isLost()) await session`select pg_advisory_unlock(${lock[0]}::int, ${lock[1]}::int)`;
  }
}

export async function inTransaction<Result>(held: Held, work: (session: Session) => Promise<Result>): Promise<Result> {
  const session = held.sql;
  await session`begin`;
  try {
    // Whatever a crash takes can be worked out again.
    await session`set local synchronous_commit = off`;
    await session`set local jit = off`;
    const result = await work(session);
    await session`commit`;
    return result;
  } catch (error) {
    if (!held.isLost(error)) await session`rollback`;
    throw error;
  }
}

/** A relation, role or guarantee holds on the day; the columns may stand behind the name of their row. */
export const holdsOn = (session: Session, day: string, row?: string) => {
  const column = (name: string) => session(row === undefined ? name : `${row}.${name}`);
  const to = column('valid_to');
  return session`${column('valid_from')} <= ${day} and (${to} is null or ${to} > ${day})`;
};
