import { Held } from '../../src/database/held';
import { measureAll } from '../../src/measures/measures';
import { book, hold } from './booked-accounts';
import { type OwnedBank, ownedBank } from './owned-bank';

/** A family and a company that one of them guarantees for; `c` stands in the other branch, `n` is no customer. */
const people = { f: 'B001', m: 'B001', c: 'B002', n: 'none', K: 'B001', L: 'B001', one: 'B001', two: 'B001' } as const;

const money = (amount: string) => ({ amount, currency: 'CNY' });

describe('the position of a group', () => {
  let bank: OwnedBank;

  beforeAll(async () => {
    bank = await ownedBank(people, [
      ['f', 'SPOUSE', 'm'],
      ['f', 'PARENT', 'c'],
      ['f', 'GUARANTEES', 'K'],
      ['K', 'GUARANTEES', 'L'],
      ['one', 'SPOUSE', 'two'],
    ]);
    await bank.sql`insert into tier1_capital (currency, amount_minor, valid_from) values ('CNY', 100000, '2020-01-01')`;
    await bank.sql`insert into exchange_rate (currency, rate, valid_from, valid_to) values
      ('JPY', 0.05, '2020-01-01', null), ('USD', 7.1, '2020-01-01', '2026-01-01'), ('USD', 7.2, '2026-01-01', null)`;
    await book(bank, { category: 'DEPOSIT', owners: { f: 50, m: 50 }, balance: 10_001 });
    await book(bank, { category: 'DEPOSIT', owners: { c: 70, n: 30 }, balance: 1_000 });
    await book(bank, { category: 'DEPOSIT', owners: { f: 100 }, balance: 30, currency: 'JPY' });
    await book(bank, { category: 'DEPOSIT', owners: { m: 100 }, balance: 100, currency: 'USD' });
    await book(bank, { category: 'DEPOSIT', owners: { m: 100 }, balance: 9, currency: 'EUR' });
    await book(bank, { category: 'DEPOSIT', owners: { m: 100 }, balance: 77, status: 'CLOSED' });
    await book(bank, { category: 'DEPOSIT', owners: { f: 100 }, balance: -200, limit: 500 });
    await book(bank, { category: 'CARD', owners: { f: 100 }, balance: 300, limit: 1_000, available: 700 });
    await book(bank, { category: 'LOAN', owners: { c: 100 }, balance: 4_000, limit: 9_000, available: 0 });
    await book(bank, { category: 'LOAN', owners: { K: 100 }, balance: 20_000 });
    await hold(bank, 'f', 'FUND', 2_500);
    await hold(bank, 'f', 'PAYMENT', 999);
    await bank.recompute();
  });
  afterAll(() => bank.close());

  const fields = `kind position { deposits { amount currency } loans { amount currency }
    assetsUnderManagement { amount currency } exposure { amount currency } tier1Capital { amount currency }
    exposurePct largeExposure withoutRate asOf restrictedCount isWhole }`;

  async function positionsOf(reader: string, name: string, asked = fields): Promise<unknown> {
    const query = `query($n: String!) { customer(customerNumber: $n) { groups { nodes { ${asked} } } } }`;
    const answer = (await bank.ask(reader, query, { n: name })) as { customer: { groups: { nodes: unknown } } };
    return answer.customer.groups.nodes;
  }

  test('each account once, a joint one by shares, in the base currency; as far as its owners are in the group', async () => {
    // Given: 100.01 held half by half, 70 % of 10.00, 30 yen at 0.05, 1.00 USD at 7.2, and a euro without a rate.
    const [household] = (await positionsOf('HO0001', 'm')) as [unknown];

    expect(household).toEqual({
      kind: 'HOUSEHOLD',
      position: {
        deposits: money('115.71'),
        loans: money('45.00'),
        assetsUnderManagement: money('140.71'),
        exposure: money('55.00'),
        tier1Capital: money('1000.00'),
        exposurePct: '5.5',
        largeExposure: 'NONE',
        withoutRate: 1,
        asOf: '2026-06-16',
        restrictedCount: 0,
        isWhole: true,
      },
    });
  });

  test('the same account counts once in each of its owner’s groups', async () => {
    const asked = 'kind memberCount position { deposits { amount } exposure { amount } exposurePct largeExposure }';

    expect(await positionsOf('HO0001', 'f', asked)).toEqual([
      {
        kind: 'CONNECTED_CLIENTS',
        memberCount: 3,
        position: {
          deposits: { amount: '51.51' },
          exposure: { amount: '215.00' },
          exposurePct: '21.5',
          largeExposure: 'REPORT',
        },
      },
      {
        kind: 'HOUSEHOLD',
        memberCount: 3,
        position: {
          deposits: { amount: '115.71' },
          exposure: { amount: '55.00' },
          exposurePct: '5.5',
          largeExposure: 'NONE',
        },
      },
    ]);
  });

  test('who does not see all members is told what those he sees have, and that it is not all', async () => {
    const asked = `position { deposits { amount } loans { amount } exposure { amount } exposurePct restrictedCount isWhole }`;

    expect(await positionsOf('BM0001', 'm', asked)).toEqual([
      {
        position: {
          deposits: { amount: '108.71' },
          loans: { amount: '5.00' },
          exposure: { amount: '15.00' },
          exposurePct: '1.5',
          restrictedCount: 1,
          isWhole: false,
        },
      },
    ]);
    expect(await positionsOf('BM0002', 'c', asked)).toEqual([
      {
        position: {
          deposits: { amount: '7.00' },
          loans: { amount: '40.00' },
          exposure: { amount: '40.00' },
          exposurePct: '4',
          restrictedCount: 2,
          isWhole: false,
        },
      },
    ]);
  });

  test('a member whose money the reader does not read stands in no figure, though he sees him', async () => {
    // Given: who manages the branch of two members and does marketing in that of the third.
    await bank.sql`insert into employee (staff_number, name, org_unit_id)
      select 'BM0009', 'BM0009', id from org_unit where code = 'B001'`;
    await bank.sql`insert into role_grant (employee_id, role, org_unit_id, valid_from)
      select e.id, n.role, u.id, '2020-01-01' from (values ('BRANCH_MANAGER', 'B001'), ('MARKETING', 'B002')) as n (role, code)
      join org_unit u using (code), employee e where e.staff_number = 'BM0009'`;
    await bank.sql`update customer set marketing_consent = true where customer_number = 'c'`;

    const asked = 'restrictedCount position { deposits { amount } exposure { amount } restrictedCount isWhole }';
    expect(await positionsOf('BM0009', 'm', asked)).toEqual([
      {
        restrictedCount: 0,
        position: {
          deposits: { amount: '108.71' },
          exposure: { amount: '15.00' },
          restrictedCount: 1,
          isWhole: false,
        },
      },
    ]);
    expect(await positionsOf('BM0009', 'c', asked)).toEqual([
      { restrictedCount: 0, position: { deposits: null, exposure: null, restrictedCount: null, isWhole: null } },
    ]);
  });

  test('associated contribution and deposit points are those of all in the groups, each once, in reach', async () => {
    // Given: measures of which each customer’s contribution and points are told apart from all others’.
    await Held.several(bank.sql, (sessions) => measureAll({ sessions, asOf: '2026-06-16' }));
    await bank.sql`
      update customer_measure m set contribution_minor = 100 * given.value, deposit_points = given.value / 10.0
      from customer c join (values ('f', 1000), ('m', 200), ('c', 30), ('K', 4), ('L', 5)) as given (name, value)
        on given.name = c.customer_number
      where c.customer_id = m.customer_id`;
    const query = `query($n: String!) { customer(customerNumber: $n) { measures {
      associatedContribution { amount currency } associatedDepositPoints } } }`;
    const told = async (reader: string, name: string) =>
      ((await bank.ask(reader, query, { n: name })) as { customer: { measures: unknown } }).customer.measures;

    // f is of the family and connected with both companies; each of them reaches what he may.
    expect(await told('HO0001', 'f')).toEqual({
      associatedContribution: money('1239.00'),
      associatedDepositPoints: '123.9',
    });
    expect(await told('HO0001', 'm')).toEqual({
      associatedContribution: money('1230.00'),
      associatedDepositPoints: '123',
    });
    expect(await told('BM0001', 'm')).toEqual({
      associatedContribution: money('1200.00'),
      associatedDepositPoints: '120',
    });
    expect(await told('BM0002', 'c')).toEqual({
      associatedContribution: money('30.00'),
      associatedDepositPoints: '3',
    });
    expect(await told('BM0009', 'm')).toEqual({
      associatedContribution: money('1200.00'),
      associatedDepositPoints: '120',
    });
  });

  test('a large exposure is marked from the very percentage on', async () => {
    const mark = async () => {
      await bank.recompute();
      const [group] = (await positionsOf('HO0001', 'L', 'position { exposurePct largeExposure }')) as [
        { position: unknown },
      ];
      return group.position;
    };
    await book(bank, { category: 'LOAN', owners: { L: 100 }, balance: 3_499 });
    expect(await mark()).toEqual({ exposurePct: '24.999', largeExposure: 'REPORT' });

    await book(bank, { category: 'LOAN', owners: { L: 100 }, balance: 1 });
    expect(await mark()).toEqual({ exposurePct: '25', largeExposure: 'LIMIT' });
  });

  test('members without accounts, and a bank without Tier 1 capital', async () => {
    await bank.sql`update tier1_capital set valid_to = '2021-01-01'`;
    await bank.recompute();

    expect(await positionsOf('HO0001', 'one')).toEqual([
      {
        kind: 'HOUSEHOLD',
        position: {
          ...Object.fromEntries(
            ['deposits', 'loans', 'assetsUnderManagement', 'exposure'].map((name) => [name, money('0.00')]),
          ),
          tier1Capital: null,
          exposurePct: null,
          largeExposure: null,
          withoutRate: 0,
          asOf: '2026-06-16',
          restrictedCount: 0,
          isWhole: true,
        },
      },
    ]);
  });
});
