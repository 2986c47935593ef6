import { parse } from 'graphql';
import { answered } from '../support/reference/trial';
import { type ValuedBank, valuedBank } from './valued-bank';

const parts = `month expected { amount currency } low80 { amount } high80 { amount } low95 { amount } high95 { amount }
  backTestError`;
const document = parse(`query ($ahead: Int) {
  bank: businessOverview { deposits: forecast(of: DEPOSITS, ahead: $ahead) { ${parts} } loans: forecast(of: LOANS) { ${parts} } }
  branch: businessOverview(orgUnit: "B001") { forecast(of: DEPOSITS, ahead: 12) { ${parts} } } }`);

interface Told {
  readonly bank: { readonly deposits: readonly Record<string, unknown>[] };
}

describe('the forecast of an overview', () => {
  let bank: ValuedBank;

  beforeAll(async () => {
    bank = await valuedBank();
  }, 120_000);
  afterAll(() => bank.drop());

  const told = async (ahead: number) => {
    const got = await answered(bank.world, { document, variables: { ahead }, staffNumber: 'HO0001' });
    expect(got.code).toBeNull();
    return (got.data as Told).bank.deposits;
  };
  /** Gives the bank months of its own, the last being that of the last run; in whole units of the currency. */
  async function remember(values: readonly number[]): Promise<void> {
    const { sql } = bank.system;
    await sql`update unit_month set deposits_minor = 0`;
    for (const [ago, value] of [...values].reverse().entries())
      await sql`
        update unit_month m set deposits_minor = ${value * 100}
        from org_unit u, (select max(as_of) as day from measure_run) as run
        where u.id = m.org_unit_id and u.level = 'HEAD_OFFICE' and m.kind = 'INDIVIDUAL' and m.as_of = run.day
          and m.month = (date_trunc('month', run.day::timestamp) - make_interval(months => ${ago}))::date`;
    await sql`
      delete from unit_month where month <= (
        select (date_trunc('month', max(as_of)::timestamp) - make_interval(months => ${values.length}))::date from measure_run)`;
  }
  const amounts = (row: Record<string, unknown> = {}) =>
    ['expected', 'low80', 'high80', 'low95', 'high95'].map(
      (name) => (row[name] as { amount: string } | undefined)?.amount,
    );

  test.each(['HO0001', 'BM0001', 'RM0001', 'CO0001', 'TX0002', 'TX0003'])(
    '%s is told what the method comes to by hand',
    async (staffNumber) => {
      for (const ahead of [1, 3, 12])
        expect(await bank.compare({ document, variables: { ahead }, staffNumber })).toMatchObject({ kind: 'equal' });
    },
  );

  test.each([
    [0, 'BAD_USER_INPUT'],
    [13, 'LIMIT_EXCEEDED'],
  ])('%d months ahead are refused', async (ahead, code) => {
    const got = await answered(bank.world, { document, variables: { ahead }, staffNumber: 'HO0001' });
    expect(got.code).toBe(code);
  });

  test('what goes straight on is expected to go on, for certain', async () => {
    await remember(Array.from({ length: 24 }, (_, n) => 1000 + 10 * n));

    const rows = await told(2);
    expect(rows.map(amounts)).toEqual([Array(5).fill('1240.00'), Array(5).fill('1250.00')]);
    expect(rows.map(({ backTestError }) => backTestError)).toEqual([0, 0]);
  });

  test('what goes up and down is expected by its drift, as wide as it scattered', async () => {
    // Drift 100/11; residuals six times 1000/11 and five times -1200/11, so that s² is 120000/11; error 10.30 %.
    await remember(Array.from({ length: 12 }, (_, n) => (n % 2 === 0 ? 1000 : 1100)));

    const [next] = await told(1);
    expect(amounts(next)).toEqual(['1109.00', '969.00', '1249.00', '895.00', '1323.00']);
    expect(next?.backTestError).toBe(10.3);
  });

  test('of fewer than twelve months nothing is told', async () => {
    await remember(Array.from({ length: 11 }, (_, n) => 1000 + n));

    expect(await told(3)).toEqual([]);
  });
});
