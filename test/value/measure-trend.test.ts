import { parse } from 'graphql';
import { Held } from '../../src/database/held';
import { measureAll } from '../../src/measures/measures';
import { answered } from '../support/reference/trial';
import { type ValuedBank, valuedBank } from './valued-bank';

const document = parse(`{
  topCustomers(first: 50) { nodes { customer { customerNumber } aum { value trend } rarorac { trend } loyalty { trend } } }
  customers(first: 10) { nodes { measureHistory { nodes { asOf aum { value trend } pAlive { trend } } } } }
}`);

interface Told {
  readonly customers: {
    readonly nodes: readonly {
      readonly measureHistory: {
        readonly nodes: readonly { asOf: string; aum: { value: string; trend: string | null } }[];
      };
    }[];
  };
}

describe('the trend of a measure', () => {
  let bank: ValuedBank;

  beforeAll(async () => {
    // Given: two more days worked out in the year before the last one, and one of a year before.
    bank = await valuedBank(100, async ({ sql }) => {
      for (const asOf of ['2025-05-31', '2026-03-31', '2026-04-30'])
        await Held.several(sql, (sessions) => measureAll({ sessions, asOf }));
    });
  }, 120_000);
  afterAll(() => bank.drop());

  test.each(['HO0001', 'BM0001', 'RM0001', 'AU0001', 'MK0001'])(
    '%s is told what a recount by least squares comes to',
    async (staffNumber) => {
      expect(await bank.compare({ document, variables: {}, staffNumber })).toMatchObject({ kind: 'equal' });
    },
  );

  test('it is null where fewer than three days of twelve months are known', async () => {
    const { data } = await answered(bank.world, { document, variables: {}, staffNumber: 'HO0001' });

    const [{ measureHistory } = { measureHistory: { nodes: [] } }] = (data as Told).customers.nodes;
    const isTold = measureHistory.nodes.map(({ asOf, aum }) => [asOf, aum.trend !== null]);
    expect(isTold).toEqual([
      ['2026-06-16', true],
      ['2026-05-31', true],
      ['2026-04-30', true],
      ['2026-03-31', false],
      ['2025-05-31', false],
    ]);
  });

  test('a customer whose assets grow by the same each day has it by 30.4375 days', async () => {
    await bank.system.sql`
      update customer_measure set aum_minor = 100000 + 200 * (as_of - '2026-03-31'::date)
      where customer_id = (select min(customer_id) from customer_measure)`;
    const [{ number } = { number: '' }] = await bank.system.sql<{ number: string }[]>`
      select customer_number as number from customer order by customer_id limit 1`;
    const one = parse(`{ customer(customerNumber: "${number}") { measures { aum { trend } } } }`);

    const { data } = await answered(bank.world, { document: one, variables: {}, staffNumber: 'HO0001' });

    expect(data).toEqual({ customer: { measures: { aum: { trend: '60.88' } } } });
  });
});
