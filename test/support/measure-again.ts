import type { Sql } from '../../src/database/connect';
import { Held } from '../../src/database/held';
import { measureAll } from '../../src/measures/measures';

/** Works out the last day's measures anew, after the bank was changed. */
export async function measureAgain(sql: Sql): Promise<void> {
  const [run] = await sql<{ day: string }[]>`select max(as_of)::text as day from measure_run`;
  if (!run) throw new Error('No day was worked out yet.');
  await Held.several(sql, (sessions) => measureAll({ sessions, asOf: run.day }));
}
