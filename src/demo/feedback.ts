import { feedbackStatuses } from '../entities/service/feedback.table';
import { unitKeys } from './org-units';
import { managerKey } from './staff';
import type { Statement, Step } from './statement';
import { praises, suggestions } from './words/service';

const column = (index: 0 | 1 | 2) => suggestions.map((suggestion) => suggestion[index]);
const [said, answers, changes] = [column(0), column(1), column(2)];
const praised = praises.map(([text]) => text);
const thanks = praises.map(([, answer]) => answer);
const feedbackChannels = ['BRANCH', 'PHONE', 'WEB', 'MOBILE', 'MOBILE', 'EMAIL', 'SOCIAL', 'CHAT'];
/** What becomes of suggestions, each as often as it occurs in eight. */
const statusDeck = ['RECEIVED', 'ANSWERED', 'ANSWERED', 'ADOPTED', 'ADOPTED', 'DECLINED', 'DECLINED', 'DECLINED'];

/**
 * The first four customers have a suggestion of each status, of the others one in twenty-five suggests or praises
 * something; all of it after the customer came and before today.
 */
function writeFeedback(statement: Statement): string {
  const { bank, today } = statement;
  const { firstBranch } = unitKeys(bank);
  const text = (suggested: readonly string[], lauded: readonly string[]) => `case kind
    when 'SUGGESTION' then ${statement.word(suggested, 'suggestion')} else ${statement.word(lauded, 'praise')} end`;
  return `
    insert into feedback (customer_id, id, scope_key, kind, channel, text, org_unit_id, owner_employee_id, status, answer,
      change_made, received_at, answered_at, version, recorded_at, updated_at)
    select customer_id, customer_id, scope_key, kind, ${statement.pick(feedbackChannels, 'customer_id', 'feedback channel')},
      ${text(said, praised)}, case when kind = 'PRAISE' then ${firstBranch - 1} + branch end,
      ${managerKey(bank, 'branch', '1')}, status, case when status <> 'RECEIVED' then ${text(answers, thanks)} end,
      case when status = 'ADOPTED' then ${statement.word(changes, 'suggestion')} end, received_at,
      case when status <> 'RECEIVED' then received_at + interval '5 hours' end,
      case status when 'RECEIVED' then 1 else 2 end, received_at,
      received_at + case status when 'RECEIVED' then 0 else 5 end * interval '1 hour'
    from (
      select *, case when customer_id <= ${feedbackStatuses.length} then ${statement.word(feedbackStatuses, 'customer_id::int')}
        when kind = 'SUGGESTION' then ${statement.pick(statusDeck, 'customer_id', 'feedback status')}
        else ${statement.pick(['RECEIVED', 'ANSWERED', 'ANSWERED'], 'customer_id', 'praise status')} end as status
      from (
        select id as customer_id, scope_key, branch,
          case when id > ${feedbackStatuses.length} and ${statement.chance('id', 'praises', 40)} then 'PRAISE'
            else 'SUGGESTION' end as kind,
          (1 + ${statement.roll('id', 'suggestion', suggestions.length)})::int as suggestion,
          (1 + ${statement.roll('id', 'praise', praises.length)})::int as praise,
          ${statement.startOf(`${today} - least(${today} - onboarded_on, 1 + ${statement.roll('id', 'feedback days', 500)})::int`)}
            + (480 + ${statement.roll('id', 'feedback minute', 540)}) * interval '1 minute' as received_at
        from demo_customer
        where onboarded_on < ${today} and (id <= ${feedbackStatuses.length} or ${statement.chance('id', 'says', 4)})
        offset 0
      ) as spoken offset 0
    ) as feedback
    order by customer_id`;
}

export const feedback: Step = { table: 'feedback', write: writeFeedback };
