import { parse } from 'graphql';
import { answered } from '../support/reference/trial';
import { type ValuedBank, valuedBank } from './valued-bank';

const month = 'month deposits { amount } loans { amount } depositors borrowers depositPerCustomer { amount }';
const document = parse(`{
  bank: businessOverview {
    asOf isWhole customers depositors borrowers products crossHoldingRate acquired churned
    sleeping lowValue valuable highValueAdded orgUnit { code }
    assetsUnderManagement { amount currency } deposits { amount } loans { amount } contribution { amount }
    depositPerCustomer { amount } loanPerCustomer { amount } depositPerCustomerYearOnYear loanPerCustomerYearOnYear
    depositPerCustomerSlope { amount } loanPerCustomerSlope { amount } months { ${month} }
  }
  branch: businessOverview(orgUnit: "B001") { isWhole customers contribution { amount } months { ${month} } }
  other: businessOverview(orgUnit: "B002") { isWhole customers contribution { amount } }
  nowhere: businessOverview(orgUnit: "B999") { customers }
  topCustomers { nodes { aum { value unit previous percentile peerAverage } loyalty { value } customer { customerNumber } } }
}`);

interface Overview {
  readonly isWhole: boolean;
  readonly customers: number;
}

interface Told {
  readonly bank: Overview | null;
  readonly branch: Overview | null;
  readonly other: Overview | null;
  readonly nowhere: null;
  readonly topCustomers: { readonly nodes: readonly object[] };
}

describe('the business overview', () => {
  let bank: ValuedBank;

  beforeAll(async () => {
    bank = await valuedBank();
  }, 120_000);
  afterAll(() => bank.drop());

  const ask = async (staffNumber: string): Promise<Told> => {
    const got = await answered(bank.world, { document, variables: {}, staffNumber });
    expect(got.code).toBeNull();
    return got.data as Told;
  };
  const counted = async (where: string) => {
    const [found] = await bank.system.sql`
      select count(*)::int as count from customer_measure m join customer c using (customer_id)
      join org_unit u on u.id = c.org_unit_id
      where m.as_of = (select max(as_of) from measure_run) and ${bank.system.sql.unsafe(where)}`;
    return found?.count as number;
  };

  test.each(['HO0001', 'BM0001', 'RM0001', 'AU0001', 'TL0001', 'MK0001', 'RP0001', 'TX0001', 'TX0002', 'TX0003'])(
    '%s is told what a recount over the customers in scope comes to',
    async (staffNumber) => {
      const question = { document, variables: {}, staffNumber };

      const result = await bank.compare(question);

      expect(result).toMatchObject({ kind: 'equal' });
    },
  );

  test('head office is told of the bank, a branch manager of the branch, a customer manager of the portfolio', async () => {
    const [head, branch, manager] = [await ask('HO0001'), await ask('BM0001'), await ask('RM0001')];

    expect(head.bank).toMatchObject({ isWhole: true, customers: 200 });
    expect(head.other).toMatchObject({ isWhole: true });
    expect(branch.bank).toMatchObject({ isWhole: false, customers: head.branch?.customers });
    expect(branch.branch).toEqual(head.branch);
    expect(branch.other).toBeNull();
    expect(manager.branch?.isWhole).toBe(false);
    expect(manager.bank?.customers).toBe(
      await counted(`exists (select from portfolio_assignment a join employee e on e.id = a.employee_id
        where a.customer_id = c.customer_id and e.staff_number = 'RM0001' and a.valid_from <= '2026-06-16'
          and (a.valid_to is null or a.valid_to > '2026-06-16'))`),
    );
  });

  test('a unit that is not there reads like one without customers', async () => {
    const { nowhere, other } = await ask('BM0001');

    expect([nowhere, other]).toEqual([null, null]);
  });

  test('marketing, which reads no money, is told nothing', async () => {
    const told = await ask('MK0001');

    expect(told).toMatchObject({ bank: null, branch: null, topCustomers: { nodes: [] } });
  });
});
