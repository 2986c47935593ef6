import { readMeasureRules } from '../../src/entities/measure/measures.rules';
import { type HandMadeBank, handMadeBank, type MeasureRow, type Month } from './hand-made-bank';

/** An account of 0 in which the customer did something so many months ago. */
const activeIn = (...months: number[]) => ({
  months: (ago: number): Month | undefined => (months.includes(ago) ? { initiated: 1 } : undefined),
});

/** A mark that an account's figures reach: owed at the end, with a share of it lost that the rating tells. */
const owing = (pd: number, more = {}) => ({
  accounts: [
    {
      category: 'LOAN',
      type: 'LOAN',
      months: (ago: number) => (ago === 0 ? { average: 1_000_000 } : undefined),
      ...more,
    },
  ],
  assessment: { pd, lgd: 1 },
});

const customers = {
  worked: {
    accounts: [
      { months: (ago: number) => ({ average: 100_000_000, interest: -125_000, ...(ago === 3 && { fees: 200_000 }) }) },
      {
        category: 'LOAN',
        type: 'LOAN',
        months: (ago: number) => ({
          average: 50_000_000,
          // 25,000.00 in twelve months.
          interest: ago % 3 === 0 ? 208_334 : 208_333,
          ...(ago === 8 && { cost: 300_000 }),
        }),
      },
    ],
    assessment: { pd: 0.01, lgd: 0.45 },
  },
  loyal: {
    accounts: [
      {
        months: (ago: number) =>
          ago === 5 ? { initiated: 1, fees: 10_000 } : ago === 4 ? { initiated: 1 } : undefined,
      },
    ],
  },
  never: { accounts: [activeIn()] },
  once: { accounts: [activeIn(3)] },
  thrice: { accounts: [activeIn(10, 7, 4)] },
  always: { accounts: [activeIn(...Array(24).keys())] },
  rising: { accounts: [{ months: (ago: number) => ({ fees: 100_000 - 2_500 * ago }) }] },
  'degree 1': owing(0.004_9),
  'degree 2 by loss': owing(0.005),
  'degree 3 by loss': owing(0.01),
  'degree 4 by loss': owing(0.03),
  'degree 5 by loss': owing(0.1),
  'degree 4 by class': owing(0.005, { fiveClass: 'DOUBTFUL', daysPastDue: 31 }),
  'degree 3 by days': owing(0.005, { fiveClass: 'NORMAL', daysPastDue: 31 }),
  'degree 5 by days': owing(0.005, { fiveClass: 'SUBSTANDARD', daysPastDue: 91 }),
};

describe('the worked figures', () => {
  let bank: HandMadeBank;
  let measured: ReadonlyMap<string, MeasureRow>;

  beforeAll(async () => {
    bank = await handMadeBank(customers);
    measured = await bank.measure();
  });
  afterAll(() => bank.close());

  test('a year of a deposit of 1,000,000 and a loan of 500,000 contributes 16,750.00', () => {
    expect(measured.get('worked')).toMatchObject({
      currency: 'CNY',
      deposit_adb_minor: 100_000_000n,
      loan_adb_minor: 50_000_000n,
      exposure_minor: 50_000_000n,
      deposit_margin_minor: 1_000_000n,
      loan_margin_minor: 1_000_000n,
      fees_minor: 200_000n,
      operating_cost_minor: 300_000n,
      expected_loss_minor: 225_000n,
      contribution_minor: 1_675_000n,
    });
  });

  test('with a capital of 40,000 at a hurdle of 10 % it adds 12,750.00 and earns 41.875 % on the capital', () => {
    expect(measured.get('worked')).toMatchObject({
      economic_capital_minor: 4_000_000n,
      eva_minor: 1_275_000n,
      rarorac: '41.8750',
    });
  });

  test('what is worth 100 a year, stays with 0.8, is discounted by 0.1 and cost 50 is worth 216.67', async () => {
    // One came back after a month and was not seen for five: 1 / (1 + 1 / 16 × ((4 + 6) / (4 + 1))²) = 0.8.
    const { lifetime } = readMeasureRules();
    const changes = {
      alive: { r: 1, alpha: 4, a: 1, b: 16 },
      lifetime: { ...lifetime, acquisition: { ...lifetime.acquisition, INDIVIDUAL: 50 } },
    };

    const loyal = (await bank.measure(changes)).get('loyal');

    expect(loyal).toMatchObject({ contribution_minor: 10_000n, p_alive: '0.8000', lifetime_value_minor: 21_667n });
  });

  test.each([
    ['never', null, 'who never did anything is neither'],
    ['once', '1.0000', 'who did not come back yet is alive'],
    // x = 2, t = 6, T = 11: 1 / (1 + 0.5 / 4 × (13.5 / 8.5)^2.9)
    ['thrice', '0.6765', 'who stayed away for long is less so'],
    // x = 23, t = 23, T = 24: 1 / (1 + 0.5 / 25 × (26.5 / 25.5)^23.9)
    ['always', '0.9522', 'who comes every month is nearly certain to be'],
  ])('%s: P(alive) is %s, for %s', (name, expected, _why) => {
    expect(measured.get(name)?.p_alive).toBe(expected);
  });

  test('a margin that rises by 25.00 a month is worth twelve times that', () => {
    expect(measured.get('rising')?.growth_value_minor).toBe(30_000n);
  });

  test.each([
    ['degree 1', 1],
    ['degree 2 by loss', 2],
    ['degree 3 by loss', 3],
    ['degree 4 by loss', 4],
    ['degree 5 by loss', 5],
    ['degree 4 by class', 4],
    ['degree 3 by days', 3],
    ['degree 5 by days', 5],
  ])('of loss, class and days past due the worst wins: %s', (name, degree) => {
    expect(measured.get(name)?.risk_degree).toBe(degree);
  });
});
