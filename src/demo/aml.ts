import { complianceOfficerKey } from './staff';
import type { Statement, Step } from './statement';
import { amlFindings } from './words/aml';

const column = (index: 0 | 1) => amlFindings.map((finding) => finding[index]);
const [kinds, narratives] = [column(0), column(1)];
/** Each status as often as it occurs in ten. */
const statusDeck = ['OPEN', 'OPEN', 'ESCALATED', 'REPORTED', ...Array<string>(6).fill('CLOSED')];
const statuses = ['OPEN', 'ESCALATED', 'REPORTED', 'CLOSED'];
const ratings = ['LOW', 'MEDIUM', 'HIGH'];
const days = (count: string) => `${count} * interval '1 day'`;

/**
 * The first eight customers have cases of each status, of the others three in a hundred, and every fourth institution;
 * some have two. All were opened within three years; what is closed was closed two to six weeks later.
 */
function writeCases(statement: Statement): string {
  const closedAfter = days(`(14 + ${statement.roll('key', 'closed', 28)})`);
  return `
    insert into aml_case (customer_id, id, scope_key, reference, kind, status, risk_rating, opened_at, closed_at,
      reported_at, narrative, assigned_employee_id, recorded_at)
    select id, key, scope_key, 'AML-' || extract(year from ${statement.dayOf('opened_at')}) || '-' || lpad(
        (key * 48271 % 99999989)::text, 8, '0'), ${statement.word(kinds, 'finding')}, status,
      ${statement.pick(ratings, 'key', 'rating')}, opened_at,
      case when status = 'CLOSED' then opened_at + ${closedAfter} end,
      case when status = 'REPORTED' or status = 'CLOSED' and ${statement.chance('key', 'reported', 15)}
        then opened_at + ${days('7')} end,
      ${statement.word(narratives, 'finding')}, case when status <> 'OPEN' or id % 2 = 0 then ${complianceOfficerKey} end,
      opened_at
    from (
      select id, key, scope_key, case when id <= 8 then ${statement.word(statuses, '1 + (id::int - 1) % 4')}
          else ${statement.pick(statusDeck, 'key', 'aml status')} end as status,
        ${statement.startOf(`${statement.today} - 50 - ${statement.roll('key', 'opened', 1000)}::int`)}
          + (540 + ${statement.roll('key', 'opened minute', 480)}) * interval '1 minute' as opened_at,
        (1 + ${statement.roll('key', 'finding', amlFindings.length)})::int as finding
      from (
        select id, scope_key, id * 2 + number as key
        from demo_customer cross join generate_series(0, 1) as number
        where (id <= 8 or ${statement.chance('id', 'aml', `case kind when 'INSTITUTION' then 25 else 3 end`)})
          and (number = 0 or id % 3 = 0)
      ) as chosen
    ) as matter
    order by key`;
}

export const amlCases: Step = { table: 'aml_case', write: writeCases };
