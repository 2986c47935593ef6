import { fillDemo } from '../../src/demo/fill';
import { type BankDatabase, type EmptyBanks, emptyBanks, numberOf, pairsOf } from './bank-database';
import { smallBank } from './small-bank';

let banks: EmptyBanks;
let bank: BankDatabase;
beforeAll(async () => {
  banks = await emptyBanks();
  bank = await banks.open();
  await fillDemo({ sql: bank.sql, ...smallBank });
});
afterAll(() => banks.close());

const pairs = (statement: string) => pairsOf(bank.sql, statement);
const one = (statement: string) => numberOf(bank.sql, statement);
const countBy = (column: string, table: string) =>
  pairs(`select ${column}, count(*) from ${table} where ${column} is not null group by 1 order by 1`);

describe('the people of the demo bank of 400 customers', () => {
  test('holds customers of each kind, status, life cycle and tier', async () => {
    expect(await countBy('kind', 'customer')).toEqual({ CORPORATE: 36, INDIVIDUAL: 360, INSTITUTION: 4 });
    expect(await countBy('status', 'customer')).toEqual({
      CHURNED: 15,
      DECEASED: 12,
      DORMANT: 26,
      LIQUIDATED: 2,
      ONBOARDED: 313,
      PROSPECT: 24,
      REJECTED: 4,
      WON_BACK: 4,
    });
    expect(await countBy('lifecycle', 'customer')).toEqual({
      ACQUIRED: 19,
      ACTIVE: 273,
      ADVOCATE: 19,
      AWARE: 28,
      LOYAL: 61,
    });
    expect(await countBy('tier', 'customer')).toEqual({
      GOLD: 25,
      PLATINUM: 29,
      PRIVATE: 16,
      SILVER: 60,
      STANDARD: 242,
    });
  });

  test('names are Chinese and Latin, some records have gaps', async () => {
    const names = `select count(*) from customer where display_name ~ `;
    expect(await one(`${names} '[一-龥]'`)).toBe(266);
    expect(await one(`${names} '[A-Za-z]'`)).toBe(134);
    expect(await one('select count(*) from individual where occupation is null')).toBe(261);
    expect(await one('select count(*) from organisation where lei is null')).toBe(45);
  });

  test('has the demo staff in their roles, and grants past and to come', async () => {
    const staff = await bank.sql`
      select e.staff_number, g.role, u.code from role_grant g
      join employee e on e.id = g.employee_id join org_unit u on u.id = g.org_unit_id
      where e.staff_number ~ '^(HO|BM|RM|SA|CH|CO|AU|MK|TL|RP)0001$' order by g.id`.values();
    expect(staff).toEqual([
      ['HO0001', 'HEAD_OFFICE', 'HO'],
      ['CO0001', 'COMPLIANCE_OFFICER', 'HO'],
      ['AU0001', 'AUDITOR', 'HO'],
      ['MK0001', 'MARKETING', 'R01'],
      ['RP0001', 'REPORTING', 'HO'],
      ['SA0001', 'SERVICE_AGENT', 'HO'],
      ['BM0001', 'BRANCH_MANAGER', 'B001'],
      ['CH0001', 'COMPLAINT_HANDLER', 'B001'],
      ['TL0001', 'TELLER', 'B001'],
      ['RM0001', 'RELATIONSHIP_MANAGER', 'B001'],
    ]);
    expect(await one(`select count(*) from role_grant where valid_to <= '2026-06-30'`)).toBe(1);
    expect(await one(`select count(*) from role_grant where valid_from > '2026-06-30'`)).toBe(1);
    expect(await one('select count(*) from role_grant where kinds is not null')).toBe(25);
    expect(await countBy('level', 'org_unit')).toEqual({ BRANCH: 24, HEAD_OFFICE: 1, REGION: 5, SUB_BRANCH: 72 });
  });

  test('RM0001 looks after a portfolio of the first branch, also for a time', async () => {
    const mine = `portfolio_assignment a join employee e on e.id = a.employee_id and e.staff_number = 'RM0001'`;
    const today = `a.valid_from <= '2026-06-30' and (a.valid_to is null or a.valid_to > '2026-06-30')`;
    expect(await pairs(`select role, count(*) from ${mine} where ${today} group by 1 order by 1`)).toEqual({
      COVER: 2,
      CO_RM: 2,
      PRIMARY_RM: 109,
    });
    expect(await one(`select count(*) from ${mine} where a.valid_to <= '2026-06-30'`)).toBe(2);
    expect(await one(`select count(*) from ${mine} where a.valid_from > '2026-06-30'`)).toBe(3);
    expect(
      await pairs(`select left(u.code, 4), count(*) from ${mine} join customer c using (customer_id)
        join org_unit u on u.id = c.org_unit_id where ${today} group by 1`),
    ).toEqual({ B001: 113 });
  });

  test('people and companies stand to each other in every way that is declared', async () => {
    expect(await pairs('select type, count(*) from party_relationship where outgoing group by 1 order by 1')).toEqual({
      APPOINTS_BOARD: 1,
      BENEFICIARY: 1,
      BOARD_CHAIR: 36,
      CHILD: 7,
      CONTACT: 20,
      CONTRACT_CONTROL: 1,
      DIRECTOR: 28,
      EMPLOYEE: 22,
      GUARANTEES: 11,
      GUARDIAN: 23,
      LEGAL_REPRESENTATIVE: 40,
      NOMINEE: 1,
      PARENT: 93,
      POWER_OF_ATTORNEY: 9,
      PROFIT_RIGHTS: 1,
      PROTECTOR: 1,
      SENIOR_MANAGER: 40,
      SETTLOR: 1,
      SHAREHOLDING: 78,
      SIBLING: 27,
      SIGNATORY: 7,
      SPOUSE: 55,
      SUPPLIES: 37,
      TRUSTEE: 1,
      VOTING_RIGHTS: 1,
    });
    expect(await one('select count(*) from party_relationship where outgoing and valid_to is not null')).toBe(13);
    expect(await one('select count(*) from party_relationship where outgoing and share_min is not null')).toBe(2);
    expect(
      await one('select count(*) from party p where not exists (select from customer where customer_id = p.party_id)'),
    ).toBe(196);
  });

  test('every company with known shares is owned to exactly a hundred percent', async () => {
    const owned = `select other_party_id, sum(coalesce(share_pct, share_max)) as total from party_relationship
      where outgoing and type = 'SHAREHOLDING' group by 1`;
    expect(await pairs(`select total::int, count(*) from (${owned}) as owned group by 1`)).toEqual({ 100: 36 });
  });

  test('shareholdings run in a circle', async () => {
    const path = await bank.sql`
      with recursive held (head, last, path) as (
        select customer_id, other_party_id, array[customer_id] from party_relationship
        where type = 'SHAREHOLDING' and outgoing
        union all
        select head, r.other_party_id, path || r.customer_id from held
        join party_relationship r on r.customer_id = last and r.type = 'SHAREHOLDING' and r.outgoing
        where last <> all (path)
      )
      select path from held where last = head and head = (select min(x) from unnest(path) as x) order by path`.values();
    expect(path.map(([keys]) => keys.map(Number))).toEqual([
      [5, 45],
      [15, 25, 35],
    ]);
  });

  test('guarantors stand in circles of five and six', async () => {
    const circles = await bank.sql`
      with recursive given (head, last, path) as (
        select customer_id, other_party_id, array[customer_id] from party_relationship
        where type = 'GUARANTEES' and outgoing
        union all
        select head, r.other_party_id, path || r.customer_id from given
        join party_relationship r on r.customer_id = last and r.type = 'GUARANTEES' and r.outgoing where last <> all (path)
      )
      select cardinality(path) from given where last = head and head = (select min(x) from unnest(path) as x) order by 1`.values();
    expect(circles.map(([size]) => size)).toEqual([5, 6]);
  });
});
