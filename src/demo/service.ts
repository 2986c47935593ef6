import { readServiceRules } from '../entities/service/service-rules';
import { ticketPriorities, ticketStatuses } from '../entities/service/service-ticket.table';
import { ticketsUnderWay } from '../entities/service/ticket-steps';
import { unitKeys } from './org-units';
import { managerKey } from './staff';
import type { Statement, Step } from './statement';
import { requests } from './words/service';

const rules = readServiceRules();
const dueHours = ticketPriorities.map((priority) => String(rules.due_hours[priority]));
const column = (index: 0 | 1 | 2 | 3) => requests.map((request) => request[index]);
const [topics, subjects, descriptions, resolutions] = [column(0), column(1), column(2), column(3)];
/** Each status and priority as often as it occurs in ten. */
const statusDeck = [
  ...['OPEN', 'IN_PROGRESS', 'WAITING_FOR_CUSTOMER', 'RESOLVED', 'CANCELLED'],
  ...Array<string>(5).fill('CLOSED'),
];
const priorityDeck = [1, 1, 2, 2, 2, 2, 2, 3, 3, 4].map(String);
const ticketChannels = ['BRANCH', 'PHONE', 'PHONE', 'PHONE', 'WEB', 'MOBILE', 'MOBILE', 'EMAIL', 'CHAT', 'SOCIAL'];
const among = (names: readonly string[]) => `status in (${names.map((name) => `'${name}'`).join(', ')})`;

/**
 * The first six customers have a ticket of each status, of the others one in twenty has one. Those under way came in this
 * week; all of it after the customer came and before today.
 */
function writeTickets(statement: Statement): string {
  const { bank, today } = statement;
  const { firstBranch } = unitKeys(bank);
  // An article about the same topic, the first of those that are told.
  const articleOf = `(select min(a.id) from knowledge_article a where a.topic = ${statement.word(topics, 'request')} and a.status = 'PUBLISHED')`;
  const isUnderWay = among(ticketsUnderWay);
  return `
    insert into service_ticket (customer_id, id, scope_key, reference, channel, topic, subject, description, priority, status,
      queue_unit_id, owner_employee_id, opened_at, due_at, rules_version, resolved_at, closed_at, resolution, article_id,
      version, recorded_at, updated_at)
    select customer_id, customer_id, scope_key,
      'TKT-' || extract(year from ${statement.dayOf('opened_at')}) || '-' || lpad((customer_id * 48271 % 99999989)::text, 8, '0'),
      ${statement.pick(ticketChannels, 'customer_id', 'ticket channel')}, ${statement.word(topics, 'request')},
      ${statement.word(subjects, 'request')}, ${statement.word(descriptions, 'request')},
      ${statement.word(ticketPriorities, 'priority')}, status, ${firstBranch - 1} + branch,
      case when status <> 'OPEN' then ${managerKey(bank, 'branch', '1')} end, opened_at,
      opened_at + (${statement.word(dueHours, 'priority')})::int * interval '1 hour',
      ${statement.parameter(rules.version, 'text')}, resolved_at,
      case status when 'CLOSED' then resolved_at when 'CANCELLED' then opened_at end + interval '1 hour',
      case when resolved_at is not null then ${statement.word(resolutions, 'request')} end,
      case when resolved_at is not null and ${statement.chance('customer_id', 'article helps', 60)} then ${articleOf} end,
      case status when 'OPEN' then 1 when 'CLOSED' then 4 when 'IN_PROGRESS' then 2 when 'CANCELLED' then 2 else 3 end,
      opened_at, case status when 'OPEN' then opened_at when 'CLOSED' then resolved_at + interval '1 hour'
        else coalesce(resolved_at, opened_at + interval '1 hour') end
    from (
      select *, case when ${among(['RESOLVED', 'CLOSED'])} then
        opened_at + (30 + ${statement.roll('customer_id', 'ticket pace', 300)}) * interval '1 minute' end as resolved_at
      from (
        select *, ${statement.startOf(`${today} - least(${today} - onboarded_on, case when ${isUnderWay}
            then 1 + ${statement.roll('customer_id', 'ticket days', 6)}
            else 7 + ${statement.roll('customer_id', 'ticket days', 400)} end)::int`)}
          + (540 + ${statement.roll('customer_id', 'ticket minute', 480)}) * interval '1 minute' as opened_at
        from (
          select id as customer_id, scope_key, branch, onboarded_on,
            (1 + ${statement.roll('id', 'request', requests.length)})::int as request,
            (${statement.pick(priorityDeck, 'id', 'ticket priority')})::int as priority,
            case when id <= ${ticketStatuses.length} then ${statement.word(ticketStatuses, 'id::int')}
              else ${statement.pick(statusDeck, 'id', 'ticket status')} end as status
          from demo_customer
          where onboarded_on < ${today} and (id <= ${ticketStatuses.length} or ${statement.chance('id', 'asks', 5)})
          offset 0
        ) as asked offset 0
      ) as dated offset 0
    ) as ticket
    order by customer_id`;
}

/** Each article counts the tickets of all slices that it helped with. */
export const countHelp = `
  update knowledge_article a set helped = t.count
  from (select article_id, count(*) from service_ticket group by 1) as t where t.article_id = a.id`;

export const serviceTickets: Step = { table: 'service_ticket', write: writeTickets };
