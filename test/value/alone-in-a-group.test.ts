import { parse } from 'graphql';
import { Held } from '../../src/database/held';
import { measureAll } from '../../src/measures/measures';
import { answered } from '../support/reference/trial';
import { valuedBank } from './valued-bank';

const document = parse(`{
  customers(first: 1, filter: { kind: { eq: INDIVIDUAL } }) { nodes { measures { aum { peerAverage bankAverage } } } }
}`);
const money = /^\d+\.\d\d$/;

describe('averages of all of a kind and of the peers among them', () => {
  test.each([
    ['all but one are peers: the two would tell the one', 1, null],
    ['all but twelve are peers', 12, expect.stringMatching(money)],
  ])(
    '%s',
    async (_, others, peerAverage) => {
      const bank = await valuedBank(200, async ({ sql }) => {
        await sql`update customer set tier = 'STANDARD' where kind = 'INDIVIDUAL'`;
        await sql`
        update customer set tier = case when customer_id % 2 = 0 then 'GOLD' else 'PRIVATE' end where customer_id in (
          select c.customer_id from customer c join org_unit u on u.id = c.org_unit_id
          where c.kind = 'INDIVIDUAL' and u.code <> 'B001' order by 1 desc limit ${others})`;
        await sql`update balance_month set average_daily_balance_minor = 100000, closing_balance_minor = 100000`;
        await Held.several(sql, (sessions) => measureAll({ sessions, asOf: '2026-06-16' }));
      });

      const { data } = await answered(bank.world, { document, variables: {}, staffNumber: 'RM0001' });

      const aum = { peerAverage, bankAverage: expect.stringMatching(money) };
      expect(data).toEqual({ customers: { nodes: [{ measures: { aum } }] } });
      await bank.drop();
    },
    60_000,
  );
});
