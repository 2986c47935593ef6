import { parse } from 'graphql';
import { answered } from '../support/reference/trial';
import { type ValuedBank, valuedBank } from './valued-bank';

const month = `month deposits { amount currency } loans { amount } depositsYearOnYear loansYearOnYear
  depositsSlope { amount } loansSlope { amount } unitDepositPerCustomer { amount currency } unitLoanPerCustomer { amount }`;
const document = parse(`{
  customers(first: 50, orderBy: [{ field: CUSTOMER_NUMBER, direction: ASC }]) {
    nodes { customerNumber businessMonths(first: 30) { totalCount nodes { ${month} } } }
  }
}`);

describe('the business of a customer month by month', () => {
  let bank: ValuedBank;

  beforeAll(async () => {
    bank = await valuedBank(150, async ({ sql }) => {
      // Given: the months of one year stand in the year before as well, half as much again.
      await sql`
        insert into balance_month (customer_id, account_id, month, scope_key, currency, average_daily_balance_minor,
          closing_balance_minor, debits_minor, credits_minor, customer_initiated, interest_minor, fees_minor, cost_minor)
        select customer_id, account_id, (month - interval '1 year')::date, scope_key, currency,
          average_daily_balance_minor * 3 / 2, closing_balance_minor, 0, 0, 0, 0, 0, 0
        from balance_month b where account_id % 3 <> 0 on conflict do nothing`;
    });
  }, 120_000);
  afterAll(() => bank.drop());

  test.each([
    'HO0001',
    'BM0001',
    'BM0002',
    'RM0001',
    'AU0001',
    'TL0001',
    'MK0001',
    'CO0001',
    'RP0001',
    'TX0001',
    'TX0002',
  ])('%s is told what a recount over the accounts comes to', async (staffNumber) => {
    expect(await bank.compare({ document, variables: {}, staffNumber })).toMatchObject({ kind: 'equal' });
  });

  test('of an account of which he owns a quarter a quarter is his, month by month', async () => {
    // Given: a customer with one account, in yuan, and another who owns three quarters of it.
    const owned = await valuedBank(150, async ({ sql }) => {
      await sql.begin(async (own) => {
        const [one] = await own`
          select a.customer_id as customer, a.id as account, c.scope_key from account a join customer c using (customer_id)
          join product p on p.id = a.product_id and p.category = 'DEPOSIT'
          where a.currency = 'CNY' and (
            select count(*) from party_account r where r.customer_id = a.customer_id and r.share_pct is not null) = 1
            and (select count(*) from account_party r where r.account_id = a.id and r.share_pct is not null) = 1
            and exists (select from party_account r where r.customer_id = a.customer_id and r.account_id = a.id and r.valid_to is null)
          order by 1, 2 limit 1`;
        const { customer, account, scope_key: key } = one as Record<string, bigint>;
        await own`update customer set customer_number = 'QUARTER' where customer_id = ${customer as bigint}`;
        await own`update account_party set share_pct = 25 where account_id = ${account as bigint} and share_pct is not null`;
        await own`insert into account_party (customer_id, account_id, party_id, role, share_pct, valid_from)
          select ${customer as bigint}, ${account as bigint}, min(customer_id), 'JOINT', 75, '2020-01-01' from customer
          where customer_id <> ${customer as bigint}`;
        await own`delete from balance_month where account_id = ${account as bigint}`;
        await own`
          insert into balance_month (customer_id, account_id, month, scope_key, currency, average_daily_balance_minor,
            closing_balance_minor, debits_minor, credits_minor, customer_initiated, interest_minor, fees_minor, cost_minor)
          select ${customer as bigint}, ${account as bigint}, month::date, ${key as bigint}, 'CNY', average, 0, 0, 0, 0, 0, 0, 0
          from (values ('2025-06-01', 80000), ('2026-04-01', 10000), ('2026-05-01', 20000), ('2026-06-01', 40000)) as m (month, average)`;
      });
    });
    const mine = parse(`{ customer(customerNumber: "QUARTER") { businessMonths(first: 3) { totalCount nodes {
      month deposits { amount currency } loans { amount } depositsYearOnYear depositsSlope { amount } loansYearOnYear } } } }`);

    const { data } = await answered(owned.world, { document: mine, variables: {}, staffNumber: 'HO0001' });

    const told = (day: string, amount: string, before: string | null, slope: string) => ({
      ...{ month: day, deposits: { amount, currency: 'CNY' }, loans: { amount: '0.00' }, loansYearOnYear: null },
      ...{ depositsYearOnYear: before, depositsSlope: { amount: slope } },
    });
    expect(data).toEqual({
      customer: {
        businessMonths: {
          totalCount: 4,
          nodes: [
            told('2026-06-01', '100.00', '-50', '37.50'),
            // From 200.00 to 25.00 in ten months, and to 50.00 in the eleventh.
            told('2026-05-01', '50.00', null, '-15.20'),
            told('2026-04-01', '25.00', null, '-17.50'),
          ],
        },
      },
    });
    await owned.drop();
  }, 120_000);

  test('the unit is told beside it to who reads all of it, and to nobody else', async () => {
    const [unit] = await bank.system.sql<{ amount: string; number: string }[]>`
      select money_text(round(round(u.deposits_minor) / u.depositors)::bigint, 'CNY') as amount, c.customer_number as number
      from unit_month u join org_unit o on o.id = u.org_unit_id and o.code = 'B001'
      join customer c on c.org_unit_id = o.id and c.kind = u.kind
      join portfolio_assignment a on a.customer_id = c.customer_id and a.valid_to is null
      join employee e on e.id = a.employee_id and e.staff_number = 'RM0001'
      where u.kind = 'INDIVIDUAL' and u.as_of = (select max(as_of) from measure_run) and u.month = '2026-05-01'
      order by c.customer_id limit 1`;
    const one = parse(`{ customer(customerNumber: "${unit?.number}") {
      businessMonths(filter: { month: { eq: "2026-05-01" } }) { nodes { unitDepositPerCustomer { amount currency } } } } }`);
    const told = async (staffNumber: string) =>
      (await answered(bank.world, { document: one, variables: {}, staffNumber })).data;
    const beside = (unitDepositPerCustomer: object | null) => ({
      customer: { businessMonths: { nodes: [{ unitDepositPerCustomer }] } },
    });

    for (const staff of ['HO0001', 'BM0001'])
      expect(await told(staff)).toEqual(beside({ amount: unit?.amount, currency: 'CNY' }));
    expect(await told('RM0001')).toEqual(beside(null));
  });
});
