import { tradeOf } from './names';
import type { Statement, Step } from './statement';
import {
  creditGrades,
  financings,
  industries,
  institutionSystems,
  liabilitySources,
  qualificationGrades,
} from './words/companies';

const natures = ['PRIVATE', 'PRIVATE', 'PRIVATE', 'STATE_OWNED', 'MIXED', 'COLLECTIVE', 'JOINT_VENTURE', 'FOREIGN'];
const scales = ['MICRO', 'SMALL', 'MEDIUM', 'LARGE'];

/** Area code 99 is dealt to no place, so the numbers are nobody's. */
export const unifiedCreditCode = `'91999999' || lpad(((id * 7654321 + 13579) % 9999999967)::text, 10, '0')`;
const entityNumber = '(999900000000000000 + (id * 8642097 + 24680) % 99999999977)';
/** Issuer 9999 is nobody; the last two digits are those that ISO 17442 has for checking. */
export const legalEntityId = `${entityNumber} || lpad((98 - ${entityNumber} % 97 * 100 % 97)::text, 2, '0')`;

/** Of so many in a hundred the bank knows the number; identifiers and record agree on it. */
export const hasCreditCode = (statement: Statement) => `(id <= 100 or ${statement.chance('id', 'credit code', 92)})`;
export const hasEntityId = (statement: Statement) => `(id <= 20 or ${statement.chance('id', 'lei', 30)})`;

function writeOrganisations(statement: Statement): string {
  const pick = (words: readonly string[], property: string) => statement.pick(words, 'id', property);
  const known = (property: string, percent: number, value: string) =>
    `case when id <= 20 or ${statement.chance('id', `knows ${property}`, percent)} then ${value} end`;
  return `
    insert into organisation (customer_id, scope_key, kind, legal_name, lei, uscc, industry, ownership_nature, group_system,
      scale, employees, established_on, currency, registered_capital_minor, total_assets_minor, current_assets_minor,
      total_liabilities_minor, annual_revenue_minor, liability_sources, financing, credit_grade, qualification_grade)
    select id, scope_key, kind, name, case when ${hasEntityId(statement)} then ${legalEntityId} end,
      case when ${hasCreditCode(statement)} then ${unifiedCreditCode} end,
      case kind when 'CORPORATE' then ${statement.word(industries, tradeOf(statement))} else 'S 公共管理和社会组织' end,
      case kind when 'CORPORATE' then ${known('nature', 85, pick(natures, 'nature'))} else 'PUBLIC_BODY' end,
      case when kind = 'INSTITUTION' then ${pick(institutionSystems, 'system')}
        when grouped then 'Group ' || (block + 1) || ' 集团' end,
      ${known('scale', 85, statement.word(scales, '1 + segment'))},
      ${known('employees', 60, `(5 * power(4, segment) * (1 + ${statement.fraction('id', 'employees')}))::int`)},
      ${known('founding', 75, `(coalesce(onboarded_on, ${statement.today} - 60) - 100 - ${statement.roll('id', 'founded', 7000)}::int)`)},
      'CNY', ${known('capital', 70, 'size / 5')}, ${known('balance sheet', 60, 'size')},
      ${known('balance sheet', 60, 'size * 4 / 10')}, ${known('balance sheet', 60, 'size * (30 + id % 50) / 100')},
      ${known('revenue', 50, 'size * (40 + id % 90) / 100')},
      ${known('liabilities', 55, `array[${pick(liabilitySources, 'first source')}]`)},
      ${known('financing', 50, pick(financings, 'financing'))},
      ${known('credit grade', 70, statement.word(creditGrades, 'grade'))},
      ${known('qualification', 40, pick(qualificationGrades, 'qualification'))}
    from demo_customer
    cross join lateral (
      select (50000000 * power(8, segment) * (1 + 4 * ${statement.fraction('id', 'size')}))::bigint as size,
        greatest(1, 8 - 2 * segment + ${statement.roll('id', 'grade', 3)})::int as grade offset 0
    ) as measure
    where kind <> 'INDIVIDUAL' order by id`;
}

export const organisations: Step = { table: 'organisation', write: writeOrganisations };
