import type { Sql } from '../../../src/database/connect';
import { readGroupRules } from '../../../src/related-parties/party-groups/rules';
import { replaceCustomGroups } from '../../../src/related-parties/party-groups/write-groups';
import type { Random } from '../reference/documents/random';
import { moment, today } from '../reference/world';

const roles = [
  'HEAD_OFFICE',
  'BRANCH_MANAGER',
  'RELATIONSHIP_MANAGER',
  'TELLER',
  'SERVICE_AGENT',
  'MARKETING',
  'COMPLAINT_HANDLER',
  'COMPLIANCE_OFFICER',
  'AUDITOR',
  'REPORTING',
];
const kinds = ['INDIVIDUAL', 'CORPORATE', 'INSTITUTION'];
const tomorrow = '2026-06-17';

/** From and to: open, of today only, ended today, from today, until tomorrow, from tomorrow. */
const validities: readonly (readonly [from: string, to: string | null])[] = [
  ['2020-01-01', null],
  ['2020-01-01', null],
  ['2020-01-01', null],
  [today, tomorrow],
  ['2020-01-01', today],
  [today, null],
  ['2020-01-01', tomorrow],
  [tomorrow, null],
];

const readers = 36;

/** Readers with any roles over any units, for any kinds, at any time. The first have one role each. */
export async function addRandomReaders(sql: Sql, random: Random): Promise<void> {
  const units = (await sql<{ code: string; level: string }[]>`select code, level from org_unit order by id`).filter(
    ({ level }) => level !== 'SUB_BRANCH' || random.chance(0.3),
  );
  for (let at = 0; at < readers; at += 1) {
    const staff = `TY${String(at).padStart(4, '0')}`;
    const wide = units.filter(({ level }) => level === 'REGION' || level === 'HEAD_OFFICE');
    const home = random.pick(at < roles.length ? wide : units).code;
    await sql`insert into employee (staff_number, name, org_unit_id)
      select ${staff}, ${`Reader ${staff}`}, id from org_unit where code = ${home}`;
    const count = at < roles.length ? 1 : random.pick([1, 2, 2, 3]);
    for (let grant = 0; grant < count; grant += 1) {
      const isPlain = at < roles.length;
      const role = isPlain ? (roles[at] as string) : random.pick(roles);
      const limited = !isPlain && random.chance(0.4) ? random.some(kinds, 1 + random.below(2)) : null;
      const [from, to] = isPlain ? (['2020-01-01', null] as const) : random.pick(validities);
      const unit = isPlain || random.chance(0.3) ? home : random.pick(random.chance(0.6) ? wide : units).code;
      await sql`insert into role_grant (employee_id, role, org_unit_id, kinds, valid_from, valid_to)
        select e.id, ${role}, u.id, ${limited}, ${from}, ${to}
        from employee e, org_unit u where e.staff_number = ${staff} and u.code = ${unit}`;
    }
  }
  await sql`update employee set status = 'ON_LEAVE' where staff_number = 'TY0030'`;
}

/** Assignments, contacts, cases, shared accounts and confidences that cross every line between readers. */
export async function addOddRows(sql: Sql, random: Random): Promise<void> {
  const keys = (await sql<{ id: bigint }[]>`select customer_id as id from customer order by 1`).map(({ id }) => id);
  const staff = (await sql<{ id: bigint }[]>`select id from employee where staff_number ~ '^T[XY]' order by id`).map(
    ({ id }) => id,
  );
  for (const customer of keys) {
    if (!random.chance(0.8)) continue;
    for (const employee of random.some(staff, 1 + random.below(4))) {
      const [from, to] = random.pick(validities);
      await sql`insert into portfolio_assignment (customer_id, employee_id, role, valid_from, valid_to)
        values (${customer}, ${employee}, ${random.pick(['CO_RM', 'COVER'])}, ${from}, ${to})`;
    }
  }
  const remainder = random.below(4);
  await sql`update interaction i set employee_id = s.id,
      confidentiality = case when i.id % 3 = 0 then 'CONFIDENTIAL' else 'PUBLIC' end
    from (select id, row_number() over (order by id) - 1 as n from employee where staff_number ~ '^T[XY]') s
    where i.id % 4 = ${remainder} and s.n = i.id % ${staff.length}`;
  await sql`update interaction set at = '2026-06-16T01:00:00Z' where id % 9 = ${random.below(9)}`;
  await sql`update complaint c set handling_unit_id = g.org_unit_id
    from (select org_unit_id, row_number() over (order by id) - 1 as n, count(*) over () as total
      from role_grant where role = 'COMPLAINT_HANDLER'
        and employee_id in (select id from employee where staff_number ~ '^T[XY]')) g
    where c.id % 2 = ${random.below(2)} and g.n = c.id % g.total`;
  await sql`update customer set marketing_consent = not marketing_consent where customer_id % 3 = ${random.below(3)}`;
  await sql`update knowledge_article set status = 'DRAFT' where id % 3 = 1`;
  await addSharedAccounts(sql, random, keys);
  await addGroups(sql, random, keys);
  await addOpenings(sql, random, keys);
}

/** From and to, in minutes before the moment: open, closing in a minute, just opened, closing at the moment, closed. */
const spans = [
  [30, -30],
  [30, -1],
  [0, -60],
  [60, 0],
  [60, 1],
] as const;

/** Customers opened by break-glass, in scope or out of it. */
async function addOpenings(sql: Sql, random: Random, keys: readonly bigint[]): Promise<void> {
  const able = await sql<{ id: bigint; role: string }[]>`
    select distinct e.id, g.role from employee e join role_grant g on g.employee_id = e.id
    where g.role in ('BRANCH_MANAGER', 'RELATIONSHIP_MANAGER', 'COMPLAINT_HANDLER')
    order by 1, 2`;
  const [auditor] = await sql<{ id: bigint }[]>`select id from employee where staff_number = 'AU0001'`;
  for (const { id, role } of able) {
    if (!random.chance(0.6)) continue;
    for (const customer of random.some(keys, 1 + random.below(3))) {
      const [from, to] = random.pick(spans);
      const at = (minutes: number) => new Date(moment.getTime() - minutes * 60_000).toISOString();
      await sql`insert into break_glass
          (customer_id, scope_key, employee_id, role, reason, opened_at, expires_at, alerted_employee_id)
        select customer_id, scope_key, ${id}, ${role}, 'A reason to open.', ${at(from)}::text::timestamptz,
          ${at(to)}::text::timestamptz, ${auditor?.id ?? 0n}
        from customer where customer_id = ${customer}`;
    }
  }
}

/** Accounts of two owners, the second of whom is one today, was one until today, or will be one tomorrow. */
async function addSharedAccounts(sql: Sql, random: Random, keys: readonly bigint[]): Promise<void> {
  const accounts = await sql<{ id: bigint; customer: bigint }[]>`
    select a.id, a.customer_id as customer from account a
    where (select count(*) from account_party p where p.account_id = a.id and p.share_pct is not null) = 1
    order by a.id`;
  for (const { id, customer } of random.some(accounts, Math.ceil(accounts.length / 3))) {
    const other = random.pick(keys);
    if (other === customer) continue;
    const [from, to] = random.pick(validities);
    const role = random.pick(['JOINT', 'SECONDARY_OWNER', 'SIGNATORY', 'BENEFICIARY']);
    const isOwner = role === 'JOINT' || role === 'SECONDARY_OWNER';
    await sql.begin(async (inside) => {
      if (isOwner && to === null)
        await inside`update account_party set share_pct = 50 where account_id = ${id} and share_pct is not null`;
      await inside`insert into account_party (customer_id, account_id, party_id, role, share_pct, valid_from, valid_to)
        values (${customer}, ${id}, ${other}, ${role}, ${isOwner ? 50 : null}, ${from}, ${to})`;
    });
  }
}

/** Groups kept by hand, of customers whom no one reader sees alike. */
async function addGroups(sql: Sql, random: Random, keys: readonly bigint[]): Promise<void> {
  for (const anchor of random.some(keys, 12)) {
    for (const member of new Set([anchor, ...random.some(keys, 1 + random.below(5))])) {
      const [from, to] = random.pick(validities);
      await sql`insert into party_group_member (customer_id, kind, party_id, reasons, valid_from, valid_to)
        values (${anchor}, 'CUSTOM', ${member}, '{BY_HAND}', ${from}, ${to})`;
    }
  }
  await replaceCustomGroups(sql, { today, rules: readGroupRules() }, null);
}
