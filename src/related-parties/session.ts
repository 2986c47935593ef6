import type { Held } from '../database/held';
import * as work from '../database/work';

export { holdsOn, inTransaction, type Session } from '../database/work';

/** SQL: an array of keys. They are handed over as one text, which is cheaper than one by one. */
export const keysOf = (session: work.Session, keys: readonly bigint[]) => session`${`{${keys.join()}}`}::bigint[]`;

// Any two 32-bit numbers do, as long as nobody else locks by them.
const lock = [0x633336, 0x72656c] as const;
const busy = () =>
  new Error('Related parties are being worked out on this database already; wait until that has ended');

/** Does the work while nobody else works out related parties on this database. */
export const whileLocked = <Result>(held: Held, todo: () => Promise<Result>): Promise<Result> =>
  work.whileLocked(held, lock, busy, todo);
