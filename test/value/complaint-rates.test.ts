import { parse } from 'graphql';
import { answered } from '../support/reference/trial';
import { type ValuedBank, valuedBank } from './valued-bank';

const parts = `value received closed open overdue meanDaysToClose openUpTo3 openUpTo15 openUpTo60 openLonger
  perThousandCustomers`;
const document = parse(`query ($from: Date, $to: Date) {
  ${['CATEGORY', 'CHANNEL', 'BUSINESS', 'GROUND', 'CAUSE', 'PRODUCT', 'UNIT', 'MONTH']
    .map((by) => `${by}: complaintRates(by: ${by}, from: $from, to: $to) { totalCount nodes { ${parts} } }`)
    .join('\n')}
  branch: complaintRates(by: CATEGORY, from: $from, to: $to, orgUnit: "B001", filter: { received: { gt: 0 } },
    orderBy: [{ field: OPEN, direction: DESC }]) { nodes { ${parts} } }
  nowhere: complaintRates(by: UNIT, orgUnit: "B999") { totalCount } }`);

type Rates = Record<string, { nodes: Record<string, unknown>[] }>;

describe('rates of complaints', () => {
  let bank: ValuedBank;

  beforeAll(async () => {
    bank = await valuedBank();
  }, 120_000);
  afterAll(() => bank.drop());

  const told = async (variables: Record<string, unknown>) => {
    const got = await answered(bank.world, { document, variables, staffNumber: 'HO0001' });
    return got.code ?? (got.data as Rates);
  };

  test.each(['HO0001', 'BM0001', 'RM0001', 'CO0001', 'CH0001', 'AU0001', 'MK0001', 'TL0001', 'TX0003'])(
    '%s is told what a recount over the customers in scope comes to',
    async (staffNumber) => {
      for (const variables of [
        {},
        { from: '2026-01-01', to: '2026-03-31' },
        { to: '2025-12-31' },
        { from: '2027-01-01' },
      ])
        expect(await bank.compare({ document, variables, staffNumber })).toMatchObject({ kind: 'equal' });
    },
  );

  test('a complaint counts by the days of the bank: received, open in its bucket, overdue, and ended', async () => {
    const { sql } = bank.system;
    await sql`delete from complaint_clock`;
    await sql`delete from complaint_extension`;
    await sql`delete from complaint_event`;
    const [kept] = await sql<{ id: string }[]>`select min(id)::text as id from complaint`;
    await sql`update complaint set received_at = '2020-01-01', closed_at = '2020-01-02' where id <> ${kept?.id as string}`;
    // Four o'clock in the afternoon is midnight in Shanghai.
    await sql`update complaint set category = 'FEES', received_at = '2026-05-31T16:00:00Z', due_at = '2026-06-16T15:59:59Z',
      closed_at = '2026-06-17T16:00:00Z' where id = ${kept?.id as string}`;

    const of = async (from: string, to: string) => ((await told({ from, to })) as Rates).CATEGORY?.nodes;
    const open = { value: 'FEES', received: 1, closed: 0, open: 1, overdue: 0, meanDaysToClose: null };
    expect(await of('2026-05-01', '2026-05-31')).toEqual([]);
    expect(await of('2026-06-01', '2026-06-04')).toMatchObject([{ ...open, openUpTo3: 1, openUpTo15: 0 }]);
    expect(await of('2026-06-01', '2026-06-05')).toMatchObject([{ ...open, openUpTo3: 0, openUpTo15: 1 }]);
    expect(await of('2026-06-01', '2026-06-16')).toMatchObject([{ ...open, overdue: 1 }]);
    expect(await of('2026-06-01', '2026-06-17')).toMatchObject([{ ...open, overdue: 1, openUpTo15: 0, openUpTo60: 1 }]);
    expect(await of('2026-06-02', '2026-06-18')).toMatchObject([
      { value: 'FEES', received: 0, closed: 1, open: 0, overdue: 0, meanDaysToClose: '17', perThousandCustomers: '0' },
    ]);
  });

  test('a period that ends before it begins is refused', async () => {
    expect(await told({ from: '2026-02-02', to: '2026-02-01' })).toBe('BAD_USER_INPUT');
  });
});
