import { parse } from 'graphql';
import { measureAgain } from '../support/measure-again';
import { answered, compared } from '../support/reference/trial';
import { type ValuedBank, valuedBank } from './valued-bank';

const answer = 'id answeredAt channel touchpoint csat nps comment recordedAt customer { customerNumber }';
const document = parse(`{
  customers(first: 40, orderBy: [{ field: CUSTOMER_NUMBER, direction: ASC }]) { nodes {
    surveys(first: 2) { totalCount nodes { ${answer} } }
    poor: surveys(filter: { csat: { lte: 2 } }, orderBy: [{ field: NPS, direction: ASC }]) { nodes { csat nps } }
    timeline(first: 30) { nodes { __typename ... on SatisfactionSurvey { answeredAt touchpoint csat } } } } }
}`);
const withoutRatings = parse(`{ customers(first: 5) { nodes { surveys { nodes { ${answer} } } } } }`);

describe('satisfaction', () => {
  let bank: ValuedBank;

  beforeAll(async () => {
    bank = await valuedBank();
  }, 120_000);
  afterAll(() => bank.drop());

  test.each(['HO0001', 'BM0001', 'RM0001', 'CO0001'])(
    '%s reads what customers in scope have answered',
    async (staffNumber) => {
      const question = { document, variables: {}, staffNumber };

      const result = await bank.compare(question);

      expect(result).toMatchObject({ kind: 'equal' });
    },
  );

  test('marketing reads that a customer answered, but neither marks nor words; notes and marks are not filtered by', async () => {
    const question = { document: withoutRatings, variables: {}, staffNumber: 'MK0001' };

    const got = await answered(bank.world, question);
    const filtered = await answered(bank.world, { document, variables: {}, staffNumber: 'MK0001' });

    const told = (got.data as { customers: { nodes: { surveys: { nodes: Record<string, unknown>[] } }[] } }).customers;
    const surveys = told.nodes.flatMap((node) => node.surveys.nodes);
    expect(surveys.length).toBeGreaterThan(3);
    expect(surveys.filter(({ csat, nps, comment }) => [csat, nps, comment].some((one) => one !== null))).toEqual([]);
    expect(await compared(bank.world, question, got)).toMatchObject({ kind: 'equal' });
    expect(filtered.code).toBe('FORBIDDEN_INPUT');
  });

  test('CSAT is the part of the content, NPS promoters less detractors; of one customer the mean answer', async () => {
    // Given answers of a year to the day and one from before, of the first two customers.
    const { sql } = bank.system;
    await sql`delete from satisfaction_survey`;
    await sql`insert into satisfaction_survey (customer_id, answered_at, channel, touchpoint, csat, nps)
      select c, m.as_of + at, 'SMS', 'CALL', csat, nps from (select max(as_of)::timestamp as as_of from measure_run) as m
      cross join (values
        (1, interval '1 hour', 5, 10), (1, interval '-11 months', 4, 9), (1, interval '-5 days', 3, 7), (1, '-13 months', 1, 0),
        (2, interval '-1 day', 2, 3), (2, interval '-2 days', null, 9)
      ) as s (c, at, csat, nps)`;
    const numbers = await sql<{ number: string }[]>`
      select customer_number as number from customer where customer_id <= 3 order by customer_id`;

    await measureAgain(sql);

    const figures = 'measures { satisfactionCsat { value unit } satisfactionNps { value unit } }';
    const of = (at: number) => `customer(customerNumber: "${numbers[at]?.number}") { ${figures} }`;
    const got = await answered(bank.world, {
      document: parse(
        `{ one: ${of(0)} two: ${of(1)} three: ${of(2)} businessSegments(by: KIND) { nodes { value csat nps } } }`,
      ),
      variables: {},
      staffNumber: 'HO0001',
    });
    expect(got.data).toEqual({
      one: {
        measures: {
          satisfactionCsat: { value: '66.67', unit: 'PERCENT' },
          satisfactionNps: { value: '8.67', unit: 'POINTS' },
        },
      },
      two: {
        measures: {
          satisfactionCsat: { value: '0', unit: 'PERCENT' },
          satisfactionNps: { value: '6', unit: 'POINTS' },
        },
      },
      three: { measures: { satisfactionCsat: null, satisfactionNps: null } },
      // Four were asked for CSAT, two of them content; of five for NPS three are promoters, one a detractor.
      businessSegments: {
        nodes: [
          { value: 'INDIVIDUAL', csat: '50', nps: '40' },
          { value: 'CORPORATE', csat: null, nps: null },
          { value: 'INSTITUTION', csat: null, nps: null },
        ],
      },
    });
  });
});
