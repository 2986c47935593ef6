import { type HandMadeBank, handMadeBank, type MeasureRow } from './hand-made-bank';

/** Amounts that do not go evenly among two or three; the older the month, the less of them. */
const deposit = {
  months: (ago: number) => ({
    average: 9_000_001 - 111_113 * ago,
    closing: 9_123_457 - 99_991 * ago,
    interest: -(7_001 + ago),
    fees: 1_001 + ago,
    cost: 333,
    turnover: 77_777,
    initiated: 1,
  }),
};
const loan = {
  category: 'LOAN',
  type: 'LOAN',
  months: (ago: number) => ({ average: 5_000_003 + ago, closing: 5_000_003, interest: 20_833 + ago, cost: 101 }),
};
const assessment = { pd: 0.01, lgd: 0.45 };

const customers = {
  alone: { accounts: [deposit, loan], assessment },
  // The shares of both accounts, which wife and son do not keep.
  husband: {
    accounts: [
      { ...deposit, others: { wife: 50 } },
      { ...loan, others: { wife: 33.3333, son: 33.3333 } },
    ],
    assessment,
  },
  wife: { branch: 'B002', assessment },
  son: { branch: 'B002', assessment },
} as const;

const amounts = [
  ...['aum', 'deposit_adb', 'loan_adb', 'exposure', 'deposit_margin', 'loan_margin', 'fees', 'operating_cost'],
  ...['expected_loss', 'contribution', 'economic_capital', 'eva', 'growth_value'],
].map((name) => `${name}_minor`);

describe('joint accounts', () => {
  let bank: HandMadeBank;
  let measured: ReadonlyMap<string, MeasureRow>;

  beforeAll(async () => {
    bank = await handMadeBank(customers);
    measured = await bank.measure();
  });
  afterAll(() => bank.close());

  const owners = ['husband', 'wife', 'son'];
  const amount = (name: string, column: string) => Number(measured.get(name)?.[column]);

  test.each(amounts)('what the owners have of %s adds to that of the account', (column) => {
    const together = owners.reduce((sum, name) => sum + amount(name, column), 0);

    // Each owner's part is rounded by itself.
    expect(Math.abs(together - amount('alone', column))).toBeLessThanOrEqual(owners.length);
    expect(amount('alone', column)).not.toBe(0);
  });

  test('each has his part of each account', () => {
    // 9,000,001 in halves, 5,000,003 in thirds of which the keeper's is the larger.
    expect(owners.map((name) => amount(name, 'exposure_minor'))).toEqual([1_666_671, 1_666_666, 1_666_666]);
    expect(owners.map((name) => amount(name, 'fees_minor') * 2)).toEqual([12_078, 12_078, 0]);
  });

  test('a transaction is one of each owner’s, and a month of each', () => {
    const own = (name: string) => [measured.get(name)?.transactions_a_month, measured.get(name)?.churn_reasons];
    expect(own('wife')).toEqual(own('alone'));
    expect(own('husband')).toEqual(own('alone'));
  });

  test('units count an account where it is kept, and its owners where they are', async () => {
    const found = await bank.sql`
      select u.code, m.deposits_minor, m.loans_minor, m.depositors, m.borrowers from unit_month m
      join org_unit u on u.id = m.org_unit_id where m.month = '2025-12-01' order by u.code`;

    expect(found.map((row) => Object.values(row))).toEqual([
      ['B001', '18000002', '10000006', 2, 2],
      ['B002', '0', '0', 1, 2],
      ['HO', '18000002', '10000006', 3, 4],
    ]);
  });

  test('who owned until the day or owns from the next owns nothing of it', async () => {
    const [key] = await bank.sql`select account_id as id from account_party where share_pct = 50 limit 1`;
    const change = (sql: typeof bank.sql) => [
      sql`update account_party set valid_to = '2025-12-31' where account_id = ${key?.id} and role = 'JOINT'`,
      sql`update account_party set share_pct = 100 where account_id = ${key?.id} and role = 'PRINCIPAL'`,
    ];
    await bank.sql.begin(async (own) => void (await Promise.all(change(own as never))));

    measured = await bank.measure();

    expect(amount('husband', 'deposit_adb_minor')).toBe(amount('alone', 'deposit_adb_minor'));
    expect(amount('wife', 'deposit_adb_minor')).toBe(0);
  });

  test('who owns two parts of his own account keeps it once', async () => {
    const months = () =>
      bank.sql`select u.code, m.month::text, m.deposits_minor, m.loans_minor from unit_month m
      join org_unit u on u.id = m.org_unit_id order by u.code, m.month`.then((rows) => [...rows]);
    const before = await months();
    await bank.sql`
      with own as (
        update account_party set share_pct = 60
        where party_id = ${bank.keys.get('alone') ?? null} and role = 'PRINCIPAL' returning *
      )
      insert into account_party (customer_id, account_id, party_id, party_kind, role, share_pct, valid_from)
      select customer_id, account_id, party_id, party_kind, 'JOINT', 40, valid_from from own`;
    const whole = amount('alone', 'exposure_minor');

    measured = await bank.measure();

    expect(await months()).toEqual(before);
    expect(amount('alone', 'exposure_minor')).toBe(whole);
    expect(whole).toBe(5_000_003);
  });
});
