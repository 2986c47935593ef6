import { parse } from 'graphql';
import { answered } from '../support/reference/trial';
import { type ValuedBank, valuedBank } from './valued-bank';

const figures = `day customers customersOpened accountsOpened accountsClosed productsTaken transactions withoutRate
  moneyIn { amount currency } moneyOut { amount currency } interactions followUpsDue complaintsReceived complaintsClosed
  complaintsOverdue ticketsOpened alertsOpened`;
const document = parse(`query ($day: Date) {
  all: dailySummary(day: $day) { ${figures} }
  branch: dailySummary(day: $day, orgUnit: "B001") { ${figures} }
  nowhere: dailySummary(day: $day, orgUnit: "B999") { customers } }`);

type Summary = Record<string, number | { amount: string }>;

describe('the summary of a day', () => {
  let bank: ValuedBank;

  beforeAll(async () => {
    bank = await valuedBank();
  }, 120_000);
  afterAll(() => bank.drop());

  /** The day on which most of something happened, by the bank's time zone. */
  const busiest = async (table: string, moment: string): Promise<string> => {
    const [found] = await bank.system.sql<{ day: string }[]>`
      select ((${bank.system.sql(moment)})::timestamptz at time zone 'Asia/Shanghai')::date::text as day
      from ${bank.system.sql(table)} where ${bank.system.sql(moment)} is not null group by 1 order by count(*) desc, 1 limit 1`;
    return found?.day as string;
  };
  const told = async (staffNumber: string, day: string) => {
    const got = await answered(bank.world, { document, variables: { day }, staffNumber });
    expect(got.code).toBeNull();
    return got.data as Record<'all' | 'branch' | 'nowhere', Summary | null>;
  };

  test.each(['HO0001', 'BM0001', 'RM0001', 'CO0001', 'TX0002', 'TX0003', 'TL0001', 'MK0001'])(
    '%s is told what a recount over the customers in scope comes to, day by day',
    async (staffNumber) => {
      const days = await Promise.all([
        busiest('transaction', 'booked_at'),
        busiest('interaction', 'at'),
        busiest('complaint', 'received_at'),
        busiest('complaint', 'closed_at'),
        busiest('service_ticket', 'opened_at'),
      ]);
      for (const day of [...days, '1999-01-01', null])
        expect(await bank.compare({ document, variables: { day }, staffNumber })).toMatchObject({ kind: 'equal' });
    },
  );

  test('head office counts the bank, a branch manager the branch, a customer manager the portfolio', async () => {
    const day = await busiest('transaction', 'booked_at');
    const [office, branch, manager] = await Promise.all(
      ['HO0001', 'BM0001', 'RM0001'].map((staff) => told(staff, day)),
    );

    const customers = [office?.all, office?.branch, manager?.all].map((summary) => summary?.customers as number);
    expect(customers[0]).toBeGreaterThan(customers[1] as number);
    expect(customers[1]).toBeGreaterThan(customers[2] as number);
    expect(branch?.all).toEqual(office?.branch);
    expect(office?.all?.transactions).toBeGreaterThan(0);
    expect(office?.nowhere).toBeNull();
  });

  test('a day of the bank begins and ends at its own midnight', async () => {
    const { sql } = bank.system;
    const [row] = await sql<{ id: string }[]>`
      update interaction set at = '2031-03-01T15:59:59.999Z' where id = (select min(id) from interaction) returning id::text`;
    const [other] = await sql<{ id: string }[]>`
      update interaction set at = '2031-03-01T16:00:00Z' where id = (select max(id) from interaction) returning id::text`;
    expect(row?.id).not.toBe(other?.id);

    const counts = await Promise.all(['2031-03-01', '2031-03-02'].map((day) => told('HO0001', day)));
    expect(counts.map(({ all }) => all?.interactions)).toEqual([1, 1]);
  });
});
