import { unitKeys } from './org-units';
import type { BankShape } from './shape';
import type { Statement, Step } from './statement';
import { chineseFamilyNames, chineseGivenNamesOfMen, chineseGivenNamesOfWomen } from './words/chinese-names';

/** Head office and first region: number, job, role, unit, kinds, and the grant's first and last day from today. */
const centralStaff = [
  ['HO0001', 'Head of retail', 'HEAD_OFFICE', 'HO', null, -2000, null],
  ['HO0002', 'Head of corporate', 'HEAD_OFFICE', 'HO', '{CORPORATE,INSTITUTION}', -1500, null],
  ['HO0003', 'Former head of retail', 'HEAD_OFFICE', 'HO', null, -3000, -400],
  ['HO0004', 'Next head of retail', 'HEAD_OFFICE', 'HO', null, 30, null],
  ['CO0001', 'Compliance officer', 'COMPLIANCE_OFFICER', 'HO', null, -1800, null],
  ['AU0001', 'Auditor', 'AUDITOR', 'HO', null, -1200, null],
  ['MK0001', 'Marketing', 'MARKETING', 'R01', null, -900, null],
  ['RP0001', 'Reporting tool', 'REPORTING', 'HO', null, -700, null],
  ['SA0001', 'Service agent', 'SERVICE_AGENT', 'HO', null, -800, null],
  ['SA0002', 'Service agent', 'SERVICE_AGENT', 'HO', null, -600, null],
  ['SA0003', 'Service agent', 'SERVICE_AGENT', 'HO', null, -300, null],
  ['SA0004', 'Service agent', 'SERVICE_AGENT', 'HO', null, -90, null],
] as const;

/** Each branch has these, numbered like the branch: BM0001 leads B001. */
const branchStaff = [
  ['BM', 'Branch manager', 'BRANCH_MANAGER'],
  ['CH', 'Complaint handler', 'COMPLAINT_HANDLER'],
  ['TL', 'Teller', 'TELLER'],
] as const;

/** The one compliance officer of the demo bank. */
export const complianceOfficerKey = '5';

/** The service agent of a number counted from zero. */
export const serviceAgentKey = (number: string) => `(9 + ${number} % 4)`;

/** The complaint handler of a branch counted from one. */
export const complaintHandlerKey = ({ branches }: BankShape, branch: string) =>
  `(${centralStaff.length + branches} + ${branch})`;

/** The relationship manager of a branch, both counted from one: RM0001 is the first of the first. */
export const managerKey = ({ branches, managers }: BankShape, branch: string, manager: string) =>
  `(${centralStaff.length + branchStaff.length * branches} + (${branch} - 1) * ${managers} + ${manager})`;

const literal = (value: string | number | null) => (typeof value === 'string' ? `'${value}'` : String(value));

/** Everybody who works in the bank, with the right that the job brings. */
function staff({ bank }: Statement): string {
  const { branches, managers, companyManagers } = bank;
  const { firstBranch } = unitKeys(bank);
  const central = centralStaff.map((person, index) => `(${index + 1}, ${person.map(literal).join(', ')})`).join(', ');
  const jobs = branchStaff.map((job, index) => `(${index}, ${job.map(literal).join(', ')})`).join(', ');
  return `(
    select c.id::bigint, c.number, c.job, c.role, u.id as unit_id, c.kinds::text[] as kinds, c.first_day, c.last_day
    from (values ${central}) as c (id, number, job, role, unit, kinds, first_day, last_day)
    join org_unit u on u.code = c.unit
    union all
    select ${centralStaff.length} + job.place * ${branches} + branch, job.prefix || lpad(branch::text, 4, '0'), job.job,
      job.role, ${firstBranch} + branch - 1, null, -700 - (branch * 13) % 900, null
    from generate_series(1, ${branches}) as branch
    cross join (values ${jobs}) as job (place, prefix, job, role)
    union all
    select ${managerKey(bank, 'branch', 'manager')},
      'RM' || lpad(number, greatest(4, length(number)), '0'), 'Relationship manager', 'RELATIONSHIP_MANAGER',
      ${firstBranch} + branch - 1,
      case when manager > ${managers - companyManagers} then '{CORPORATE,INSTITUTION}'::text[] end,
      -400 - (branch * 31 + manager * 7) % 1500, null
    from generate_series(1, ${branches}) as branch
    cross join generate_series(1, ${managers}) as manager
    cross join lateral (select ((branch - 1) * ${managers} + manager)::text) as rm (number)
  ) as staff`;
}

function writeEmployees(statement: Statement): string {
  const men = statement.pick(chineseGivenNamesOfMen, 'id', 'staff given name');
  const women = statement.pick(chineseGivenNamesOfWomen, 'id', 'staff given name');
  return `
    insert into employee (id, staff_number, name, job_title, org_unit_id, status)
    select id, number, case when role = 'REPORTING' then job else
        ${statement.pick(chineseFamilyNames, 'id', 'staff family name')}
        || case when ${statement.chance('id', 'staff sex', 50)} then ${men} else ${women} end end,
      job, unit_id,
      case when last_day < 0 then 'LEFT' when id > ${centralStaff.length} and ${statement.chance('id', 'leave', 2)}
        and number not like '%0001' then 'ON_LEAVE' else 'ACTIVE' end
    from ${staff(statement)}
    order by id`;
}

/** Besides the right of the job: managers who stand in for the next branch, or handle complaints as well. */
function writeRoleGrants(statement: Statement): string {
  const { branches } = statement.bank;
  const { firstBranch } = unitKeys(statement.bank);
  const manager = `${centralStaff.length} + branch`;
  return `
    insert into role_grant (id, employee_id, role, org_unit_id, kinds, valid_from, valid_to, recorded_at)
    select id, id, role, unit_id, kinds, ${statement.today} + first_day, ${statement.today} + last_day,
      ${statement.midnight} + least(first_day, -1) * interval '1 day'
    from ${staff(statement)}
    union all
    select 10000000 + branch, ${manager}, 'BRANCH_MANAGER', ${firstBranch} + branch, null, ${statement.today} - 7,
      ${statement.today} + 14, ${statement.midnight} - interval '8 days'
    from generate_series(2, ${branches - 1}, 8) as branch
    union all
    select 20000000 + branch, ${manager}, 'COMPLAINT_HANDLER', ${firstBranch} + branch - 1, null,
      ${statement.today} - 200, null, ${statement.midnight} - interval '201 days'
    from generate_series(3, ${branches}, 8) as branch
    order by 1`;
}

export const employees: Step = { table: 'employee', write: writeEmployees };
export const roleGrants: Step = { table: 'role_grant', write: writeRoleGrants };
