import type { Sql } from '../../src/database/connect';
import { Held } from '../../src/database/held';
import { measureAll } from '../../src/measures/measures';

/** Works out the measures of every day anew, after the bank was changed. */
export async function measureAgain(sql: Sql): Promise<void> {
  const runs = await sql<{ day: string }[]>`select as_of::text as day from measure_run order by as_of`;
  if (runs.length === 0) throw new Error('No day was worked out yet.');
  await Held.several(sql, async (sessions) => {
    for (const { day } of runs) await measureAll({ sessions, asOf: day });
  });
}
