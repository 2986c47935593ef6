import { dayIn } from '../../clock';
import { type EscalationRules, readEscalationRules } from '../../complaints/escalation';
import type { Statements } from '../../database/connect';
import type { Held } from '../../database/held';
import { inDurableTransaction } from '../../database/work';
import { tellEvents } from '../change/tell-events';
import { endedComplaints } from './complaint-steps';
import { isHandler } from './handlers';

interface Options {
  readonly now: Date;
  readonly timeZone: string;
  readonly rules?: EscalationRules;
  /** How many complaints at a time, each time in a transaction; 500 unless told. */
  readonly batch?: number;
  /** Told after each transaction how many there are so far. */
  readonly progress?: (count: number) => void;
}

interface Escalated {
  readonly customer: bigint;
  readonly id: bigint;
  readonly version: number;
  readonly level: number;
  readonly isMoved: boolean;
}

/**
 * Takes every complaint up to the level that the first of its running clocks has reached, and tells it as events of
 * nobody. A complaint is never taken down; where it is given to a unit above, one of its handlers gets it, or where it
 * has none one of the next unit above, never whom it is about. Answers how many were taken up to each level, the first at 0.
 */
export async function escalateComplaints(held: Held, options: Options): Promise<number[]> {
  const { batch = 500, progress, ...said } = options;
  const rules = options.rules ?? readEscalationRules();
  const counts = rules.levels.map(() => 0);
  for (let total = 0; ; ) {
    const escalated = await inDurableTransaction(held, (own) => escalateSome(own, { ...said, rules, batch }));
    for (const { level } of escalated) counts[level - 1] = (counts[level - 1] as number) + 1;
    total += escalated.length;
    progress?.(total);
    if (escalated.length < batch) return counts;
  }
}

async function escalateSome(own: Statements, { now, timeZone, rules, batch }: Required<Omit<Options, 'progress'>>) {
  const at = now.toISOString();
  const levels = rules.levels.map((one, index) => ({ ...one, level: index + 1 }));
  // Held before they are looked at, so that no step is taken in between.
  const held = await own<{ customer: bigint; id: bigint; level: number }[]>`
    select c.customer_id as customer, c.id, reached.level from complaint as c
    cross join lateral (
      select max(l.level) as level
      from jsonb_to_recordset(${JSON.stringify(levels)}::text::jsonb) as l ("afterDays" int, level int), complaint_clock as k
      where k.customer_id = c.customer_id and k.complaint_id = c.id and k.stopped_at is null and k.paused_since is null
        and k.due_at + l."afterDays" * interval '24 hours' <= ${at}::text::timestamptz
    ) as reached
    where c.status <> all (${endedComplaints as string[]}::text[]) and reached.level > c.escalation
    order by c.customer_id, c.id limit ${batch} for no key update of c`;
  const escalated = await own<Escalated[]>`
    with asked as (
      select a.customer_id, a.id, a.level, l."handledBy" as handled_by
      from jsonb_to_recordset(${JSON.stringify(held.map(keysOf))}::text::jsonb) as a (customer_id bigint, id bigint, level int)
      join jsonb_to_recordset(${JSON.stringify(levels)}::text::jsonb) as l ("handledBy" text, level int) using (level)
    ), given as (
      select a.*, coalesce(h.unit, start.id) as unit, h.employee
      from asked as a join complaint as c using (customer_id, id) join org_unit as now_at on now_at.id = c.handling_unit_id
      cross join lateral (
        select u.id, u.lft, u.rgt from org_unit as u
        where case a.handled_by when 'UNIT_ABOVE' then u.id = coalesce(now_at.parent_id, now_at.id)
          when 'HEAD_OFFICE' then u.parent_id is null and u.lft <= now_at.lft and u.rgt >= now_at.rgt else u.id = now_at.id end
      ) as start
      left join lateral (
        select u.id as unit, e.id as employee from org_unit as u cross join employee as e
        where a.handled_by <> 'SAME' and u.lft <= start.lft and u.rgt >= start.rgt
          and e.id is distinct from c.concerns_employee_id and ${isHandler(own, dayIn(timeZone, now))}
        order by u.lft desc, md5(e.id || c.reference), e.id limit 1
      ) as h on true
    ), noted as (
      insert into complaint_event (customer_id, complaint_id, at, from_status, to_status, note)
      select g.customer_id, g.id, ${at}::text::timestamptz, c.status, c.status, 'Escalated to level ' || g.level
      from given as g join complaint as c using (customer_id, id) order by g.customer_id, g.id
    )
    update complaint as c set escalation = g.level, escalated_at = ${at}::text::timestamptz, version = c.version + 1,
      updated_at = ${at}::text::timestamptz, handling_unit_id = case g.handled_by when 'SAME' then c.handling_unit_id else g.unit end,
      owner_employee_id = case g.handled_by when 'SAME' then c.owner_employee_id else g.employee end
    from given as g where g.customer_id = c.customer_id and g.id = c.id
    returning c.customer_id as customer, c.id, c.version, g.level, g.handled_by <> 'SAME' as "isMoved"`;
  await tellEvents(own, {
    event: 'COMPLAINT_ESCALATED',
    employee: null,
    client: 'system',
    at: now,
    written: escalated.map(({ customer, id, version, isMoved }) => ({
      customer,
      prefix: 'cmp',
      row: id,
      version,
      fields: ['escalation', 'escalatedAt', ...(isMoved ? ['handlingUnit', 'owner'] : [])],
    })),
  });
  return escalated;
}

const keysOf = ({ customer, id, level }: { customer: bigint; id: bigint; level: number }) => ({
  customer_id: String(customer),
  id: String(id),
  level,
});
