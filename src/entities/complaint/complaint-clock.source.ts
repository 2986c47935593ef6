import { type SQL, sql } from 'drizzle-orm';
import type { EdgeInputs } from '../../graph/declare/join';

/** Rows of `complaint_clock_now` of the clocks `k` and their complaints `c` of which a condition holds. */
export function clocksNow(inputs: EdgeInputs, of: SQL): SQL {
  // Where a clock stands still it tells what it told when it came to stand.
  const stands = sql`coalesce(k.stopped_at, k.paused_since, ${inputs.now()})`;
  const dayOf = (moment: SQL) => sql`(${moment} at time zone k.time_zone)::date`;
  return sql`
    select k.customer_id, k.id, k.scope_key, k.complaint_id, k.regime, k.clock, k.time_zone, k.started_at, k.due_at,
      k.paused_since, k.paused_days, k.stopped_at, k.extension, k.is_provisional, k.rules_version, k.calendar_version,
      c.handling_unit_id, c.owner_employee_id, k.paused_since is not null as is_paused, ${stands} > k.due_at as is_breached,
      ${dayOf(sql`k.due_at`)} - ${dayOf(stands)} as remaining_days
    from complaint_clock as k join complaint as c on c.customer_id = k.customer_id and c.id = k.complaint_id
    where ${of}`;
}
