import { parse } from 'graphql';
import { answered } from '../support/reference/trial';
import { type ValuedBank, valuedBank } from './valued-bank';

const document = parse(`{
  customers(first: 1, filter: { kind: { eq: INDIVIDUAL }, orgUnitCode: { eq: "B001" } }) {
    nodes { measures { contribution { unitAverage } aum { peerAverage unitAverage bankAverage } } }
  }
  customerClusters { code }
}`);

interface Told {
  readonly customers: {
    readonly nodes: readonly {
      readonly measures: { readonly contribution: { readonly unitAverage: string | null } };
    }[];
  };
}

/** What each of four managers of the same customers may do besides at their branch. */
const besides = { RM0001: null, RM0002: 'TELLER', RM0005: 'SERVICE_AGENT', RM0004: 'BRANCH_MANAGER' } as const;

describe('who has all customers of a unit but one', () => {
  let bank: ValuedBank;

  beforeAll(async () => {
    bank = await valuedBank(200, async ({ sql }) => {
      const [one] = await sql<{ customer: string; unit: string }[]>`
        select min(c.customer_id)::text as customer, u.id::text as unit from customer c join org_unit u on u.id = c.org_unit_id
        where c.kind = 'INDIVIDUAL' and u.code = 'B001' group by u.id`;
      const { customer, unit } = one as { customer: string; unit: string };
      await sql`delete from portfolio_assignment where customer_id = ${customer} or role <> 'PRIMARY_RM'`;
      for (const [staffNumber, role] of Object.entries(besides)) {
        await sql`
          insert into portfolio_assignment (customer_id, employee_id, role, valid_from)
          select c.customer_id, e.id, 'CO_RM', '2020-01-01' from customer c, employee e
          where e.staff_number = ${staffNumber} and c.kind = 'INDIVIDUAL' and c.org_unit_id = ${unit}
            and c.customer_id <> ${customer}`;
        if (role)
          await sql`
            insert into role_grant (employee_id, role, org_unit_id, valid_from)
            select id, ${role}, ${unit}, '2020-01-01' from employee where staff_number = ${staffNumber}`;
      }
    });
  }, 120_000);
  afterAll(() => bank.drop());

  test.each(Object.keys(besides))('%s is told what a recount comes to', async (staffNumber) => {
    expect(await bank.compare({ document, variables: {}, staffNumber })).toMatchObject({ kind: 'equal' });
  });

  test('the average of the unit would tell the one, unless all measures of the unit are read anyway', async () => {
    const told = async (staffNumber: string) => {
      const { data } = await answered(bank.world, { document, variables: {}, staffNumber });
      return (data as Told).customers.nodes.map(({ measures }) => measures.contribution.unitAverage);
    };

    const [average] = await told('HO0001');

    expect(average).toMatch(/^\d+\.\d\d$/);
    expect(await Promise.all(Object.keys(besides).map(told))).toEqual([[null], [null], [null], [average]]);
  });
});
