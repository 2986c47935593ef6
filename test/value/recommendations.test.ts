import { parse } from 'graphql';
import { measureAgain } from '../support/measure-again';
import { answered } from '../support/reference/trial';
import { type ValuedBank, valuedBank } from './valued-bank';

const told = `totalCount nodes { asOf rulesVersion basis score collaborativeScore contentScore rank reasons feature gates
  sentence sentenceChinese explanation explanationChinese product { code name category riskLevel } heldProduct { code } }`;
const worklist = parse(`{
  all: nextBestProducts(first: 100) { ${told} }
  branch: nextBestProducts(orgUnit: "B001", filter: { productCode: { eq: "INS-L" } }) {
    totalCount nodes { score customer { customerNumber displayName } } }
  nowhere: nextBestProducts(orgUnit: "B999") { totalCount }
}`);
const ofCustomer = parse(`query ($number: ID!) { customer(id: $number) { recommendations { ${told} } } }`);

interface Told {
  readonly totalCount: number;
  readonly nodes: readonly {
    readonly rank: number | null;
    readonly sentence: string;
    readonly product: { readonly riskLevel: string | null };
  }[];
}

describe('next best products', () => {
  let bank: ValuedBank;

  beforeAll(async () => {
    bank = await valuedBank(400);
  }, 120_000);
  afterAll(() => bank.drop());

  /** A customer of the first branch to whom products of every risk are recommended. */
  const bold = async () => {
    const [found] = await bank.system.sql`
      select c.public_id as number from product_recommendation r join customer c using (customer_id)
      join org_unit u on u.id = c.org_unit_id
      where u.code = 'B001' group by 1 having bool_or(for_everybody) and bool_or(not for_everybody) order by 1 limit 1`;
    return found?.number as string;
  };
  const ask = async (staffNumber: string, number: string): Promise<Told> => {
    const got = await answered(bank.world, { document: ofCustomer, variables: { number }, staffNumber });
    expect(got.code).toBeNull();
    return (got.data as { customer: { recommendations: Told } }).customer.recommendations;
  };

  test.each([
    'HO0001',
    'BM0001',
    'RM0001',
    'AU0001',
    'TL0001',
    'MK0001',
    'SA0001',
    'RP0001',
    'TX0001',
    'TX0002',
    'TX0003',
  ])('%s is told what the reference tells', async (staffNumber) => {
    const questions = [
      { document: worklist, variables: {}, staffNumber },
      { document: ofCustomer, variables: { number: await bold() }, staffNumber },
    ];

    for (const question of questions) {
      const result = await bank.compare(question);
      expect(result).toMatchObject({ kind: 'equal' });
    }
  });

  test('a teller reads the sentence, and of no product that tells the appetite for risk', async () => {
    const number = await bold();

    const [manager, teller] = [await ask('BM0001', number), await ask('TL0001', number)];

    const harmless = manager.nodes.filter(({ product }) => (product.riskLevel ?? 'R1') === 'R1');
    expect(harmless.length).toBeLessThan(manager.totalCount);
    expect(teller.totalCount).toBe(harmless.length);
    expect(teller.nodes).toEqual(harmless.map((node) => ({ ...node, rank: null })));
    expect(teller.nodes[0]?.sentence).toMatch(/may I show it to you\?$/);
  });

  test('what a reader without appetites is told does not depend on them', async () => {
    const number = await bold();
    const change = (appetite: string) => bank.system.sql`
      update individual set risk_appetite = ${appetite}
      where customer_id = (select customer_id from customer where public_id = ${number})`;
    const openRows = () => bank.system.sql`
      select product_id, score from product_recommendation r join customer c using (customer_id)
      where c.public_id = ${number} and for_everybody order by 1`;
    // What the bank has got since the last run counts in both.
    await measureAgain(bank.system.sql);
    const before = await openRows();

    await change('R1');
    await measureAgain(bank.system.sql);

    expect(await openRows()).toEqual(before);
    expect((await ask('BM0001', number)).totalCount).toBe(before.length);
  });
});
