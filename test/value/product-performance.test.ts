import { parse } from 'graphql';
import { Rows } from '../database/rows';
import { answered } from '../support/reference/trial';
import { type ValuedBank, valuedBank } from './valued-bank';

const money = '{ amount currency }';
const parts = `code name category customers opened ended holders penetration amount ${money} margin ${money} fees ${money}
  cost ${money} profit ${money}`;
const document = parse(`query ($from: Date, $to: Date) {
  all: productPerformance(from: $from, to: $to, first: 100) { totalCount nodes { ${parts} } }
  branch: productPerformance(from: $from, to: $to, orgUnit: "B001", filter: { opened: { gt: 0 } },
    orderBy: [{ field: OPENED, direction: DESC }]) { nodes { ${parts} } }
  nowhere: productPerformance(orgUnit: "B999") { totalCount } }`);

const monthly = parse(`query ($to: Date, $months: Int, $orgUnit: String) {
  all: productPerformanceMonths(to: $to, months: $months, orgUnit: $orgUnit, first: 100) { totalCount nodes { from to ${parts} } }
  one: productPerformanceMonths(to: $to, months: $months, filter: { code: { eq: "SAV" } },
    orderBy: [{ field: HOLDERS }]) { nodes { from to code holders amount ${money} } } }`);

const ofBranch = parse(`{ all: productPerformance(orgUnit: "B002", first: 100) { nodes { ${parts} } } }`);

type Told = Record<'all' | 'branch' | 'nowhere', { totalCount: number; nodes: Record<string, unknown>[] }>;

const readers = [
  'HO0001',
  'BM0001',
  'RM0001',
  'CO0001',
  'AU0001',
  'MK0001',
  'CH0001',
  'TL0001',
  'TX0002',
  'TX0003',
  'TX0009',
  'TX0010',
  'TX0012',
  'TX0013',
];
const periods = [
  {},
  { from: '2026-01-01', to: '2026-03-31' },
  { from: '2026-02-02', to: '2026-05-15' },
  { to: '2025-12-31' },
  { from: '2027-01-01' },
];

describe('the performance of products', () => {
  let bank: ValuedBank;

  beforeAll(async () => {
    bank = await valuedBank();
  }, 120_000);
  afterAll(() => bank.drop());

  const told = async (staffNumber: string, variables: Record<string, unknown>) => {
    const got = await answered(bank.world, { document, variables, staffNumber });
    return got.code ?? (got.data as Told);
  };

  test.each(readers)('%s is told what a recount over the customers in scope comes to', async (staffNumber) => {
    for (const variables of periods)
      expect(await bank.compare({ document, variables, staffNumber })).toMatchObject({ kind: 'equal' });
  });

  test.each(readers)('%s is told of each month what a recount of it comes to', async (staffNumber) => {
    for (const variables of [{}, { to: '2026-03-31', months: 3 }, { to: '2026-03-30', months: 2, orgUnit: 'B001' }])
      expect(await bank.compare({ document: monthly, variables, staffNumber })).toMatchObject({ kind: 'equal' });
  });

  test('a series of a product is what its performance over each month is told as', async () => {
    const asked = { document: monthly, variables: { to: '2026-04-29', months: 2 }, staffNumber: 'HO0001' };
    const series = ((await answered(bank.world, asked)).data as Told).all.nodes;
    const spans = [
      ['2026-02-01', '2026-02-28'],
      ['2026-03-01', '2026-03-31'],
    ] as const;

    expect([...new Set(series.map(({ from, to }) => `${from} ${to}`))]).toEqual(spans.map((span) => span.join(' ')));
    for (const [from, to] of spans) {
      const alone = ((await told('HO0001', { from, to })) as Told).all.nodes;
      const ofMonth = series.filter((node) => node.from === from).map(({ from: _, to: __, ...rest }) => rest);
      expect(ofMonth).toEqual(alone);
    }
  });

  test('who reads no money is told how products sold, not what they yielded', async () => {
    const got = (await told('MK0001', {})) as Told;

    expect(got.all.nodes.some(({ holders }) => (holders as number) > 0)).toBe(true);
    expect(got.all.nodes.every(({ amount, profit }) => amount === null && profit === null)).toBe(true);
  });

  test('money is summed of those customers only of whom the reader reads it, sales of all in scope', async () => {
    const mixed = ((await told('TX0013', {})) as Told).all.nodes;
    const got = await answered(bank.world, { document: ofBranch, variables: {}, staffNumber: 'HO0001' });
    const branch = (got.data as Told).all.nodes;
    const amounts = (nodes: Told['all']['nodes']) =>
      new Map(nodes.map(({ code, amount, profit }) => [code, { amount, profit }]));

    expect(amounts(mixed)).toEqual(amounts(branch));
    expect(mixed[0]?.customers).toBeGreaterThan(branch[0]?.customers as number);
  });

  describe('of a deposit of 1,000,000, a loan of 500,000 and a plan', () => {
    const year = { from: '2025-03-01', to: '2026-02-28' };
    const cny = (amount: string) => ({ amount, currency: 'CNY' });

    /** What head office is told of one of the products. */
    const of = async (code: string, variables: Record<string, unknown>) =>
      ((await told('HO0001', variables)) as Told).all.nodes.find((node) => node.code === code);

    beforeAll(async () => {
      // Given the accounts of the worked example, with a transfer price of 2.5 % on demand and 3 % at five years.
      const { sql } = bank.system;
      await sql`delete from ftp_rate where currency = 'CNY'`;
      await sql`insert into ftp_rate (currency, tenor_months, rate, valid_from, valid_to) values
        ('CNY', 0, 0.025, '2020-01-01', null), ('CNY', 60, 0.9, '2020-01-01', '2025-03-31'), ('CNY', 60, 0.03, '2025-03-31', null)`;
      const rows = new Rows(sql as never);
      const [deposit, loan, plan] = [
        await rows.product('ZDEP', 'DEPOSIT'),
        await rows.product('ZLOAN', 'LOAN'),
        await rows.product('ZPLAN', 'WEALTH'),
      ];
      const open = (product: string, values: Record<string, string>) =>
        sql.begin(async (own) => {
          const inOne = new Rows(own as never);
          const account = await inOne.account('1', product, '1', values);
          await inOne.accountParty('1', account, '1', 'PRINCIPAL', 100);
          return account;
        });
      const current = await open(deposit, { number: 'Z1' });
      const lent = await open(loan, { number: 'Z2', type: 'LOAN' });
      await sql`
        insert into balance_month (customer_id, account_id, month, currency, average_daily_balance_minor,
          closing_balance_minor, debits_minor, credits_minor, customer_initiated, interest_minor, fees_minor, cost_minor)
        select 1, m.id, (date '2025-03-01' + make_interval(months => n))::date, 'CNY', average, closing + n, 0, 0, 0,
          interest + case when average = 50000000 and n % 3 = 0 then 1 else 0 end, case n when 0 then fees else 0 end,
          case n when 8 then cost else 0 end
        from generate_series(0, 12) as n cross join (values
          (${current}::bigint, 100000000, 90000000, -125000, 200000, 0), (${lent}::bigint, 50000000, 40000000, 208333, 0, 300000)
        ) as m (id, average, closing, interest, fees, cost)`;
      // Holdings: behind the account; to the last day; past it; from the last day on; only agreed; ended at no known day.
      await sql`
        insert into product_holding (customer_id, product_id, account_id, status, opened_on, closed_on, currency, amount_minor)
        values (1, ${deposit}, ${current}, 'ACTIVE', '2025-03-01', null, 'CNY', 5),
          (1, ${plan}, null, 'CLOSED', '2020-01-01', '2026-02-28', 'CNY', 100), (1, ${plan}, null, 'CLOSED', '2020-01-01', '2026-03-01', 'CNY', 700),
          (1, ${plan}, null, 'ACTIVE', '2026-02-28', null, 'CNY', 10000), (2, ${plan}, null, 'DEFAULTED', '2025-01-01', null, 'CNY', 3000),
          (3, ${plan}, null, 'PENDING', '2026-01-01', null, 'CNY', 100), (4, ${plan}, null, 'MATURED', '2026-01-01', null, 'CNY', 100)`;
      await sql`
        insert into holding_month (customer_id, holding_id, month, currency, value_minor)
        select 2, h.id, m.month::date, 'CNY', m.value from product_holding as h cross join (values
          ('2025-11-01', 3100), ('2026-01-01', 3333), ('2026-03-01', 9999)) as m (month, value)
        where h.product_id = ${plan} and h.customer_id = 2`;
    });

    test('its year comes to margins of 10,000 each, and to profits that make up 19,000 before expected losses', async () => {
      expect(await of('ZDEP', year)).toMatchObject({
        ...{ opened: 1, ended: 0, holders: 1, amount: cny('900000.11') },
        ...{ margin: cny('10000.00'), fees: cny('2000.00'), cost: cny('0.00'), profit: cny('12000.00') },
      });
      expect(await of('ZLOAN', year)).toMatchObject({
        ...{ opened: 0, ended: 0, holders: 0, penetration: '0', amount: cny('400000.11') },
        ...{ margin: cny('10000.00'), fees: cny('0.00'), cost: cny('3000.00'), profit: cny('7000.00') },
      });
    });

    test('months count that lie wholly in the period, at the transfer price of their last day', async () => {
      // 2,083.33 priced less 1,250.00 paid in a month, of eleven months.
      const eleven = await of('ZDEP', { ...year, from: '2025-03-02' });
      expect(eleven).toMatchObject({ margin: cny('9166.67'), fees: cny('0.00'), profit: cny('9166.67') });
      expect(await of('ZDEP', { from: '2026-02-01', to: '2026-02-27' })).toMatchObject({ margin: null, profit: null });
    });

    test('a holding is held from the day it began until the day it was closed, at its last value', async () => {
      const [{ count } = { count: 0 }] = await bank.system.sql<{ count: number }[]>`select count(*)::int from customer`;
      const plan = await of('ZPLAN', year);

      expect(plan).toMatchObject({ opened: 2, ended: 1, holders: 2, customers: count, amount: cny('140.33') });
      expect(plan?.penetration).toBe(String(Number(((200 / count) as number).toFixed(4))));
      expect(plan).toMatchObject({ margin: null, profit: null });
      expect(await of('ZPLAN', { from: '2026-03-01', to: '2026-03-31' })).toMatchObject({
        ...{ opened: 0, ended: 1, holders: 2, amount: cny('199.99') },
      });
    });
  });

  test('a period that ends before it begins is refused', async () => {
    expect(await told('HO0001', { from: '2026-02-02', to: '2026-02-01' })).toBe('BAD_USER_INPUT');
  });
});
