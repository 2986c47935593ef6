import { fillDemo } from '../../src/demo/fill';
import { type BankDatabase, type EmptyBanks, emptyBanks } from '../demo/bank-database';
import { smallBank } from '../demo/small-bank';

describe('customers who move at the same time', () => {
  let banks: EmptyBanks;
  let bank: BankDatabase;

  beforeAll(async () => {
    banks = await emptyBanks();
    bank = await banks.open();
    await fillDemo({ sql: bank.sql, ...smallBank, customers: 200, volumes: { balanceMonths: 3, interactions: 1 } });
  });
  afterAll(() => banks.close());

  test('two transactions that move customers of two kinds, each in its own order, both come to their end', async () => {
    const move = (own: typeof bank.sql, kind: string, at: number) => own`
      update customer set org_unit_id = (select min(id) from org_unit where level = 'BRANCH' and id <> org_unit_id)
      where customer_id = (select customer_id from customer where kind = ${kind} order by customer_id offset ${at} limit 1)`;
    const moving = (kinds: readonly string[], at: number) =>
      bank.sql.begin(async (own) => {
        for (const kind of kinds) {
          await move(own as never, kind, at);
          // Meanwhile the other has moved one as well, or waits.
          await own`select pg_sleep(0.3)`;
        }
      });

    const kinds = ['INDIVIDUAL', 'CORPORATE'];
    const ended = await Promise.allSettled([moving(kinds, 1), moving([...kinds].reverse(), 2)]);

    expect(ended.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled']);
  });
});
