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
  topCustomers { nodes { aum { value unit previous percentile peerAverage unitAverage bankAverage } loyalty { value } customer { customerNumber } } }
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

  test('who owns part of what others keep counts in the months of a manager whose customers keep nothing', async () => {
    const keepers = await valuedBank(200, async ({ sql }) => {
      await sql.begin(async (own) => {
        const [found] = await own`
          select c.customer_id as customer, e.id as employee, a.customer_id as keeper, a.id as account
          from customer c, employee e, account a join product p on p.id = a.product_id and p.category = 'DEPOSIT'
          where e.staff_number = 'TX0005' and c.kind = 'INDIVIDUAL' and a.customer_id <> c.customer_id
            and not exists (select from party_account r where r.customer_id = c.customer_id)
            and (select count(*) from account_party r where r.account_id = a.id and r.share_pct is not null) = 1
            and exists (select from balance_month b where b.account_id = a.id and b.average_daily_balance_minor > 0)
          order by c.customer_id, a.id limit 1`;
        const { customer, employee, keeper, account } = found as Record<string, bigint>;
        await own`delete from portfolio_assignment where employee_id = ${employee as bigint}`;
        await own`insert into portfolio_assignment (customer_id, employee_id, role, valid_from)
          values (${customer as bigint}, ${employee as bigint}, 'CO_RM', '2020-01-01')`;
        await own`update account_party set share_pct = 50 where account_id = ${account as bigint} and share_pct is not null`;
        await own`insert into account_party (customer_id, account_id, party_id, role, share_pct, valid_from)
          values (${keeper as bigint}, ${account as bigint}, ${customer as bigint}, 'JOINT', 50, '2020-01-01')`;
      });
    });
    const question = { document, variables: {}, staffNumber: 'TX0005' };

    const got = await answered(keepers.world, question);

    const { bank: told } = got.data as { bank: { months: { deposits: { amount: string }; depositors: number }[] } };
    expect(told.months.at(-1)).toMatchObject({ deposits: { amount: '0.00' }, depositors: 1 });
    expect(await keepers.compare(question)).toMatchObject({ kind: 'equal' });
    await keepers.drop();
  }, 120_000);
});
