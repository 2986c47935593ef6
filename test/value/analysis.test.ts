import { parse } from 'graphql';
import { Rows } from '../database/rows';
import { answered } from '../support/reference/trial';
import { type ValuedBank, valuedBank } from './valued-bank';

const sums = `customers shareOfCustomers shareOfAssets depositors borrowers productsPerCustomer crossHoldingRate riskDegree completeness churnScore csat nps
  rankByAssets rankByDeposits rankByContribution assetsToAverage contributionToAverage
  assetsUnderManagement { amount currency } deposits { amount } loans { amount } exposure { amount } depositChange { amount }
  loanChange { amount } fees { amount } expectedLoss { amount } contribution { amount } depositPerCustomer { amount }
  loanPerCustomer { amount } contributionPerCustomer { amount } depositMargin { amount } loanMargin { amount } operatingCost { amount }
  economicCapital { amount } eva { amount } rarorac lifetimeValue { amount } growthValue { amount } potentialValue { amount }
  depositPoints transactionsAMonth shareOfWallet channelActivity quality loyalty pAlive creditAccounts overdueAccounts overdueAccountRate
  overdueExposure { amount } overdueRate nonPerformingExposure { amount } nonPerformingRate`;
const parts = 'asOf customers total { amount } topShare holdersOf80 holdersOf90 hhi gini tenths';
const document = parse(`{
  classes: businessSegments(by: CUSTOMER_CLASS) { totalCount nodes { value thenValue ${sums} } }
  places: businessSegments(by: BRANCH, thenBy: MANAGER, first: 50) { nodes { value thenValue ${sums} } }
  months: businessSegmentMonths(by: CUSTOMER_CLASS, months: 3) { totalCount nodes { asOf value ${sums} } }
  ages: businessSegments(by: AGE_BAND, orgUnit: "B001", among: { valueTier: { ne: STANDARD } }) { nodes { value customers } }
  top: topCustomers(orgUnit: "B001", first: 7) { totalCount nodes { aum { value } customer { customerNumber } } }
  ranked: businessSegments(by: MANAGER, orderBy: [{ field: CONTRIBUTION, direction: DESC }], first: 3) {
    totalCount nodes { value rankByContribution contributionToAverage } }
  institutions: businessSegments(by: SCALE, among: { kind: { eq: INSTITUTION } }) { nodes { value customers } }
  grades: businessSegments(by: CREDIT_GRADE, thenBy: RISK_DEGREE) { nodes { value thenValue customers exposure { amount } } }
  fiveClasses: businessSegments(by: FIVE_CLASS, thenBy: RISK_DEGREE) { nodes { value thenValue ${sums} } }
  industries: businessSegments(by: INDUSTRY, filter: { customers: { gt: 1 } }) { nodes { value customers } }
  products: businessSegments(by: PRODUCT, first: 50) { totalCount nodes { value ${sums} } }
  categories: businessSegments(by: PRODUCT_CATEGORY, thenBy: PRODUCT, orgUnit: "B001", first: 100) { nodes { value thenValue ${sums} } }
  same: businessSegments(by: PRODUCT, thenBy: PRODUCT) { totalCount nodes { value thenValue customers } }
  productMonths: businessSegmentMonths(by: PRODUCT_CATEGORY, months: 2, first: 50) { nodes { asOf value ${sums} } }
  assets: businessConcentration(of: ASSETS) { ${parts} }
  deposits: businessConcentration(of: DEPOSITS, top: 10, among: { customerClass: { eq: VALUABLE } }) { ${parts} }
  contribution: businessConcentration(of: CONTRIBUTION, orgUnit: "B001") { ${parts} }
  nowhere: businessConcentration(of: LOANS, orgUnit: "B999") { customers }
}`);
const withoutIdentity = parse('{ businessSegments(by: VALUE_TIER) { totalCount nodes { value customers } } }');

interface Segments {
  readonly nodes: readonly { readonly value: string | null; readonly customers: number; readonly asOf?: string }[];
}

describe('the analysis of customers', () => {
  let bank: ValuedBank;

  beforeAll(async () => {
    bank = await valuedBank();
  }, 120_000);
  afterAll(() => bank.drop());

  const ask = async (staffNumber: string, text: ReturnType<typeof parse>) => {
    const got = await answered(bank.world, { document: text, variables: {}, staffNumber });
    expect(got.code).toBeNull();
    return got.data as Record<string, Segments>;
  };

  test.each(['HO0001', 'BM0001', 'RM0001', 'CO0001', 'TX0002', 'TX0003'])(
    '%s is told what a recount over the customers in scope comes to',
    async (staffNumber) => {
      const question = { document, variables: {}, staffNumber };

      const result = await bank.compare(question);

      expect(result).toMatchObject({ kind: 'equal' });
    },
  );

  test('head office is told of the bank, a branch manager of the branch, a customer manager of the portfolio', async () => {
    const counts = await bank.system.sql<{ all: number; branch: number }[]>`
      select count(*)::int as all, count(*) filter (where u.lft >= b.lft and u.lft < b.rgt)::int as branch
      from customer_measure m join customer c using (customer_id) join org_unit u on u.id = c.org_unit_id
      cross join (select lft, rgt from org_unit where code = 'B001') b
      where m.as_of = (select max(as_of) from measure_run)`;

    const told = await Promise.all(['HO0001', 'BM0001', 'RM0001'].map((one) => ask(one, withoutIdentity)));

    const sizes = told.map(({ businessSegments }) =>
      businessSegments?.nodes.reduce((sum, one) => sum + one.customers, 0),
    );
    expect(sizes[0]).toBe(counts[0]?.all);
    expect(sizes[1]).toBe(counts[0]?.branch);
    expect(sizes[2]).toBeGreaterThan(0);
    expect(sizes[2]).toBeLessThan(sizes[1] as number);
  });

  test('months are told one after the other, each as of its last day worked out', async () => {
    const { sql } = bank.system;
    const rows = await sql<{ day: string; customers: number }[]>`
      select as_of::text as day, count(*)::int as customers from customer_measure
      where as_of in (select max(as_of) from measure_run where finished_at is not null group by date_trunc('month', as_of))
      group by as_of order by as_of`;
    const text = parse('{ businessSegmentMonths(by: KIND, months: 60) { nodes { asOf customers } } }');

    const { businessSegmentMonths } = await ask('HO0001', text);

    const sums = new Map<string | undefined, number>();
    for (const { asOf, customers } of businessSegmentMonths?.nodes ?? [])
      sums.set(asOf, (sums.get(asOf) ?? 0) + customers);
    expect([...sums]).toEqual(rows.map(({ day, customers }) => [day, customers]));
    expect(sums.size).toBeGreaterThan(1);
  });

  test.each([
    ['AU0001', '{ businessSegments(by: AGE_BAND) { nodes { customers } } }'],
    ['AU0001', '{ businessSegments(by: KIND, thenBy: EDUCATION) { nodes { customers } } }'],
    ['TL0001', '{ businessSegments(by: CUSTOMER_CLASS) { nodes { customers } } }'],
    ['MK0001', '{ businessSegments(by: KIND, among: { aum: { currency: "CNY", gt: "1" } }) { nodes { customers } } }'],
    ['TL0001', '{ businessConcentration(of: CONTRIBUTION) { customers } }'],
    ['MK0001', '{ businessConcentration(of: ASSETS) { customers } }'],
  ])('%s may not group by what is withheld: %s', async (staffNumber, text) => {
    const got = await answered(bank.world, { document: parse(text), variables: {}, staffNumber });

    expect(got.code).toBe('FORBIDDEN_INPUT');
    expect(got.data).toBeNull();
  });

  test('who reads no money is told of nobody', async () => {
    const ordinary = parse('{ businessSegments(by: KIND) { nodes { customers } } }');

    const got = await answered(bank.world, { document: ordinary, variables: {}, staffNumber: 'MK0001' });

    expect(got).toMatchObject({ code: null, data: { businessSegments: { nodes: [] } } });
  });

  test('the worked figures of five who hold 1, 2, 3, 4 and 5', async () => {
    await bank.system.sql`
      update customer_measure m set aum_minor = coalesce(held.amount, 0) from customer c
      left join (
        select customer_id, 100 * row_number() over (order by customer_id) as amount from customer order by customer_id limit 5
      ) as held using (customer_id)
      where c.customer_id = m.customer_id`;
    const one = parse(
      '{ businessConcentration(of: ASSETS) { customers total { amount } topShare holdersOf80 holdersOf90 hhi gini tenths } }',
    );

    const got = await answered(bank.world, { document: one, variables: {}, staffNumber: 'HO0001' });

    expect(got.data).toEqual({
      businessConcentration: {
        customers: 5,
        total: { amount: '15.00' },
        topShare: 33.3333,
        holdersOf80: 60,
        holdersOf90: 80,
        hhi: 0.244444,
        gini: 0.266667,
        tenths: [6.6667, 13.3333, 20, 26.6667, 33.3333],
      },
    });
  });

  test('who holds two products stands in the group of each once, and counts once in what is set beside all', async () => {
    // Given: one with two products, one of them twice, another with one of them; the rest with none that runs.
    const { sql } = bank.system;
    await sql`update product_holding set status = 'PENDING'`;
    await sql`insert into product (code, name, category) values ('ZD', 'ZD', 'DEPOSIT'), ('ZL', 'ZL', 'LOAN')`;
    await sql`
      insert into product_holding (customer_id, product_id, status, opened_on, closed_on)
      select h.customer, p.id, h.status, h.opened::date, h.closed::date from (values
        (1, 'ZD', 'ACTIVE', '2020-01-01', null), (1, 'ZD', 'ACTIVE', '2021-01-01', null), (1, 'ZL', 'CLOSED', '2020-01-01', '2030-01-01'),
        (2, 'ZD', 'DEFAULTED', '2020-01-01', null), (2, 'ZL', 'MATURED', '2020-01-01', null), (3, 'ZL', 'ACTIVE', '2030-01-01', null)
      ) as h (customer, code, status, opened, closed) join product p using (code)`;
    await sql`update customer_measure set aum_minor = case customer_id when 1 then 30000 when 2 then 10000 when 3 then 60000 else 0 end`;
    const [{ all } = { all: 0 }] = await sql<{ all: number }[]>`
      select count(*)::int as all from customer_measure where as_of = (select max(as_of) from measure_run)`;
    const text =
      parse(`{ businessSegments(by: PRODUCT) { nodes { value customers shareOfCustomers shareOfAssets rankByAssets
      assetsToAverage assetsUnderManagement { amount } } } }`);

    const { businessSegments } = await ask('HO0001', text);

    const share = (customers: number) => String(Number(((100 * customers) / all).toFixed(4)));
    const group = (value: string | null, customers: number, amount: string, rest: object) => {
      return { value, customers, shareOfCustomers: share(customers), assetsUnderManagement: { amount }, ...rest };
    };
    expect(businessSegments?.nodes).toEqual([
      group(null, all - 2, '600.00', { shareOfAssets: '60', rankByAssets: 1, assetsToAverage: '138.4615' }),
      group('ZD', 2, '400.00', { shareOfAssets: '40', rankByAssets: 2, assetsToAverage: '92.3077' }),
      group('ZL', 1, '300.00', { shareOfAssets: '30', rankByAssets: 3, assetsToAverage: '69.2308' }),
    ]);
  });

  test('borrowers: what two owe on a loan that is overdue, by their share, beside a card that is not', async () => {
    // Given: a substandard loan of 1,000 overdue, of which two own 60 and 40 %, a card of 500, and a loan that was closed.
    const { sql } = bank.system;
    await sql`update account set status = 'CLOSED' where product_id in (select id from product where category in ('LOAN', 'CARD'))`;
    const rows = new Rows(sql as never);
    const [loan, card] = [await rows.product('ZLOAN', 'LOAN'), await rows.product('ZCARD', 'CARD')];
    const [{ unit, month } = { unit: '', month: '' }] = await sql<{ unit: string; month: string }[]>`
      select (select min(id)::text from org_unit) as unit, date_trunc('month', max(as_of))::date::text as month from measure_run`;
    const open = (product: string, closing: number, values: Record<string, string | number>, ...shares: number[]) =>
      sql.begin(async (own) => {
        const inOne = new Rows(own as never);
        const account = await inOne.account('1', product, unit, values);
        for (const [at, share] of shares.entries())
          await inOne.accountParty('1', account, String(at + 1), at === 0 ? 'PRINCIPAL' : 'JOINT', share);
        await own`
          insert into balance_month (customer_id, account_id, month, currency, average_daily_balance_minor, closing_balance_minor,
            debits_minor, credits_minor, customer_initiated, interest_minor, fees_minor, cost_minor)
          select 1, ${account}, ${month}, 'CNY', 0, ${closing}, 0, 0, 0, 0, 0, 0`;
      });
    await open(loan, 100000, { number: 'Z1', type: 'LOAN', days_past_due: 1, five_class: 'SUBSTANDARD' }, 60, 40);
    await open(card, 50000, { number: 'Z2', type: 'CARD', days_past_due: 0, five_class: 'SPECIAL_MENTION' }, 100);
    const lost = { number: 'Z3', type: 'LOAN', days_past_due: 400, five_class: 'LOSS', status: 'CLOSED' };
    await open(loan, 70000, lost, 100);
    const figures = `value customers creditAccounts overdueAccounts overdueAccountRate overdueExposure { amount } overdueRate
      nonPerformingExposure { amount } nonPerformingRate`;
    const text = parse(`{ businessSegments(by: FIVE_CLASS) { nodes { ${figures} } }
      businessSegmentMonths(by: FIVE_CLASS, months: 2) { nodes { asOf ${figures} } } }`);

    const { businessSegments, businessSegmentMonths } = await ask('HO0001', text);

    expect(businessSegments?.nodes).toHaveLength(2);
    expect(businessSegments?.nodes[0]).toMatchObject({
      ...{
        value: null,
        creditAccounts: 0,
        overdueAccountRate: null,
        overdueExposure: { amount: '0.00' },
        overdueRate: null,
      },
    });
    expect(businessSegments?.nodes[1]).toEqual({
      ...{ value: 'SUBSTANDARD', customers: 2, creditAccounts: 3, overdueAccounts: 2, overdueAccountRate: '66.6667' },
      ...{ overdueExposure: { amount: '1000.00' }, overdueRate: '66.6667' },
      ...{ nonPerformingExposure: { amount: '1000.00' }, nonPerformingRate: '66.6667' },
    });
    const [before, ...last] = businessSegmentMonths?.nodes ?? [];
    expect(before).toMatchObject({ value: null, creditAccounts: null, overdueExposure: null, nonPerformingRate: null });
    expect(last.map(({ asOf, ...rest }) => rest)).toEqual(businessSegments?.nodes);
  });
});
