import { parse } from 'graphql';
import { Rows } from '../database/rows';
import { answered } from '../support/reference/trial';
import { type ValuedBank, valuedBank } from './valued-bank';

const money = '{ amount currency }';
const parts = `from to value name customers pieces transactions contacts requests openings turnover ${money} openedAmount ${money}
  deposits ${money} loans ${money} margin ${money} fees ${money} cost ${money} profit ${money} shareOfPieces shareOfTurnover
  shareOfProfit rankByPieces rankByTurnover rankByProfit piecesToAverage turnoverToAverage profitToAverage`;
const document = parse(`query ($by: BusinessHandler!, $from: Date, $to: Date, $orderBy: [BusinessHandledOrder!]) {
  all: businessHandled(by: $by, from: $from, to: $to, first: 100) { totalCount nodes { ${parts} } }
  branch: businessHandled(by: $by, from: $from, to: $to, orgUnit: "B001", filter: { pieces: { gt: 1 } },
    orderBy: $orderBy) { nodes { ${parts} } }
  nowhere: businessHandled(by: $by, orgUnit: "B999") { totalCount } }`);

type Node = Record<string, unknown> & { readonly value: string | null };
type Told = Record<'all' | 'branch' | 'nowhere', { totalCount: number; nodes: Node[] }>;

const readers = ['HO0001', 'BM0001', 'RM0001', 'CO0001', 'AU0001', 'TX0002', 'TX0003', 'TX0009', 'TX0012', 'TX0013'];
/** Of some of whose customers the money is withheld. */
const readNoMoney = ['TX0009', 'TX0013'];
const periods = [{}, { from: '2026-01-01', to: '2026-03-31' }, { from: '2018-02-02', to: '2026-05-15' }];
const year = { from: '1995-01-01', to: '1995-12-31' };

/** The business of 1995 with the first three customers, of whom two employees of a new unit handled some. */
async function business({ sql }: ValuedBank['system']): Promise<void> {
  const rows = new Rows(sql as never);
  const [branch] = await sql<{ id: string }[]>`select id::text from org_unit where code = 'B001'`;
  const unit = await rows.unit('ZU', 'SUB_BRANCH', branch?.id as string);
  const [first, second] = await sql<{ id: string }[]>`
    insert into employee (staff_number, name, org_unit_id) values ('ZE1', '甲', ${unit}), ('ZE2', '乙', ${unit}) returning id::text`;
  const [one, two] = [first?.id as string, second?.id as string];
  await sql`
    insert into portfolio_assignment (customer_id, employee_id, role, valid_from, valid_to) values
      (1, ${one}, 'PRIMARY_RM', '1995-01-01', '1995-07-01'), (1, ${two}, 'PRIMARY_RM', '1995-07-01', '1996-01-01'),
      (1, ${two}, 'CO_RM', '1995-01-01', '1995-07-01')`;
  await sql`insert into ftp_rate (currency, tenor_months, rate, valid_from, valid_to) values ('CNY', 0, 0.025, '1990-01-01', '1996-01-01')`;
  const [deposit, plan] = [await rows.product('ZDEP', 'DEPOSIT'), await rows.product('ZPLAN', 'WEALTH')];
  const account = await sql.begin(async (own) => {
    const inOne = new Rows(own as never);
    const id = await inOne.account('1', deposit, unit, { number: 'Z1', opened_on: '1995-03-01' });
    await inOne.accountParty('1', id, '1', 'PRINCIPAL', 100);
    return id;
  });
  await sql`
    insert into balance_month (customer_id, account_id, month, currency, average_daily_balance_minor, closing_balance_minor,
      debits_minor, credits_minor, customer_initiated, interest_minor, fees_minor, cost_minor)
    select 1, ${account}, (date '1995-03-01' + make_interval(months => n))::date, 'CNY', 36500000, 36500000, 0, 0, 0, -30000,
      case n when 0 then 10000 else 0 end, case n when 1 then 5000 else 0 end
    from generate_series(0, 11) as n`;
  await sql`
    insert into product_holding (customer_id, product_id, account_id, status, opened_on, currency, amount_minor) values
      (1, ${deposit}, ${account}, 'ACTIVE', '1995-03-01', 'CNY', 100000), (1, ${plan}, null, 'PENDING', '1995-03-01', 'CNY', 7),
      (2, ${plan}, null, 'ACTIVE', '1995-12-31', 'CNY', 200000), (3, ${plan}, null, 'MATURED', '1995-12-31', null, null),
      (3, ${plan}, null, 'ACTIVE', '1996-01-01', 'CNY', 9)`;
  await sql`
    insert into transaction (customer_id, account_id, booked_at, kind, channel, direction, currency, amount_minor, customer_initiated)
    select 1, ${account}, b.at::timestamp at time zone 'Asia/Shanghai', 'TRANSFER', b.channel, b.direction, 'CNY', b.amount, b.own
    from (values ('1995-06-30 23:59:59', 'MOBILE', 'DBIT', 10000, true), ('1995-07-01 00:00:00', 'BRANCH', 'CRDT', 30000, true),
      ('1995-07-01 00:00:00', 'BATCH', 'CRDT', 5, false), ('1994-12-31 23:59:59', 'BRANCH', 'CRDT', 5, true),
      ('1996-01-01 00:00:00', 'BRANCH', 'CRDT', 5, true)) as b (at, channel, direction, amount, own)`;
  await sql`
    insert into interaction (customer_id, at, channel, direction, purpose, employee_id)
    select i.customer, i.at::timestamp at time zone 'Asia/Shanghai', i.channel, 'INBOUND', 'ADVICE', i.employee
    from (values (1, '1995-02-10 09:00:00', 'PHONE', ${one}::bigint), (2, '1995-12-02 00:00:00', 'EMAIL', null),
      (3, '1995-12-01 23:59:59', 'SMS', null)) as i (customer, at, channel, employee)`;
  await sql`
    insert into service_ticket (customer_id, reference, channel, topic, subject, priority, status, queue_unit_id, owner_employee_id,
      opened_at, due_at, rules_version)
    values (2, 'Z-1', 'WEB', 'OTHER', 'A card', 'NORMAL', 'OPEN', ${unit}, ${two}, '1995-05-05T04:00:00Z', '1995-05-06T04:00:00Z', '1')`;
}

describe('the value of business handled', () => {
  let bank: ValuedBank;

  beforeAll(async () => {
    bank = await valuedBank(200, business);
  }, 120_000);
  afterAll(() => bank.drop());

  const told = async (staffNumber: string, variables: Record<string, unknown>) => {
    const got = await answered(bank.world, { document, variables, staffNumber });
    return got.code ?? (got.data as Told);
  };
  const cny = (amount: string) => ({ amount, currency: 'CNY' });
  const inYear = async (by: string) => {
    const { all } = (await told('HO0001', { by, ...year })) as Told;
    return new Map(all.nodes.map((node) => [node.value, node]));
  };

  test.each(readers)('%s is told what a recount over the customers in scope comes to', async (staffNumber) => {
    const orderBy = [{ field: readNoMoney.includes(staffNumber) ? 'OPENINGS' : 'PROFIT', direction: 'DESC' }];
    for (const by of ['UNIT', 'EMPLOYEE', 'CHANNEL'])
      for (const period of [...periods, year]) {
        const variables = { by, orderBy, ...period };
        expect(await bank.compare({ document, variables, staffNumber })).toMatchObject({ kind: 'equal' });
      }
  });

  test('employees: who had the contact, owns the request, or was the manager on the day', async () => {
    const handled = await inYear('EMPLOYEE');

    expect([...handled.keys()]).toEqual([null, 'ZE1', 'ZE2']);
    expect(handled.get('ZE1')).toEqual({
      ...{
        ...year,
        value: 'ZE1',
        name: '甲',
        customers: 1,
        pieces: 3,
        transactions: 1,
        contacts: 1,
        requests: 0,
        openings: 1,
      },
      // 365,000 on 306 of 365 days; ten months of 760.4167 priced less 300 paid.
      ...{ turnover: cny('100.00'), openedAmount: cny('1000.00'), deposits: cny('306000.00'), loans: cny('0.00') },
      ...{ margin: cny('4604.17'), fees: cny('100.00'), cost: cny('50.00'), profit: cny('4654.17') },
      ...{ shareOfPieces: '33.3333', shareOfTurnover: '25', shareOfProfit: '100' },
      ...{ rankByPieces: 2, rankByTurnover: 2, rankByProfit: 1 },
      ...{ piecesToAverage: '100', turnoverToAverage: '75', profitToAverage: '300' },
    });
    expect(handled.get('ZE2')).toMatchObject({
      ...{ customers: 2, pieces: 2, transactions: 1, contacts: 0, requests: 1, openings: 0, turnover: cny('300.00') },
      ...{ shareOfPieces: '22.2222', shareOfTurnover: '75', rankByPieces: 3, rankByTurnover: 1, rankByProfit: 2 },
    });
    expect(handled.get(null)).toMatchObject({
      ...{
        name: null,
        customers: 2,
        pieces: 4,
        contacts: 2,
        openings: 2,
        openedAmount: cny('2000.00'),
        rankByPieces: 1,
      },
    });
  });

  test('units: that of the account, the employee or the queue, or else the home of the customer', async () => {
    const homes = await bank.system.sql<{ code: string; openings: number }[]>`
      select u.code, count(*)::int as openings from customer c join org_unit u on u.id = c.org_unit_id
      where c.customer_id in (2, 3) group by u.code`;

    const handled = await inYear('UNIT');

    expect(handled.get('ZU')).toMatchObject({
      ...{ name: 'ZU', customers: 2, pieces: 5, transactions: 2, contacts: 1, requests: 1, openings: 1 },
      ...{ turnover: cny('400.00'), profit: cny('4654.17') },
    });
    expect(handled.get(null)).toMatchObject({ customers: 2, pieces: 2, contacts: 2 });
    for (const { code, openings } of homes) expect(handled.get(code)).toMatchObject({ pieces: openings, openings });
    expect(handled.size).toBe(2 + homes.length);
  });

  test('channels: an opening came by the last contact of the thirty days up to it', async () => {
    const handled = await inYear('CHANNEL');

    expect(
      Object.fromEntries([...handled].map(([value, { pieces, openings }]) => [value, [pieces, openings]])),
    ).toEqual({
      ...{ PHONE: [2, 1], EMAIL: [2, 1], SMS: [1, 0], null: [1, 1], MOBILE: [1, 0], BRANCH: [1, 0], WEB: [1, 0] },
    });
    expect(handled.get('PHONE')).toMatchObject({ profit: cny('4654.17'), turnover: cny('0.00') });
  });

  test('a customer manager is told of the own portfolio, who reads no money of nothing', async () => {
    const [whole, own, none] = await Promise.all(
      ['HO0001', 'RM0001', 'MK0001'].map((reader) => told(reader, { by: 'EMPLOYEE' })),
    );

    const pieces = (answer: string | Told | undefined) =>
      (answer as Told).all.nodes.reduce((sum, node) => sum + Number(node.pieces), 0);
    expect(pieces(own)).toBeGreaterThan(0);
    expect(pieces(own)).toBeLessThan(pieces(whole));
    expect(none).toMatchObject({ all: { totalCount: 0 } });
  });

  test('a period that ends before it begins is refused', async () => {
    expect(await told('HO0001', { by: 'UNIT', from: '2026-02-02', to: '2026-02-01' })).toBe('BAD_USER_INPUT');
  });
});
