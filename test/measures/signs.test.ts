import { readMeasureRules } from '../../src/entities/measure/measures.rules';
import { type HandMadeBank, handMadeBank, type MadeCustomer, type MeasureRow, type Month } from './hand-made-bank';

const months = (figures: (ago: number) => Month, history = 12) => ({
  months: (ago: number) => (ago < history ? figures(ago) : undefined),
});

/** Nothing speaks for it that this customer leaves: money enough, two transactions every month, ten years here. */
const steady = { average: 100_000, initiated: 2 };

const signs: Readonly<Record<string, MadeCustomer>> = {
  NONE: { accounts: [months(() => steady)] },
  ACTIVITY_DROP: { accounts: [months((ago) => ({ ...steady, initiated: ago < 3 ? 1 : 2 }))] },
  LOW_BALANCE: { accounts: [months((ago) => ({ ...steady, closing: ago === 0 ? 49_999 : 100_000 }))] },
  BALANCE_DROP: { accounts: [months((ago) => ({ ...steady, average: ago < 3 ? 60_000 : 100_000 }))] },
  DORMANT_3_OF_6: { accounts: [months((ago) => ({ ...steady, initiated: ago < 3 || ago > 5 ? 2 : 0 }))] },
  DORMANT_6_OF_12: { accounts: [months((ago) => ({ ...steady, initiated: ago < 4 || ago > 9 ? 2 : 0 }))] },
  SALARY_STOPPED: { accounts: [months(() => steady)], salaryOn: '2025-10-30T23:59:59Z' },
  NEW_UNDER_180_DAYS: { accounts: [months(() => steady)], onboardedOn: '2025-07-05' },
};

const justNot: Readonly<Record<string, MadeCustomer>> = {
  'a little more than half the transactions': {
    accounts: [months((ago) => ({ ...steady, initiated: ago < 2 ? 2 : 1 }))],
  },
  '500.00 left': { accounts: [months((ago) => ({ ...steady, closing: ago === 0 ? 50_000 : 100_000 }))] },
  'a little more than six tenths of the deposits': {
    accounts: [months((ago) => ({ ...steady, average: ago < 3 ? 60_001 : 100_000 }))],
  },
  'four months of six and seven of twelve': {
    accounts: [months((ago) => ({ ...steady, initiated: ago < 4 || ago > 8 ? 2 : 0 }))],
  },
  'a salary two months ago': { accounts: [months(() => steady)], salaryOn: '2025-10-31T00:00:00Z' },
  'a salary seven months ago': { accounts: [months(() => steady)], salaryOn: '2025-05-31T00:00:00Z' },
  'a customer for 180 days': { accounts: [months(() => steady)], onboardedOn: '2025-07-04' },
};

const scores = {
  NONE: 0,
  ACTIVITY_DROP: 25,
  LOW_BALANCE: 10,
  BALANCE_DROP: 25,
  DORMANT_3_OF_6: 15,
  DORMANT_6_OF_12: 20,
  SALARY_STOPPED: 25,
  NEW_UNDER_180_DAYS: 5,
};

const valuable = { average: 5_000_000, initiated: 2 };
const many = ['DEPOSIT', 'FUND', 'WEALTH+'];

const classes: readonly (readonly [name: string, rule: string, who: string, customer: MadeCustomer])[] = [
  [
    'SLEEPING',
    'NO_TRANSACTION_AND_LOW_BALANCE',
    'nothing done in six months, 5,000.00 left',
    { accounts: [months((ago) => ({ average: 500_000, initiated: ago < 6 ? 0 : 9 }))] },
  ],
  [
    'SLEEPING',
    'NO_TRANSACTION_AND_LOW_BALANCE',
    'the same who passes every other class as well',
    { accounts: [months((ago) => (ago > 5 ? { average: 20_000_000, initiated: 9 } : {}))], holds: many },
  ],
  [
    'LOW_VALUE',
    'BELOW_VALUE',
    'nothing done in six months, 5,000.01 left',
    { accounts: [months((ago) => ({ average: 500_001, initiated: ago < 6 ? 0 : 9 }))] },
  ],
  [
    'LOW_VALUE',
    'BELOW_VALUE',
    'nothing done in six months, 2,500.00 of deposits and 2,500.01 of wealth',
    {
      accounts: [
        months((ago) => ({ average: 250_000, initiated: ago < 6 ? 0 : 9 })),
        { category: 'WEALTH', ...months(() => ({ average: 250_001 })) },
      ],
    },
  ],
  [
    'LOW_VALUE',
    'BELOW_VALUE',
    'much done with 49,999.99 and a contribution of 799.99',
    {
      accounts: [
        months((ago) => ({ average: 4_999_999, interest: -10_416, initiated: 9, fees: ago === 0 ? 79_991 : 0 })),
      ],
    },
  ],
  [
    'LOW_VALUE',
    'BELOW_USE',
    '50,000.00 and one transaction less than two a month',
    { accounts: [months((ago) => ({ ...valuable, initiated: ago === 7 ? 1 : 2 }))], holds: many },
  ],
  ['VALUABLE', 'BALANCE_AND_USE', '50,000.00 and two transactions a month', { accounts: [months(() => valuable)] }],
  [
    'VALUABLE',
    'BALANCE_AND_USE',
    '50,000.00 of deposits and loans, of which 20,000.00 a month are moved',
    {
      accounts: [
        months(() => ({ average: 2_000_000, turnover: 2_000_000 })),
        { category: 'LOAN', type: 'LOAN', ...months(() => ({ average: 3_000_000 })) },
      ],
    },
  ],
  [
    'VALUABLE',
    'CONTRIBUTION_AND_USE',
    'a contribution of 800.00 without a balance',
    { accounts: [months((ago) => ({ initiated: 2, fees: ago === 0 ? 80_000 : 0 }))] },
  ],
  [
    'VALUABLE',
    'BALANCE_AND_USE',
    'valuable with three categories, none tailored',
    { accounts: [months(() => valuable)], holds: ['DEPOSIT', 'FUND', 'WEALTH'] },
  ],
  [
    'VALUABLE',
    'BALANCE_AND_USE',
    'valuable with three products of two categories, one tailored',
    { accounts: [months(() => valuable)], holds: ['DEPOSIT', 'WEALTH', 'WEALTH+'] },
  ],
  [
    'HIGH_VALUE_ADDED',
    'BALANCE_CATEGORIES_AND_TAILORED',
    'valuable with three categories, one tailored',
    { accounts: [months(() => valuable)], holds: many },
  ],
  [
    'HIGH_VALUE_ADDED',
    'CONTRIBUTION_CATEGORIES_AND_TAILORED',
    'the same by contribution',
    { accounts: [months((ago) => ({ initiated: 2, fees: ago === 0 ? 80_000 : 0 }))], holds: many },
  ],
];

describe('signs and classes', () => {
  let bank: HandMadeBank;
  let measured: ReadonlyMap<string, MeasureRow>;

  beforeAll(async () => {
    const classed = Object.fromEntries(classes.map(([, , who, customer]) => [who, customer]));
    bank = await handMadeBank({ ...signs, ...justNot, ...classed });
    measured = await bank.measure();
  });
  afterAll(() => bank.close());

  test.each(Object.entries(scores))('the sign %s alone scores %d', (reason, score) => {
    expect(measured.get(reason)).toMatchObject({
      churn_reasons: reason === 'NONE' ? [] : [reason],
      churn_score: score,
    });
  });

  test.each(Object.keys(justNot))('%s is no sign', (who) => {
    expect(measured.get(who)?.churn_reasons).toEqual([]);
  });

  test.each(classes)('%s by %s: %s', (customerClass, rule, who) => {
    expect(measured.get(who)).toMatchObject({ customer_class: customerClass, class_rule: rule });
  });

  test('signs are as strong as the rules ask', async () => {
    const { churn } = readMeasureRules();

    const rows = await bank.measure({ churn: { ...churn, dormantOfSix: 4, dormantOfTwelve: 7, salaryMissing: 3 } });

    for (const sign of ['DORMANT_3_OF_6', 'DORMANT_6_OF_12', 'SALARY_STOPPED'])
      expect(rows.get(sign)?.churn_reasons).toEqual([]);
  });

  test('a salary falls on a day of the bank', async () => {
    // 2025-10-30T23:59:59Z is the morning of the 31st in Shanghai, two months before the day.
    const rows = await bank.measure({}, 'Asia/Shanghai');

    expect(rows.get('SALARY_STOPPED')?.churn_reasons).toEqual([]);
  });

  test('many signs together score a hundred at most', async () => {
    const { churn } = readMeasureRules();
    const weights = { ...churn.weights, LOW_BALANCE: 99, DORMANT_3_OF_6: 3 };

    const rows = await bank.measure({ churn: { ...churn, weights } });

    expect(rows.get('the same who passes every other class as well')).toMatchObject({
      churn_reasons: ['LOW_BALANCE', 'DORMANT_3_OF_6', 'DORMANT_6_OF_12'],
      churn_score: 100,
    });
  });
});
