import { parse } from 'graphql';
import { answered } from '../support/reference/trial';
import { type ValuedBank, valuedBank } from './valued-bank';

const parts = 'complaints customers complaintsBefore complaintsAfter customersAgain recurrencePct';
const document = parse(`query {
  all: rootCauseRates { totalCount nodes { code ${parts} cause { code title remediation remediedOn owner { staffNumber } } } }
  branch: rootCauseRates(orgUnit: "B001", filter: { complaints: { gt: 1 } }, orderBy: [{ field: CUSTOMERS, direction: DESC }]) {
    nodes { code ${parts} } }
  nowhere: rootCauseRates(orgUnit: "B999") { totalCount }
  rootCauses { totalCount nodes { code
    complaints(first: 3) { totalCount nodes { reference cause { code } } }
    customers(first: 3) { totalCount nodes { displayName } } } } }`);

describe('root causes', () => {
  let bank: ValuedBank;

  beforeAll(async () => {
    bank = await valuedBank();
  }, 120_000);
  afterAll(() => bank.drop());

  test.each(['HO0001', 'BM0001', 'RM0001', 'CO0001', 'CH0001', 'AU0001', 'MK0001', 'TL0001', 'TX0003'])(
    '%s is told of them what a recount over the customers in scope comes to',
    async (staffNumber) => {
      expect(await bank.compare({ document, variables: {}, staffNumber })).toMatchObject({ kind: 'equal' });
    },
  );

  test('what comes again is what is received after the day of the remediation', async () => {
    const { sql } = bank.system;
    await sql`update complaint set root_cause_id = null`;
    const some = await sql<{ customer: string; id: string }[]>`
      select distinct on (customer_id) customer_id::text as customer, id::text as id from complaint order by customer_id, id limit 3`;
    const [one, two, three] = some.map(({ id }) => id) as [string, string, string];
    await sql`update root_cause set remedied_on = '2026-03-31' where id = 2`;
    // Four o'clock in the afternoon is midnight in Shanghai.
    for (const [id, at] of [
      [one, '2026-03-31T15:59:59Z'],
      [two, '2026-03-31T16:00:00Z'],
      [three, '2026-01-01T00:00:00Z'],
    ] as const)
      await sql`update complaint set root_cause_id = 2, received_at = ${at} where id = ${id}`;
    await sql`
      insert into complaint (customer_id, reference, received_at, channel, category, severity, status, handling_unit_id, due_at,
        root_cause_id)
      select customer_id, 'AGAIN', '2026-05-01', channel, category, severity, 'RECEIVED', handling_unit_id, '2026-05-16', 2
      from complaint where id = ${one}`;

    const { data } = await answered(bank.world, { document, variables: {}, staffNumber: 'HO0001' });

    expect(data).toMatchObject({
      all: {
        nodes: [
          {
            ...{ code: 'FEE-RUN', complaints: 4, customers: 3, complaintsBefore: 2, complaintsAfter: 2 },
            ...{ customersAgain: 1, recurrencePct: '100' },
          },
        ],
      },
    });
  });
});
