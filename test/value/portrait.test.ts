import { parse } from 'graphql';
import { answered } from '../support/reference/trial';
import { type ValuedBank, valuedBank } from './valued-bank';

const portrait = `portrait { kind
  natural { ageBand sex maritalStatus region nationality education occupation incomeBand industry ownershipNature scale employees }
  behaviour { preferredChannel channels contactsAYear transactionsAMonth recencyScore frequencyScore rfmSegment
    lastContact { id at channel nextStep employee { staffNumber } } }
  value { asOf tier valueTier customerClass classRule assetsUnderManagement { amount currency } contribution { amount }
    lifetimeValue { amount } growthValue { amount } potentialValue { amount } loyalty satisfaction }
  risk { riskAppetite investmentExperience creditGrade riskDegree churnScore churnReasons }
  interest { hobbies categories campaigns } }`;
const document = parse(
  `{ customers(first: 60, orderBy: [{ field: CUSTOMER_NUMBER, direction: ASC }]) { nodes { ${portrait} } } }`,
);

describe('the portrait of a customer', () => {
  let bank: ValuedBank;

  beforeAll(async () => {
    bank = await valuedBank();
  }, 120_000);
  afterAll(() => bank.drop());

  test.each(['HO0001', 'BM0001', 'RM0001', 'CO0001', 'AU0001', 'MK0001', 'CH0001', 'TX0001', 'TX0002', 'TX0003'])(
    '%s sees five faces, each value by the class of its source',
    async (staffNumber) => {
      const question = { document, variables: {}, staffNumber };

      const result = await bank.compare(question);

      expect(result).toMatchObject({ kind: 'equal' });
    },
  );

  test('a face of money or of ratings is withheld from who reads neither, and says so', async () => {
    const got = await answered(bank.world, { document, variables: {}, staffNumber: 'MK0001' });

    const { nodes } = (got.data as { customers: { nodes: { portrait: Record<string, unknown> }[] } }).customers;
    expect(nodes.length).toBeGreaterThan(3);
    expect(nodes.filter(({ portrait: { value, risk } }) => value !== null || risk !== null)).toEqual([]);
    expect(nodes.filter(({ portrait: { natural } }) => natural === null)).toEqual([]);
  });

  test('it is of today and refuses another time', async () => {
    const then = parse('{ customers(first: 1, asOf: "2024-01-01") { nodes { portrait { kind } } } }');

    const got = await answered(bank.world, { document: then, variables: {}, staffNumber: 'HO0001' });

    expect(got.code).toBe('BAD_USER_INPUT');
  });
});
