import { dayIn } from '../../clock';
import { type EscalationRules, readEscalationRules } from '../../complaints/escalation';
import type { Statements } from '../../database/connect';
import type { Held as Connection } from '../../database/held';
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

interface Held {
  readonly customer: bigint;
  readonly id: bigint;
}

interface Escalated extends Held {
  readonly version: number;
  readonly level: number;
  readonly isMoved: boolean;
}

/**
 * Takes every complaint up to the level that the first of its running clocks has reached, and tells it as events of
 * nobody. A complaint is never taken down; where it is given to a unit above, one of its handlers gets it, or where it
 * has none one of the next unit above, never whom it is about. Where there is none at all, it stays with whom it was. Answers how many were taken up to each level, the first at 0.
 */
export async function escalateComplaints(connection: Connection, options: Options): Promise<number[]> {
  const { batch = 500, progress, ...said } = options;
  const rules = options.rules ?? readEscalationRules();
  const counts = rules.levels.map(() => 0);
  for (let total = 0; ; ) {
    const { held, escalated } = await inDurableTransaction(connection, (own) =>
      escalateSome(own, { ...said, rules, batch }),
    );
    for (const { level } of escalated) counts[level - 1] = (counts[level - 1] as number) + 1;
    total += escalated.length;
    progress?.(total);
    if (held < batch) return counts;
  }
}

interface Some {
  /** How many were looked at. */
  readonly held: number;
  readonly escalated: readonly Escalated[];
}

async function escalateSome(
  own: Statements,
  { now, timeZone, rules, batch }: Required<Omit<Options, 'progress'>>,
): Promise<Some> {
  const at = now.toISOString();
  const levels = JSON.stringify(rules.levels.map((one, index) => ({ ...one, level: index + 1 })));
  /** Complaints `c` that have reached a level, `reached`, which they have not been taken up to. */
  const due = own`
    complaint as c cross join lateral (
      select max(l.level) as level
      from jsonb_to_recordset(${levels}::text::jsonb) as l ("afterDays" int, level int), complaint_clock as k
      where k.customer_id = c.customer_id and k.complaint_id = c.id and k.stopped_at is null and k.paused_since is null
        and k.due_at + l."afterDays" * interval '24 hours' <= ${at}::text::timestamptz
    ) as reached
    where c.status <> all (${[...endedComplaints]}::text[]) and reached.level > c.escalation`;
  const held = await own<Held[]>`
    select c.customer_id as customer, c.id from ${due} order by c.customer_id, c.id limit ${batch} for no key update of c`;
  // Looked at anew once they are held: a step taken meanwhile may have stopped their clocks.
  const escalated = await own<Escalated[]>`
    with asked as (
      select c.customer_id, c.id, reached.level,
        (select l."handledBy" from jsonb_to_recordset(${levels}::text::jsonb) as l ("handledBy" text, level int)
          where l.level = reached.level) as handled_by
      from ${due} and (c.customer_id, c.id) in (
        select customer, id from jsonb_to_recordset(${JSON.stringify(held.map(keysOf))}::text::jsonb) as h (customer bigint, id bigint))
    ), given as (
      select a.*, coalesce(h.unit, c.handling_unit_id) as unit, coalesce(h.employee, c.owner_employee_id) as employee,
        h.employee is not null and (h.unit, h.employee) is distinct from (c.handling_unit_id, c.owner_employee_id) as is_moved
      from asked as a join complaint as c using (customer_id, id) join org_unit as now_at on now_at.id = c.handling_unit_id
      cross join lateral (
        select u.lft, u.rgt from org_unit as u
        where case a.handled_by when 'UNIT_ABOVE' then u.id = coalesce(now_at.parent_id, now_at.id)
          else u.parent_id is null and u.lft <= now_at.lft and u.rgt >= now_at.rgt end
      ) as start
      left join lateral (
        select u.id as unit, e.id as employee from org_unit as u cross join employee as e
        where a.handled_by <> 'SAME' and u.lft <= start.lft and u.rgt >= start.rgt
          and e.id is distinct from c.concerns_employee_id and ${isHandler(own, dayIn(timeZone, now), own`c.customer_id`)}
        order by u.lft desc, (u.id, e.id) = (c.handling_unit_id, c.owner_employee_id) desc nulls last, md5(e.id || c.reference), e.id
        limit 1
      ) as h on true
    ), noted as (
      insert into complaint_event (customer_id, complaint_id, at, from_status, to_status, note)
      select g.customer_id, g.id, ${at}::text::timestamptz, c.status, c.status, 'Escalated to level ' || g.level
      from given as g join complaint as c using (customer_id, id) order by g.customer_id, g.id
    )
    update complaint as c set escalation = g.level, escalated_at = ${at}::text::timestamptz, version = c.version + 1,
      updated_at = ${at}::text::timestamptz, handling_unit_id = g.unit, owner_employee_id = g.employee
    from given as g where g.customer_id = c.customer_id and g.id = c.id
    returning c.customer_id as customer, c.id, c.version, g.level, g.is_moved as "isMoved"`;
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
  return { held: held.length, escalated };
}

const keysOf = ({ customer, id }: Held) => ({ customer: String(customer), id: String(id) });
