import type { Statement, Step } from './statement';
import { remarks, surveyWays } from './words/surveys';

const channels = surveyWays.map(([channel]) => channel as string);
const touchpoints = surveyWays.map(([, touchpoint]) => touchpoint as string);
/** Each answer as often as it occurs in twelve. */
const answers = [5, 5, 5, 4, 4, 4, 4, 4, 3, 3, 2, 1].map(String);
const days = 690;

/**
 * The first twenty customers were asked three times within two years, of the others not quite half once and some again.
 * Who is content recommends; one in ten answers one of the two questions only.
 */
function writeSurveys(statement: Statement): string {
  const asked = statement.roll('key', 'answer', answers.length);
  return `
    insert into satisfaction_survey (customer_id, id, scope_key, answered_at, channel, touchpoint, csat, nps, comment, recorded_at)
    select id, key, scope_key, at, ${statement.word(channels, 'way')}, ${statement.word(touchpoints, 'way')},
      case when part > 0 then answer end,
      case when part <> 1 then greatest(0, least(10, 2 * answer + ${statement.roll('key', 'recommends', 3)} - 1)) end,
      case when ${statement.chance('key', 'remark', 25)} then (array[${statement.pick(remarks.poor, 'key', 'said')},
        ${statement.pick(remarks.fair, 'key', 'said')}, ${statement.pick(remarks.good, 'key', 'said')}])[1 + (answer > 2)::int + (answer > 3)::int] end,
      at + interval '1 minute'
    from (
      select id, key, scope_key, (${statement.word(answers, `1 + ${asked}`)})::int as answer,
        ${statement.startOf(`${statement.today} - days_ago`)} + (480 + ${statement.roll('key', 'answered minute', 720)}) * interval '1 minute' as at,
        (1 + ${statement.roll('key', 'asked about', surveyWays.length)})::int as way,
        ${statement.roll('key', 'parts', 20)}::int as part
      from (
        select id, scope_key, id * 4 + number as key,
          least(${statement.today} - onboarded_on, 1 + ${statement.roll('id * 4 + number', 'answered', days)})::int as days_ago
        from demo_customer cross join generate_series(0, 2) as number
        where onboarded_on is not null and onboarded_on < ${statement.today} and (id <= 20
          or ${statement.chance('id * 4 + number', 'asked', '(array[45, 20, 8])[1 + number]')})
      ) as chosen
    ) as survey
    order by key`;
}

export const surveys: Step = { table: 'satisfaction_survey', write: writeSurveys };
