import { forgetAll } from './changed';
import { hiddenTable } from './hidden/hidden-rows';
import { positionTable } from './party-groups/positions';
import { sideTable } from './party-groups/sides';
import { memberTable } from './party-groups/write-groups';
import { type RecomputeOptions, type RecomputeReport, recomputeAll, recomputeChanged } from './recompute';
import { inTransaction, type Session, whileLocked } from './session';
import { resultTables } from './write-results';

const tables = [...Object.values(resultTables), memberTable, sideTable, positionTable, hiddenTable];

/**
 * Works out anew all days from one on, by what is known today: that day as a whole, then each day on which a relation, a
 * guarantee or a membership began or ended, for those whom it concerns. What was told of any day before is forgotten.
 */
export async function recomputeSince(options: RecomputeOptions, since: string): Promise<RecomputeReport> {
  const { held, today, progress } = options;
  if (since > today) throw new Error(`${since} lies after today: it cannot be told what will have been worked out.`);
  const began = performance.now();
  return whileLocked(held, async () => {
    await inTransaction(held, async (session) => {
      await forgetAll(session);
      for (const { name } of tables)
        await session`delete from ${session(name)}${name === memberTable.name ? session` where kind <> 'CUSTOM'` : session``}`;
      await session`delete from related_party_run`;
    });
    const all = await recomputeAll({ ...options, today: since });
    let [groups, rows, hidden] = [all.groups, all.rows, all.hidden];
    const days = await turningDays(held.sql, since, today);
    for (const [done, day] of days.entries()) {
      progress?.(done, days.length, 'days');
      const changed = await recomputeChanged({ ...options, today: day });
      [groups, rows, hidden] = [groups + changed.groups, rows + changed.rows, hidden + changed.hidden];
    }
    progress?.(days.length, days.length, 'days');
    return { groups, rows, hidden, seconds: (performance.now() - began) / 1000 };
  });
}

/** The days after one on which something began or ended, and today. */
async function turningDays(session: Session, since: string, today: string): Promise<string[]> {
  const days = await session<{ day: string }[]>`
    select distinct day::text as day from (
      select valid_from, valid_to from party_relationship
      union all select valid_from, valid_to from guarantee
      union all select valid_from, valid_to from party_group_member where kind = 'CUSTOM'
    ) as each cross join lateral (values (valid_from), (valid_to), (${today}::date)) as turn (day)
    where day > ${since} and day <= ${today} order by day`;
  return days.map(({ day }) => day);
}
