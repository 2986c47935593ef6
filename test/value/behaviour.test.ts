import { parse } from 'graphql';
import { Held } from '../../src/database/held';
import { measureAll } from '../../src/measures/measures';
import { answered } from '../support/reference/trial';
import { type ValuedBank, valuedBank } from './valued-bank';

const moved = '{ depositChange { amount currency } loanChange { amount } asOf customer { customerNumber } }';
const document = parse(`{
  quarter: behaviour(first: 50) { totalCount nodes ${moved} }
  three: behaviour(quarters: 3, first: 50) { totalCount nodes ${moved} }
  four: behaviour(quarters: 4) { totalCount nodes ${moved} }
  branch: behaviour(quarters: 2, orgUnit: "B001", orderBy: [{ field: LOAN_CHANGE, direction: DESC }]) { totalCount nodes ${moved} }
  out: behaviour(quarters: 2, filter: { depositChange: { currency: "CNY", lt: "-100" } }) { totalCount nodes ${moved} }
}`);

interface Moved {
  readonly nodes: readonly { depositChange: { amount: string }; customer: { customerNumber: string } }[];
}

describe('behaviour over quarters', () => {
  let bank: ValuedBank;

  beforeAll(async () => {
    // Given: runs a quarter and two before the last one, and none before.
    bank = await valuedBank(150, async ({ sql }) => {
      const days = await sql<{ day: string }[]>`
        select (date_trunc('month', max(as_of)) - make_interval(months => n * 3 - 1))::date - 1 || '' as day
        from measure_run cross join generate_series(1, 2) as n group by n order by 1`;
      await sql`delete from measure_run where as_of < (select max(as_of) from measure_run)`;
      for (const { day } of days) await Held.several(sql, (sessions) => measureAll({ sessions, asOf: day }));
    });
  }, 120_000);
  afterAll(() => bank.drop());

  test.each(['HO0001', 'BM0001', 'RM0001', 'CO0001'])(
    '%s is told what a recount over the customers in scope comes to',
    async (staffNumber) => {
      expect(await bank.compare({ document, variables: {}, staffNumber })).toMatchObject({ kind: 'equal' });
    },
  );

  test('who reads no money may not ask for it in an order, and is told of nobody', async () => {
    const plain = parse('{ behaviour { totalCount } }');

    expect(await bank.compare({ document, variables: {}, staffNumber: 'MK0001' })).toMatchObject({ kind: 'refused' });
    const { data } = await answered(bank.world, { document: plain, variables: {}, staffNumber: 'MK0001' });
    expect(data).toEqual({ behaviour: { totalCount: 0 } });
  });

  test('head office is told of all over three quarters, and of none over four, for the fourth is not known', async () => {
    const { data } = await answered(bank.world, { document, variables: {}, staffNumber: 'HO0001' });

    expect(data).toMatchObject({ three: { totalCount: 150 }, four: { totalCount: 0 } });
  });

  test('what moved over two quarters is what lies between the balances of the last and of the third last', async () => {
    const rows = await bank.system.sql<{ number: string; change: string }[]>`
      with run as (select max(as_of) as day from measure_run), month as (
        select b.*, (date_part('year', age) * 12 + date_part('month', age))::int as ago
        from balance_month b cross join run cross join lateral age(date_trunc('month', run.day::timestamp), b.month) as age
      )
      select c.customer_number as number, coalesce(round(sum(greatest(m.average_daily_balance_minor, 0)
          * case when m.ago < 3 then 1 when m.ago between 6 and 8 then -1 else 0 end) / 3), 0)::text as change
      from customer c join account a using (customer_id) join product p on p.id = a.product_id and p.category = 'DEPOSIT'
      left join month m on m.customer_id = a.customer_id and m.account_id = a.id
      where not exists (
        select from party_account r where r.customer_id = c.customer_id
          and (r.account_customer_id <> c.customer_id or r.share_pct < 100 or r.valid_from > '2025-01-01' or r.valid_to is not null)
      ) and not exists (select from account f where f.customer_id = c.customer_id and (f.currency <> 'CNY' or f.shared))
      group by c.customer_number`;
    const all = parse(
      '{ behaviour(quarters: 2, first: 100) { nodes { depositChange { amount } customer { customerNumber } } } }',
    );

    const { data } = await answered(bank.world, { document: all, variables: {}, staffNumber: 'HO0001' });

    const told = new Map(
      (data as { behaviour: Moved }).behaviour.nodes.map(({ customer, depositChange }) => [
        customer.customerNumber,
        Math.round(100 * Number(depositChange.amount)),
      ]),
    );
    const compared = rows.filter(({ number }) => told.has(number));
    expect(compared.length).toBeGreaterThan(20);
    expect(compared.filter(({ change }) => change !== '0').length).toBeGreaterThan(10);
    // Each of the two quarters is rounded to one minor unit.
    expect(
      compared.filter(({ number, change }) => Math.abs((told.get(number) as number) - Number(change)) > 1),
    ).toEqual([]);
  });
});
