import { type ComplaintKey, shippedClockwork, writeClocks } from '../../../src/complaints/write-clocks';
import type { Sql } from '../../../src/database/connect';
import { addLearnt } from './learnt';
import { addPastResults } from './past-results';

/** Rows that real banks have and made-up ones lack. */
export async function addEdgeCases(sql: Sql): Promise<void> {
  await addNames(sql);
  await addReaders(sql);
  await addRows(sql);
  await addClocks(sql);
  await addLearnt(sql);
  await addPastResults(sql);
}

/** A third of the customers complain under all regimes, in three time zones. */
async function addClocks(sql: Sql): Promise<void> {
  const { rules, calendars } = shippedClockwork();
  const complaints = await sql<ComplaintKey[]>`
    select customer_id::text as "customerId", id::text from complaint where customer_id % 3 = 1`;
  const everywhere = { calendars, rules: { ...rules, inForce: Object.keys(rules.regimes) } };
  await writeClocks((text, values) => sql.unsafe(text, values as never[]), complaints, { clockwork: everywhere });
}

/** Absent, empty, equal, short, long and rare names; what quotes and keys of JSON could trip over. */
async function addNames(sql: Sql): Promise<void> {
  const names = [
    null,
    null,
    '',
    ' ',
    'Zoë',
    'zoe',
    'ZOE',
    '𠀀𠀁',
    '𝒜lpha',
    'Ünal',
    'O\'Brien "$c":1, ',
    'a\\b',
    'x\ny',
    '王',
    '王',
    'Li',
    'ß',
    '%',
    '_',
  ];
  const customers = await sql<
    { id: bigint }[]
  >`select customer_id as id from customer order by customer_id desc limit ${names.length}`;
  for (const [at, { id }] of customers.entries()) {
    await sql`update party set display_name = ${names[at] ?? null} where party_id = ${id}`;
  }
  // Units tell what the last run counted, so that nobody changes whom the history still tells of.
  await sql`update customer set onboarded_on = null where customer_id % 11 = 3 and onboarded_on < '2024-01-01'`;
  await sql`update customer set tags = array['a"b', '', 'VIP'] where customer_id % 13 = 5`;
}

/** Readers with several rights, with rights for some kinds, ended and coming ones, and none. */
async function addReaders(sql: Sql): Promise<void> {
  const readers: [
    staff: string,
    unit: string,
    ...grants: [role: string, unit: string, kinds: string[] | null, from: string, to: string | null][],
  ][] = [
    [
      'TX0001',
      'B001',
      ['BRANCH_MANAGER', 'B001', null, '2020-01-01', null],
      ['AUDITOR', 'HO', null, '2020-01-01', null],
    ],
    [
      'TX0002',
      'B001',
      ['BRANCH_MANAGER', 'B001', ['CORPORATE'], '2020-01-01', null],
      ['RELATIONSHIP_MANAGER', 'B001', null, '2020-01-01', null],
    ],
    ['TX0003', 'B002', ['BRANCH_MANAGER', 'R01', null, '2020-01-01', null]],
    [
      'TX0004',
      'B002',
      ['BRANCH_MANAGER', 'B001', null, '2020-01-01', null],
      ['BRANCH_MANAGER', 'B002', ['INDIVIDUAL'], '2020-01-01', null],
      ['BRANCH_MANAGER', 'B003', null, '2020-01-01', '2026-06-16'],
    ],
    ['TX0005', 'B003', ['RELATIONSHIP_MANAGER', 'B003', ['INDIVIDUAL'], '2026-06-16', null]],
    [
      'TX0006',
      'HO',
      ['HEAD_OFFICE', 'HO', ['CORPORATE', 'INSTITUTION'], '2020-01-01', null],
      ['AUDITOR', 'HO', ['INDIVIDUAL'], '2020-01-01', null],
    ],
    [
      'TX0007',
      'HO',
      ['HEAD_OFFICE', 'HO', null, '2020-01-01', '2026-06-16'],
      ['AUDITOR', 'HO', null, '2026-06-17', null],
    ],
    [
      'TX0008',
      'B001',
      ['SERVICE_AGENT', 'HO', null, '2020-01-01', null],
      ['BRANCH_MANAGER', 'B001', null, '2020-01-01', '2026-06-17'],
    ],
    [
      'TX0009',
      'B001',
      ['COMPLAINT_HANDLER', 'B001', ['INDIVIDUAL'], '2020-01-01', null],
      ['COMPLAINT_HANDLER', 'B002', null, '2020-01-01', null],
      ['MARKETING', 'R01', null, '2020-01-01', null],
    ],
    [
      'TX0010',
      'HO',
      ['COMPLIANCE_OFFICER', 'HO', ['INSTITUTION'], '2020-01-01', null],
      ['TELLER', 'B001', null, '2020-01-01', null],
    ],
    ['TX0011', 'B001'],
    [
      'TX0012',
      'B001',
      ['RELATIONSHIP_MANAGER', 'B001', null, '2020-01-01', null],
      ['AUDITOR', 'B001', null, '2020-01-01', null],
      ['HEAD_OFFICE', 'HO', ['INSTITUTION'], '2020-01-01', null],
    ],
    // Reads the money of one branch, and markets to the whole bank.
    [
      'TX0013',
      'B001',
      ['BRANCH_MANAGER', 'B002', null, '2020-01-01', null],
      ['MARKETING', 'HO', null, '2020-01-01', null],
    ],
  ];
  for (const [staff, unit, ...grants] of readers) {
    await sql`insert into employee (staff_number, name, org_unit_id)
      select ${staff}, ${`Reader ${staff}`}, id from org_unit where code = ${unit}`;
    for (const [role, at, kinds, from, to] of grants) {
      await sql`insert into role_grant (employee_id, role, org_unit_id, kinds, valid_from, valid_to)
        select e.id, ${role}, u.id, ${kinds}, ${from}, ${to}
        from employee e, org_unit u where e.staff_number = ${staff} and u.code = ${at}`;
    }
  }
  for (const [staff, remainder, from, to] of [
    ['TX0002', 1, '2020-01-01', null],
    ['TX0002', 2, '2020-01-01', '2026-06-16'],
    ['TX0002', 3, '2026-06-17', null],
    ['TX0005', 4, '2026-06-16', '2026-06-17'],
    ['TX0012', 1, '2025-01-01', null],
  ] as const) {
    await sql`insert into portfolio_assignment (customer_id, employee_id, role, valid_from, valid_to)
      select c.customer_id, e.id, 'CO_RM', ${from}, ${to}
      from customer c, employee e where c.customer_id % 7 = ${remainder} and e.staff_number = ${staff}`;
  }
}

/** Equal moments and days, contacts of today, cases at the edge of their time, ended roles, what was corrected. */
async function addRows(sql: Sql): Promise<void> {
  await sql`update interaction set at = '2026-05-01T10:00:00.123Z' where id % 5 = 1`;
  await sql`update interaction set employee_id = (select id from employee where staff_number = 'SA0001'),
    at = '2026-06-15T16:00:00Z' where customer_id % 9 = 2 and id % 2 = 0`;
  await sql`update interaction set employee_id = (select id from employee where staff_number = 'TX0008'),
    at = '2026-06-15T15:59:59.999Z' where customer_id % 9 = 4 and id % 2 = 0`;
  await sql`update interaction set employee_id = (select id from employee where staff_number = 'BM0001'),
    confidentiality = 'CONFIDENTIAL' where id % 17 = 3`;
  await sql`update complaint set concerns_employee_id = (select id from employee where staff_number = 'RM0001') where id % 5 = 1`;
  for (const [remainder, closed] of [
    [0, '2026-03-17T16:00:00Z'],
    [1, '2026-03-17T15:59:59Z'],
    [2, '2026-03-18T00:00:00Z'],
    [3, '2026-03-17T20:00:00Z'],
  ] as const) {
    await sql`update complaint set closed_at = ${closed}
      where closed_at is not null and id % 4 = ${remainder} and customer_id % 3 = 0`;
  }
  await sql`
    insert into change_event (customer_id, type, at, subject_id, fields, version, employee_id, client_id)
    select customer_id, 'INTERACTION_LOGGED', at, public_id, array['notes', 'subject'], nullif(id % 3, 0), employee_id, 'desk'
    from interaction where id % 4 = 1 and employee_id is not null order by id`;
  await sql`
    insert into profile_value (customer_id, field, source, employee_id, at)
    select customer_id, (array['occupation', 'riskAppetite', 'employer'])[1 + id % 3], 'Seen at ' || id, employee_id, at
    from interaction where id % 5 = 2 and employee_id is not null order by id`;
  await sql`update knowledge_article set status = 'DRAFT' where id % 3 = 1`;
  await sql`
    insert into bank_event (type, at, subject_id, fields, version, employee_id, client_id)
    select 'ROOT_CAUSE_RECORDED', timestamptz '2026-05-01T10:00:00Z' + id * interval '1 hour', public_id, array['code', 'title'], 1,
      owner_employee_id, 'desk' from root_cause order by id`;
  await sql`update complaint set root_cause_id = 1 + id % 4, escalation = 1 + id % 2, escalated_at = received_at + interval '9 days'
    where id % 4 = 1`;
  // The day of a remediation is midnight to midnight in Shanghai.
  await sql`update root_cause set remedied_on = (
    select (max(received_at) at time zone 'Asia/Shanghai')::date from complaint where root_cause_id = 2) where id = 2`;
  await sql`update root_cause set remedied_on = '2015-01-01' where id = 3`;
  await sql`update product_holding set matures_on = null where id % 3 = 0`;
  await sql`update account set days_past_due = null where id % 4 = 1`;
  await sql`update transaction set booked_at = '2026-06-01T00:00:00Z' where id % 7 = 2`;
  await sql`update party_relationship set valid_to = '2026-06-16' where outgoing and id % 19 = 4 and valid_from < '2026-06-16'`;
  await sql`update party_relationship set valid_to = '2026-06-17' where outgoing and id % 19 = 5 and valid_from < '2026-06-16'`;
  await sql`update account_party set valid_to = '2026-06-16'
    where share_pct is null and id % 3 = 1 and valid_from < '2026-06-16'`;
  await sql`update portfolio_assignment set valid_from = '2019-01-01' where role = 'CO_RM' and valid_from = '2020-01-01'`;
}
