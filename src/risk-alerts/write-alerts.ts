import type { Session } from '../database/work';
import type { AlertRule } from '../entities/risk-alert/risk-alert.table';
import type { AlertRun, Rule } from './run';

export interface Changes {
  readonly opened: number;
  readonly closed: number;
}

const created = `
  create temp table if not exists alert_found (
    customer_id bigint, subject bigint, level text, figure text, value numeric(20, 4), threshold numeric(20, 4),
    account_customer_id bigint, account_id bigint, group_id bigint, relationship_id bigint, assessment_id bigint,
    cause_id bigint, since date, previous_level text, primary key (customer_id, subject)
  ) on commit delete rows`;

/**
 * Brings the alerts of a rule to what holds on the day: those whose reason is gone are closed, those that have reached
 * another level give way to a new one, the rest are renewed, and what is new is opened. Twice the same changes nothing.
 */
export async function applyRule(run: AlertRun, code: AlertRule, rule: Rule): Promise<Changes> {
  const { session, asOf, rules } = run;
  await session.unsafe(created);
  await writeFound(session, rule);
  await session.unsafe('analyze alert_found');
  const closed = await session`
    update risk_alert a set closed_on = greatest(${asOf}::date, opened_on)
    where a.rule = ${code} and a.closed_on is null and not exists (
      select from alert_found f where f.customer_id = a.customer_id and f.subject = a.subject and f.level = a.level)
    returning a.customer_id, a.subject, a.level, a.since::text as since`;
  await session`
    update alert_found f set since = c.since, previous_level = c.level
    from unnest(${closed.map((row) => String(row.customer_id))}::text[]::bigint[], ${closed.map((row) => String(row.subject))}::text[]::bigint[],
      ${closed.map((row) => row.level)}::text[], ${closed.map((row) => row.since)}::text[]::date[])
      as c (customer_id, subject, level, since)
    where f.customer_id = c.customer_id and f.subject = c.subject`;
  const renewed = session`
    (figure, value, threshold, account_customer_id, account_id, group_id, relationship_id, assessment_id, cause_id, as_of,
      rules_version)`;
  await session`
    update risk_alert a set ${renewed} = (f.figure, f.value, f.threshold, f.account_customer_id, f.account_id, f.group_id,
      f.relationship_id, f.assessment_id, f.cause_id, ${asOf}, ${rules.version})
    from alert_found f
    where a.rule = ${code} and a.closed_on is null and f.customer_id = a.customer_id and f.subject = a.subject
      and (a.figure, a.value, a.threshold, a.account_customer_id, a.account_id, a.group_id, a.relationship_id,
        a.assessment_id, a.cause_id, a.as_of, a.rules_version)
        is distinct from (f.figure, f.value, f.threshold, f.account_customer_id, f.account_id, f.group_id,
        f.relationship_id, f.assessment_id, f.cause_id, ${asOf}::date, ${rules.version}::text)`;
  const opened = await session`
    insert into risk_alert (customer_id, scope_key, rule, subject, level, previous_level, figure, value, threshold,
      account_customer_id, account_id, group_id, relationship_id, assessment_id, cause_id, since, opened_on, rules_version, as_of)
    select f.customer_id, c.scope_key, ${code}, f.subject, f.level, f.previous_level, f.figure, f.value, f.threshold,
      f.account_customer_id, f.account_id, f.group_id, f.relationship_id, f.assessment_id, f.cause_id,
      coalesce(f.since, ${asOf}::date), ${asOf}, ${rules.version}, ${asOf}
    from alert_found f join customer c on c.customer_id = f.customer_id
    where not exists (select from risk_alert a
      where a.customer_id = f.customer_id and a.rule = ${code} and a.subject = f.subject and a.closed_on is null)
    order by f.customer_id, f.subject
    -- The same level was left and is reached again within the day: it was never left.
    on conflict (customer_id, id) do update set closed_on = null, as_of = excluded.as_of`;
  return { opened: opened.count, closed: closed.length };
}

/** What reaches a level: of each subject the figure with the highest, of equals the one named first. */
const writeFound = (session: Session, { figures, isOwn, found }: Rule) => {
  const marks = Object.entries(figures);
  const column = (at: 0 | 1 | 2) => session`${marks.map(([, levels]) => levels[at])}::float8[]`;
  return session`
    insert into alert_found
    select distinct on (customer_id, subject) customer_id, subject, (array['YELLOW', 'ORANGE', 'RED'])[rank],
      case when ${isOwn} then figure end, case when ${isOwn} then value::numeric end,
      case when ${isOwn} then levels[rank]::numeric end, account_customer_id, account_id, group_id, relationship_id,
      assessment_id, cause_id
    from (
      select f.*, m.place, m.levels,
        (f.value >= m.levels[1])::int + (f.value >= m.levels[2])::int + (f.value >= m.levels[3])::int as rank
      from (${found}) as f
      join (
        select figure, array[yellow, orange, red] as levels, place
        from unnest(${marks.map(([name]) => name)}::text[], ${column(0)}, ${column(1)}, ${column(2)}) with ordinality
          as u (figure, yellow, orange, red, place)
      ) as m on m.figure = f.figure
    ) as ranked
    where rank > 0
    order by customer_id, subject, rank desc, place, value desc, cause_id`;
};
