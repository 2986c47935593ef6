import { parse } from 'graphql';
import {
  agreementWeight,
  disagreementWeight,
  readMatchingRules,
} from '../../src/entities/possible-duplicate/matching.rules';
import { answered } from '../support/reference/trial';
import { type ValuedBank, valuedBank } from './valued-bank';

const duplicates =
  'possibleDuplicates { totalCount nodes { weight agrees differs rulesVersion customer { customerNumber } } }';
const document = parse(`{ customers(first: 100) { nodes { customerNumber ${duplicates} } } }`);

interface Told {
  readonly customerNumber: string;
  readonly possibleDuplicates: {
    readonly nodes: readonly { readonly agrees: readonly string[]; readonly customer: { customerNumber: string } }[];
  };
}

test('what agrees and what does not weighs as worked out by hand', () => {
  const { NAME } = readMatchingRules().signs;

  expect(NAME).toEqual({ m: 0.9, u: 0.01 });
  expect(agreementWeight(NAME)).toBeCloseTo(6.492, 3);
  expect(disagreementWeight(NAME)).toBeCloseTo(-3.307, 3);
});

describe('possible duplicates', () => {
  let bank: ValuedBank;
  let one: string;
  let other: string;

  beforeAll(async () => {
    bank = await valuedBank(80, async ({ sql }) => {
      // Given: two persons of two branches with one name and sex, born on two days, without a way to reach them; and others
      // with one phone in pairs.
      const people = await sql<{ id: string; number: string }[]>`
        select distinct on (b.code) c.customer_id::text as id, c.customer_number as number from customer c
        join individual using (customer_id) join org_unit u on u.id = c.org_unit_id
        join org_unit b on b.level = 'BRANCH' and u.lft between b.lft and b.rgt and b.code in ('B001', 'B002')
        order by b.code, c.customer_id`;
      const [first, second] = people as unknown as [{ id: string; number: string }, { id: string; number: string }];
      [one, other] = [first.number, second.number];
      await sql`update party set display_name = 'Zhuge Kongming' where party_id in (${first.id}, ${second.id})`;
      await sql`update individual set sex = 'MALE', birth_date = '1981-07-23' where customer_id = ${first.id}`;
      await sql`update individual set sex = 'MALE', birth_date = '1982-07-23' where customer_id = ${second.id}`;
      await sql`delete from contact_point where customer_id in (${first.id}, ${second.id})`;
      await sql`
        update contact_point p set value = twin.value, value_hash = twin.value_hash from contact_point twin
        where p.kind = 'PHONE' and twin.kind = 'PHONE' and twin.customer_id = (
          select min(customer_id) from contact_point t where t.kind = 'PHONE' and t.customer_id > p.customer_id)
          and p.customer_id % 4 = 0`;
    });
  }, 120_000);
  afterAll(() => bank.drop());

  test.each(['HO0001', 'BM0001', 'RM0001', 'CO0001', 'TL0001', 'AU0001', 'MK0001'])(
    '%s is told what a recount over the customers in scope comes to',
    async (staffNumber) => {
      expect(await bank.compare({ document, variables: {}, staffNumber })).toMatchObject({ kind: 'equal' });
    },
  );

  test('who shares a phone is found, and told from both sides', async () => {
    const { data } = await answered(bank.world, { document, variables: {}, staffNumber: 'HO0001' });

    const { nodes } = (data as { customers: { nodes: readonly Told[] } }).customers;
    const pairs = nodes.flatMap(({ customerNumber, possibleDuplicates }) =>
      possibleDuplicates.nodes
        .filter(({ agrees }) => agrees.includes('PHONE'))
        .map(({ customer }) => `${customerNumber} ${customer.customerNumber}`),
    );
    expect(pairs.length).toBeGreaterThan(3);
    expect(pairs.map((pair) => pair.split(' ').reverse().join(' ')).sort()).toEqual(pairs.sort());
  });

  test('signs add up: name and sex agree, the day of birth does not', async () => {
    const of = parse(`{ customer(customerNumber: "${one}") { ${duplicates} } }`);

    const { data } = await answered(bank.world, { document: of, variables: {}, staffNumber: 'HO0001' });

    // log2(0.9 / 0.01) + log2(0.98 / 0.5) + log2(0.05 / 0.997) = 6.492 + 0.971 − 4.318, which is below the least of 6.
    expect(data).toEqual({ customer: { possibleDuplicates: { totalCount: 0, nodes: [] } } });
    await bank.system.sql`update individual set birth_date = '1981-07-23' where customer_id = (
      select customer_id from customer where customer_number = ${other})`;
    // And with the same day: 6.492 + 0.971 + log2(0.95 / 0.003).
    const { data: now } = await answered(bank.world, { document: of, variables: {}, staffNumber: 'HO0001' });
    expect(now).toEqual({
      customer: {
        possibleDuplicates: {
          totalCount: 1,
          nodes: [
            {
              ...{ weight: 15.77, agrees: ['BIRTH_DATE', 'NAME', 'SEX'], differs: [], rulesVersion: '2026.1' },
              customer: { customerNumber: other },
            },
          ],
        },
      },
    });
  });

  test('one who is out of scope is not told, and counts for nothing', async () => {
    const of = parse(`{ customer(customerNumber: "${one}") { ${duplicates} } }`);

    const { data } = await answered(bank.world, { document: of, variables: {}, staffNumber: 'BM0001' });

    expect(data).toEqual({ customer: { possibleDuplicates: { totalCount: 0, nodes: [] } } });
  });
});
