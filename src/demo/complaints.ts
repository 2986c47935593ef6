import { openComplaints } from '../entities/complaint/complaint.table';
import { unitKeys } from './org-units';
import { complaintHandlerKey } from './staff';
import type { Statement, Step } from './statement';
import { complaintPaths, grievances, knownCauses } from './words/complaints';

/** The complaints of a slice: `path` is how far each went, one step each `pace` minutes. */
export const complaintDraft = `
  create temporary table demo_complaint (
    id bigint primary key, customer_id bigint, number int, scope_key int, status text, path text[], received_at timestamptz,
    pace int, grievance int, handling_unit_id bigint, owner_id bigint, account_id bigint, product_id bigint
  ) on commit drop`;

const statuses = Object.keys(complaintPaths);
const pathRows = Object.entries(complaintPaths).map(
  ([status, { path }]) => `('${status}', '{${path.join(',')}}'::text[])`,
);
/** Each status as often in the list as it occurs in a hundred. */
const statusDeck = Object.entries(complaintPaths).flatMap(([status, { share }]) => Array<string>(share).fill(status));
const column = (index: 0 | 1 | 2 | 3 | 4 | 5) => grievances.map((grievance) => grievance[index]);
const [categories, reasons, causes] = [column(0), column(1), column(2)];
const [businesses, grounds, causeCodes] = [column(3), column(4), column(5)];

/**
 * The first eight customers have a complaint of each status; three in ten of the others have one, some two. Open ones came
 * in within three weeks, the others before; all of it after the customer came and before today.
 */
function writeDraft(statement: Statement): string {
  const { bank, today } = statement;
  const { firstBranch } = unitKeys(bank);
  const isOpen = `status in (${openComplaints.map((status) => `'${status}'`).join(', ')})`;
  const daysAgo = `least(${today} - onboarded_on, case when ${isOpen} then 1 + ${statement.roll('key', 'received', 20)}
    else 42 + ${statement.roll('key', 'received', 620)} end)`;
  return `
    insert into demo_complaint
    select key, id, number, scope_key, status, path,
      ${statement.startOf(`${today} - days_ago`)} + (540 + ${statement.roll('key', 'minute', 480)}) * interval '1 minute',
      least(case when ${isOpen} then 50 else 400 + ${statement.roll('key', 'pace', 8000)} end, (days_ago * 1440 - 1080) / 5),
      (1 + ${statement.roll('key', 'grievance', grievances.length)})::int,
      case when status = 'REFERRED' or ${statement.chance('key', 'head office', 5)} then 1 else ${firstBranch - 1} + branch end,
      case when status <> 'RECEIVED' then ${complaintHandlerKey(bank, 'branch')} end,
      case when opened_on < ${today} - days_ago and ${statement.chance('key', 'of account', 70)} then account_id end, product_id
    from (
      select *, (${daysAgo})::int as days_ago
      from (
        select c.id, c.scope_key, c.branch, c.onboarded_on, c.id * 4 + number as key, number, a.id as account_id,
          a.opened_on, a.product_id, case when c.id <= 8 and number = 1 then ${statement.word(statuses, 'c.id::int')}
            else ${statement.pick(statusDeck, 'c.id * 4 + number', 'status')} end as status
        from demo_customer as c
        cross join generate_series(1, 2) as number
        left join demo_account as a on a.id = c.id * 8 + 1
        where c.id <= 20 or c.onboarded_on is not null and case number
          when 1 then ${statement.chance('c.id', 'complains', 27)} else ${statement.chance('c.id', 'complains again', 6)} end
        offset 0
      ) as grieved offset 0
    ) as dated
    join (values ${pathRows.join(', ')}) as way (name, path) on name = status
    order by key`;
}

const stepAt = (step: string) => `received_at + (${step} - 1) * pace * interval '1 minute'`;
const severities = ['LOW', 'LOW', 'MEDIUM', 'MEDIUM', 'MEDIUM', 'HIGH', 'HIGH', 'CRITICAL'];
const outcomes = ['UPHELD', 'PARTLY_UPHELD', 'REJECTED'];
const complaintChannels = ['BRANCH', 'PHONE', 'PHONE', 'WEB', 'MOBILE', 'EMAIL', 'POST', 'SOCIAL'];

/** What is told once it has been looked into. */
const lookedInto = (words: readonly string[], statement: Statement) =>
  `case when cardinality(path) > 2 then ${statement.word(words, 'grievance')} end`;

const writeComplaints = (statement: Statement) => `
  insert into complaint (customer_id, id, scope_key, reference, received_at, channel, category, business, ground, reason, product_id,
    account_id, severity, status, owner_employee_id, handling_unit_id, acknowledge_due_at, due_at, acknowledged_at,
    closed_at, outcome, currency, redress_minor, root_cause, root_cause_id, version, recorded_at, updated_at)
  select customer_id, id, scope_key, 'CMP-' || extract(year from ${statement.dayOf('received_at')}) || '-' || lpad(
      (id * 48271 % 99999989)::text, 8, '0'), received_at, ${statement.pick(complaintChannels, 'id', 'channel')},
    ${statement.word(categories, 'grievance')}, ${lookedInto(businesses, statement)},
    ${lookedInto(grounds, statement)}, ${statement.word(reasons, 'grievance')}, product_id, account_id,
    ${statement.pick(severities, 'id', 'severity')}, status, owner_id, handling_unit_id, received_at + interval '3 days',
    received_at + interval '15 days', case when cardinality(path) > 1 then ${stepAt('2')} end,
    case when status in ('CLOSED', 'WITHDRAWN') then ${stepAt('cardinality(path)')} end, outcome,
    case when redress > 0 then 'CNY' end, nullif(redress, 0),
    case when outcome is not null then ${statement.word(causes, 'grievance')} end,
    case when outcome is not null then (
      select r.id from root_cause as r where r.code = ${statement.word(causeCodes, 'grievance')}) end, cardinality(path), received_at,
    ${stepAt('cardinality(path)')}
  from (
    select *, case when outcome in ('UPHELD', 'PARTLY_UPHELD') then ${statement.roll('id', 'redress', 60)} * 1000 else 0 end as redress
    from (select *, case when status in ('RESOLVED', 'CLOSED') then ${statement.pick(outcomes, 'id', 'outcome')} end as outcome
      from demo_complaint) as c
  ) as complaint
  order by id`;

const writeEvents = (statement: Statement) => `
  insert into complaint_event (customer_id, id, scope_key, complaint_id, at, from_status, to_status, employee_id, note)
  select customer_id, id * 8 + step, scope_key, id, ${stepAt('step')}, path[step - 1], path[step],
    case when step > 1 then owner_id end,
    case path[step] when 'RECEIVED' then 'Complaint taken down' when 'RESOLVED' then '处理完毕，已告知客户'
      when 'WITHDRAWN' then 'Customer withdrew' when 'REFERRED' then 'Referred to the head office'
      else case when ${statement.chance('id * 8 + step', 'noted', 40)} then 'Customer told by phone' end end
  from demo_complaint cross join lateral generate_series(1, cardinality(path)) as step
  order by id, step`;

/** Some are complex: more time is granted when it is known, and sometimes more again. */
const writeExtensions = (statement: Statement) => `
  insert into complaint_extension (customer_id, id, scope_key, complaint_id, regime, clock, extension, granted_at,
    employee_id, reason, recorded_at)
  select customer_id, id * 2 + step - 3, scope_key, id, 'CN', 'ANSWER', case step when 3 then 'COMPLEX' else 'SPECIAL' end,
    ${stepAt('step')}, owner_id, case step when 3 then '需向第三方核实' else 'Waits for a court’s decision' end, ${stepAt('step')}
  from demo_complaint cross join lateral generate_series(3, least(cardinality(path), 4)) as step
  where ${statement.chance('id', 'complex', 30)} and (step = 3 or ${statement.chance('id', 'special', 20)})
  order by id, step`;

const writeCauses = (statement: Statement) => `
  insert into root_cause (id, code, title, owner_employee_id, remediation, remedied_on, updated_at)
  select id, code, title, (select min(id) from employee), remediation, ${statement.today} - days_ago,
    ${statement.startOf(`${statement.today} - coalesce(days_ago, 400)`)}
  from (values ${knownCauses
    .map(([code, title, done, days], index) => {
      const remedied = done === null ? 'null::text, null::int' : `'${done}', ${days}`;
      return `(${index + 1}::bigint, '${code}', '${title}', ${remedied})`;
    })
    .join(', ')}) as c (id, code, title, remediation, days_ago)`;

export const rootCauses: Step = { table: 'root_cause', write: writeCauses };

export const complaints: readonly Step[] = [
  { table: 'demo_complaint', write: writeDraft },
  { table: 'complaint', write: writeComplaints },
  { table: 'complaint_event', write: writeEvents },
  { table: 'complaint_extension', write: writeExtensions },
];
