import type { Statement, Step } from './statement';
import { employers, hobbies, occupations } from './words/people';
import { provinces } from './words/places';

const educations = ['PRIMARY', 'SECONDARY', 'SECONDARY', 'VOCATIONAL', 'BACHELOR', 'BACHELOR', 'MASTER', 'DOCTORATE'];
const fundSources = ['SALARY', 'SALARY', 'SALARY', 'BUSINESS', 'INVESTMENT', 'PENSION', 'INHERITANCE', 'PROPERTY'];
const experiences = ['NONE', 'UNDER_2_YEARS', 'FROM_2_TO_5_YEARS', 'OVER_5_YEARS'];
const appetites = ['R1', 'R2', 'R2', 'R3', 'R3', 'R4', 'R5'];
const unmarried = ['SINGLE', 'SINGLE', 'DIVORCED', 'WIDOWED', 'MARRIED', 'MARRIED', 'PARTNERSHIP', 'SEPARATED'];
const incomeBands = ['LOW', 'LOWER_MIDDLE', 'MIDDLE', 'UPPER_MIDDLE', 'HIGH', 'VERY_HIGH'];

/** A value that the bank knows of so many in a hundred; of the first customers it knows all. */
const known = (statement: Statement, property: string, percent: number, value: string) =>
  `case when id <= 20 or ${statement.chance('id', `knows ${property}`, percent)} then ${value} end`;

/** In some blocks strangers work in one small office; other employers are large. */
const employer = (statement: Statement) => `case when place in (52, 62, 72) and block % 3 = 0
  then 'Studio ' || block + 1 else ${statement.pick(employers, 'id', 'employer')} end`;

/** Minors have neither work nor income; all else has gaps, as real records have. */
function writeIndividuals(statement: Statement): string {
  const pick = (words: readonly string[], property: string) => statement.pick(words, 'id', property);
  const grown = (property: string, percent: number, value: string) =>
    `case when not minor then ${known(statement, property, percent, value)} end`;
  return `
    insert into individual (customer_id, scope_key, given_name, family_name, sex, birth_date, nationality, region,
      marital_status, household_size, dependants, education, occupation, employer, income_band, annual_income_minor,
      currency, source_of_funds, hobbies, investment_experience, risk_appetite, pep)
    select id, scope_key, given_name, family_name,
      ${known(statement, 'sex', 97, `case when female then 'FEMALE' else 'MALE' end`)},
      ${known(statement, 'birth date', 96, 'birth_date')},
      ${known(statement, 'nationality', 90, `case when chinese then 'CN' else 'GB' end`)},
      ${known(statement, 'region', 80, pick(provinces, 'region'))},
      ${known(
        statement,
        'marital status',
        80,
        `case when minor or family and member = 2 then 'SINGLE'
        when family and member < 2 then 'MARRIED' else ${pick(unmarried, 'marital status')} end`,
      )},
      ${known(
        statement,
        'household size',
        60,
        `case when family and member < 3 then 3
        else 1 + ${statement.roll('id', 'household size', 5)} end::smallint`,
      )},
      ${known(
        statement,
        'dependants',
        50,
        `case when family and member < 2 then 1
        else ${statement.roll('id', 'dependants', 3)} end::smallint`,
      )},
      ${grown('education', 75, pick(educations, 'education'))},
      ${grown('occupation', 80, pick(occupations, 'occupation'))},
      ${grown('employer', 55, employer(statement))},
      ${grown('income', 65, statement.word(incomeBands, '1 + income.band'))},
      ${grown('income', 65, `(3000000 * power(2, income.band) * (0.8 + ${statement.fraction('id', 'income')} * 0.9))::bigint`)},
      case when not minor then 'CNY' end,
      ${grown('source of funds', 70, pick(fundSources, 'source of funds'))},
      ${known(statement, 'hobbies', 40, `array[${pick(hobbies, 'hobby')}]`)},
      ${grown('experience', 60, pick(experiences, 'experience'))},
      ${grown('risk appetite', 65, pick(appetites, 'risk appetite'))},
      ${known(
        statement,
        'pep',
        85,
        `case when ${statement.chance('id', 'pep', 1)} then 'DOMESTIC'
        when not chinese and ${statement.chance('id', 'foreign pep', 1)} then 'FOREIGN' else 'NONE' end`,
      )}
    from demo_customer
    cross join lateral (select least(5, segment + ${statement.roll('id', 'income band', 3)})::int as band) as income
    where kind = 'INDIVIDUAL' order by id`;
}

export const individuals: Step = { table: 'individual', write: writeIndividuals };
