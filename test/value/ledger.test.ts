import { parse } from 'graphql';
import { answered } from '../support/reference/trial';
import { today } from '../support/reference/world';
import { type ValuedBank, valuedBank } from './valued-bank';

const entry = `birthDate daysToBirthday householdSize children hobbies incomeBand daysSinceContact daysToMaturity openComplaints
  daysToRevisit missing completeness
  customer { customerNumber } lastContact { at channel outcome nextStep nextStepDue employee { staffNumber } }
  family { totalCount restrictedCount nodes { type label party { kind displayName } customer { customerNumber } } }
  maturing(withinDays: 400) { nodes { maturesOn amount { amount } product { code } } } soon: maturing { totalCount }`;
const document = parse(`{
  customerLedger(first: 30) { totalCount nodes { ${entry} } }
  birthdays: customerLedger(filter: { daysToBirthday: { lte: 60 } }, orderBy: [{ field: DAYS_TO_BIRTHDAY, direction: ASC }]) {
    nodes { daysToBirthday customer { displayName } } }
  forgotten: customerLedger(filter: { daysSinceContact: { gte: 10 } }, orderBy: [{ field: DAYS_SINCE_CONTACT, direction: DESC }]) {
    nodes { daysSinceContact } }
  due: customerLedger(filter: { daysToMaturity: { lte: 400 } }) { totalCount nodes { daysToMaturity } }
  overdue: customerLedger(filter: { daysToRevisit: { lt: 0 } }, orderBy: [{ field: DAYS_TO_REVISIT, direction: ASC }]) {
    totalCount nodes { daysToRevisit customer { tier } } }
  wanting: customerLedger(filter: { completeness: { lt: 90 } }, orderBy: [{ field: COMPLETENESS, direction: ASC }]) {
    totalCount nodes { completeness missing } }
  complaining: customerLedger(filter: { openComplaints: { gt: 0 } }) { totalCount }
  customers(first: 30) { nodes { ledger { ${entry} } } }
}`);

describe('the ledger of a customer manager', () => {
  let bank: ValuedBank;

  beforeAll(async () => {
    bank = await valuedBank(200, async (system) => {
      // Born on the last day of February, and nobody was ever in touch.
      await system.sql`update individual set birth_date = '1992-02-29' where customer_id = 1`;
      await system.sql`delete from interaction where customer_id = 2`;
    });
  }, 120_000);
  afterAll(() => bank.drop());

  test.each(['RM0001', 'HO0001', 'BM0001', 'CO0001', 'TX0002', 'TX0003'])(
    '%s keeps of his customers what a recount comes to',
    async (staffNumber) => {
      const question = { document, variables: {}, staffNumber };

      const result = await bank.compare(question);

      expect(result).toMatchObject({ kind: 'equal' });
    },
  );

  test('a manager’s own portfolio stands in it, and nobody else; who has none has no ledger', async () => {
    const asked = parse('{ customerLedger(first: 100) { nodes { customer { customerNumber } } } }');
    const [assigned] = await bank.system.sql<{ count: number }[]>`
      select count(distinct a.customer_id)::int as count from portfolio_assignment a join employee e on e.id = a.employee_id
      where e.staff_number = 'RM0001' and a.valid_from <= ${today} and (a.valid_to is null or a.valid_to > ${today})`;

    const [manager, office] = await Promise.all(
      ['RM0001', 'HO0001'].map((staffNumber) => answered(bank.world, { document: asked, variables: {}, staffNumber })),
    );

    expect(manager?.data).toMatchObject({ customerLedger: { nodes: { length: assigned?.count } } });
    expect(office?.data).toEqual({ customerLedger: { nodes: [] } });
  });

  test.each([
    ['AU0001', '{ customerLedger(filter: { daysToBirthday: { lte: 7 } }) { totalCount } }'],
    ['AU0001', '{ customerLedger(orderBy: [{ field: DAYS_TO_BIRTHDAY, direction: ASC }]) { totalCount } }'],
    ['AU0001', '{ customerLedger(filter: { or: [{ incomeBand: { eq: HIGH } }] }) { totalCount } }'],
  ])('%s may not choose by what is withheld: %s', async (staffNumber, text) => {
    const got = await answered(bank.world, { document: parse(text), variables: {}, staffNumber });

    expect(got.code).toBe('FORBIDDEN_INPUT');
    expect(got.data).toBeNull();
  });
});
