import type { Sql } from 'postgres';
import { ClientError } from '../errors';
import type { Viewer } from './viewer';

/** What one reader may look up in a day, for each kind of number; a miss counts double. */
export const lookupLimits = { points: 1_000, misses: 50 } as const;

/** Counts look-ups, so that nobody finds customers by trying numbers. */
export interface LookupGuard {
  /** Counts an attempt as a miss before it is made; RATE_LIMITED where the day's measure is full. */
  attempt(viewer: Viewer, scheme: string): Promise<void>;
  /** Makes of the counted miss a find. */
  found(viewer: Viewer, scheme: string): Promise<void>;
}

interface Tally {
  readonly found: number;
  readonly missed: number;
}

/** A guard that counts in the database, over all processes; the channel `c360_alert` hears of who is locked out. */
export function lookupGuard(sql: Sql): LookupGuard {
  return {
    async attempt(viewer, scheme) {
      const [tally] = await sql<Tally[]>`
        select found, missed from count_lookup(${viewer.principal}, ${scheme}, ${viewer.today}, false)`;
      if (!tally) throw new Error('A look-up could not be counted.');
      const earlierMisses = tally.missed - 1;
      if (earlierMisses === lookupLimits.misses) {
        await sql.notify('c360_alert', JSON.stringify({ alert: 'LOOKUPS_LOCKED', staff: viewer.staffNumber, scheme }));
      }
      if (earlierMisses >= lookupLimits.misses || tally.found + 2 * earlierMisses >= lookupLimits.points) {
        throw new ClientError('RATE_LIMITED', 'No more customers can be looked up today by this kind of number.');
      }
    },
    async found(viewer, scheme) {
      await sql`select from count_lookup(${viewer.principal}, ${scheme}, ${viewer.today}, true)`;
    },
  };
}
