import { parse } from 'graphql';
import { answered } from '../support/reference/trial';
import { type ValuedBank, valuedBank } from './valued-bank';

const overview = `isWhole customers deposits { amount } contribution { amount }
  months { month deposits { amount } loans { amount } depositors borrowers }`;
const document = parse(`{
  bank: businessOverview { ${overview} }
  branch: businessOverview(orgUnit: "B001") { ${overview} }
  other: businessOverview(orgUnit: "B002") { ${overview} }
}`);

const peers = parse(`{
  topCustomers(first: 50) { nodes { aum { peerAverage unitAverage bankAverage percentile } } }
  customerClusters { code share tenureMonths }
}`);

interface Overview {
  readonly isWhole: boolean;
  readonly customers: number;
}

interface Averages {
  readonly topCustomers: {
    readonly nodes: readonly {
      readonly aum: { readonly unitAverage: string | null; readonly bankAverage: string | null };
      readonly customer: { readonly orgUnit: { readonly code: string } };
    }[];
  };
}

type Told = Readonly<Record<'bank' | 'branch' | 'other', Overview>>;

const money = /^\d+\.\d\d$/;
const staff = ['HO0001', 'BM0001', 'BM0002', 'RM0001', 'AU0001', 'TX0001'];

describe('sums over whole units after customers have moved', () => {
  let unmoved: Told;
  let bank: ValuedBank;

  const ask = async () => (await answered(bank.world, { document, variables: {}, staffNumber: 'HO0001' })).data as Told;
  const changed = async (statement?: string) => {
    bank = await valuedBank(200, async ({ sql }) => {
      if (statement) await sql.unsafe(statement);
    });
    return ask();
  };
  const expectEqual = async () => {
    for (const staffNumber of staff)
      for (const asked of [document, peers])
        expect(await bank.compare({ document: asked, variables: {}, staffNumber })).toMatchObject({ kind: 'equal' });
  };

  beforeAll(async () => {
    unmoved = await changed();
    await bank.drop();
  }, 120_000);
  afterEach(() => bank.drop());

  test('a customer counts where he is today, at once, and the sums of units that hold both places stay', async () => {
    const moved = await changed(`
      update customer set org_unit_id = (select id from org_unit where code = 'B002') where customer_id = (
        select min(c.customer_id) from customer c join customer_measure m using (customer_id)
        where c.kind = 'INDIVIDUAL' and m.deposit_adb_minor > 0
          and c.org_unit_id = (select id from org_unit where code = 'B001'))`);

    expect(moved.bank).toEqual(unmoved.bank);
    expect(moved.branch).toMatchObject({ isWhole: true, customers: unmoved.branch.customers - 1 });
    expect(moved.other).toMatchObject({ isWhole: true, customers: unmoved.other.customers + 1 });
    await expectEqual();
  });

  test.each([
    ['leaves it', 'B001', 'B002'],
    ['comes to it', 'B002', 'B001'],
  ])('the average of a unit waits for the next run where somebody %s, that of the bank stays', async (_, from, to) => {
    const averages = parse(`{
      topCustomers(first: 100, filter: { kind: { eq: INDIVIDUAL } }) {
        nodes { aum { unitAverage bankAverage } customer { orgUnit { code } } }
      }
    }`);
    const told = async () => {
      const { data } = await answered(bank.world, { document: averages, variables: {}, staffNumber: 'HO0001' });
      const { nodes } = (data as Averages).topCustomers;
      const there = nodes.filter(({ customer }) => customer.orgUnit.code === 'B001');
      return {
        unit: [...new Set(there.map(({ aum }) => aum.unitAverage))],
        bank: [...new Set(nodes.map(({ aum }) => aum.bankAverage))],
      };
    };
    const move = (left: string, come: string) => bank.system.sql`
      update customer set org_unit_id = (select id from org_unit where code = ${come}) where customer_id = (
        select max(customer_id) from customer c join org_unit u on u.id = c.org_unit_id
        where c.kind = 'INDIVIDUAL' and u.code like ${left})`;
    await changed();
    const before = await told();
    await move('B003%', 'B004');

    const elsewhere = await told();
    await move(from, to);
    const after = await told();

    expect(before).toEqual({ unit: [expect.stringMatching(money)], bank: [expect.stringMatching(money)] });
    expect(elsewhere).toEqual(before);
    expect(after).toEqual({ unit: [null], bank: before.bank });
  });

  test('a unit that goes below another takes its customers along', async () => {
    const moved = await changed(`
      update org_unit set parent_id = (select id from org_unit where code = 'B002') where code = 'B001-01'`);

    expect(moved.bank).toEqual(unmoved.bank);
    expect(moved.other.customers).toBeGreaterThan(unmoved.other.customers);
    expect(moved.branch.customers + moved.other.customers).toBe(unmoved.branch.customers + unmoved.other.customers);
    await expectEqual();
  });

  test('a customer of another kind is not counted twice', async () => {
    const moved = await changed(`
      update customer set kind = 'INSTITUTION' where customer_id = (
        select min(customer_id) from customer where kind = 'CORPORATE')`);

    expect(moved.bank.customers).toBe(unmoved.bank.customers);
    await expectEqual();
  });

  test('whether peer figures may be told follows where the members are', async () => {
    await changed(`
      update customer set org_unit_id = (select id from org_unit where code = 'B001')
      where kind = 'CORPORATE' and customer_id not in (
        select customer_id from customer where kind = 'CORPORATE' order by customer_id desc limit 3)`);

    await expectEqual();
  });
});
