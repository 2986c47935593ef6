import { serviceAgentKey } from './staff';
import type { Statement, Step } from './statement';
import { campaigns, contactWays, notes, talks } from './words/talk';

const of = (field: 'purpose' | 'subject' | 'outcome' | 'nextStep') => talks.map((talk) => talk[field]);
const words = { purpose: of('purpose'), subject: of('subject'), outcome: of('outcome'), nextStep: of('nextStep') };
const channels = contactWays.map(([channel]) => channel as string);
const directions = contactWays.map(([, direction]) => direction as string);
const staffed = contactWays.map(([, , staff]) => (staff === undefined ? '' : staff));

/** A customer's contacts lie evenly over two years, the sleeping ones' all in the first of them. */
function writeInteractions(statement: Statement): string {
  const average = statement.bank.volumes.interactions;
  const key = 'c.id * 64 + number';
  const step = `(case when c.segment = 0 then 300 else 720 end / count)`;
  const daysAgo = `case when c.segment = 0 then 400 else 0 end + (number - 1 + ${statement.fraction(key, 'at')}) * ${step}`;
  return `
    insert into interaction (customer_id, id, scope_key, at, channel, direction, purpose, subject, notes, outcome, next_step,
      next_step_due, next_step_done_at, confidentiality, employee_id, campaign, recorded_at,
      updated_at)
    select id, key, scope_key, at, ${statement.word(channels, 'way')}, ${statement.word(directions, 'way')},
      ${statement.word(words.purpose, 'talk')}, ${statement.word(words.subject, 'talk')}, note,
      ${statement.word(words.outcome, 'talk')}, nullif(${statement.word(words.nextStep, 'talk')}, ''),
      case when ${statement.word(words.nextStep, 'talk')} <> '' then ${statement.dayOf('at')} + 7 end,
      case when ${statement.word(words.nextStep, 'talk')} <> '' and ${statement.dayOf('at')} < ${statement.today} - 10
        and ${statement.chance('key', 'step done', 85)} then at + interval '6 days' end,
      case when note is not null and ${statement.chance('key', 'confidential', 40)} then 'CONFIDENTIAL' else 'PUBLIC' end,
      case when ${statement.word(staffed, 'way')} <> '' then case when ${statement.chance('key', 'own manager', 55)} then manager_id
        else ${serviceAgentKey('id')} end end,
      case when ${statement.word(words.purpose, 'talk')} = 'MARKETING' then ${statement.pick(campaigns, 'key', 'campaign')} end,
      at + interval '5 minutes', at + interval '5 minutes'
    from (
      select c.id, c.scope_key, c.manager_id, ${key} as key,
        ${statement.startOf(`${statement.today} - 1 - floor(${daysAgo})::int`)}
          + (510 + ${statement.roll(key, 'minute', 570)}) * interval '1 minute' as at,
        (1 + ${statement.roll(key, 'way', contactWays.length)})::int as way,
        (1 + ${statement.roll(key, 'talk', talks.length)})::int as talk,
        case when c.id <= 20 and number % 3 = 1 or ${statement.chance(key, 'noted', 20)} then ${statement.pick(notes, key, 'note')} end as note
      from (
        select *, (case when id <= 20 then 15 when status in ('PROSPECT', 'REJECTED') then 2 when segment = 0 then ${Math.ceil(average / 2)}
          else ${Math.max(1, average - 4)} + ${statement.roll('id', 'contacts', average + 1)} end)::int as count
        from demo_customer offset 0
      ) as c
      cross join lateral generate_series(1, count) as number
      offset 0
    ) as contact
    order by key`;
}

export const interactions: Step = { table: 'interaction', write: writeInteractions };
