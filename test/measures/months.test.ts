import { type HandMadeBank, handMadeBank, type MeasureRow } from './hand-made-bank';

const deposit = (months: (ago: number) => number | undefined, more = {}) => ({
  accounts: [
    {
      months: (ago: number) => {
        const average = months(ago);
        return average === undefined ? undefined : { average };
      },
      ...more,
    },
  ],
});
/** A hundred thousand, which brings 250.00 a month at a price of three percent. */
const level = 10_000_000;

const customers = {
  year: deposit((ago) => (ago < 12 ? level : undefined)),
  'year and more before': deposit((ago) => (ago < 12 ? level : level * 7)),
  'term deposit': deposit((ago) => (ago < 12 ? level : undefined), { type: 'LLSV' }),
  'first half': deposit((ago) => (ago > 5 && ago < 12 ? level : undefined)),
  'second half': deposit((ago) => (ago < 6 ? level : undefined)),
  february: deposit((ago) => (ago === 10 ? level : undefined)),
  march: deposit((ago) => (ago === 9 ? level : undefined)),
  loan: deposit((ago) => (ago < 12 ? level : undefined), { category: 'LOAN', type: 'LOAN' }),
  dollars: deposit((ago) => (ago < 12 ? level : undefined), { currency: 'USD' }),
  yen: deposit((ago) => (ago < 12 ? level : undefined), { currency: 'JPY' }),
  // Nothing lies there in most months, and in one nothing is known.
  empty: { ...deposit((ago) => (ago === 3 ? undefined : ago === 20 ? 5 : ago === 7 ? -5 : 0)), branch: 'B002' },
} as const;

describe('months and prices', () => {
  let bank: HandMadeBank;
  let measured: ReadonlyMap<string, MeasureRow>;

  beforeAll(async () => {
    bank = await handMadeBank(customers);
    // 2.5 % up to the 15th of June, 3.7 % from then on; two points more for a year.
    await bank.sql`update ftp_rate set valid_to = '2025-06-15' where tenor_months = 0`;
    // The price of five years ends on the last day of November, on which that of one year is the longest.
    await bank.sql`update ftp_rate set valid_to = '2025-11-30' where tenor_months = 60`;
    await bank.sql`insert into ftp_rate (currency, tenor_months, rate, valid_from, valid_to) values
      ('CNY', 0, 0.037, '2025-06-15', null), ('CNY', 12, 0.045, '2020-01-01', '2025-10-31'),
      ('CNY', 12, 0.057, '2025-10-31', null)`;
    await bank.sql`insert into exchange_rate (currency, rate, valid_from, valid_to) values
      ('USD', 7, '2020-01-01', '2025-12-31'), ('USD', 7.5, '2025-12-31', null), ('JPY', 0.05, '2020-01-01', null)`;
    measured = await bank.measure();
  });
  afterAll(() => bank.close());

  test.each([
    // Five months of 208.333…, seven of 308.333….
    ['year', 10_000_000n, 320_000n],
    ['year and more before', 10_000_000n, 320_000n],
    // Nine months of 375.00, from October on, whose last day has the new price, three of 475.00.
    ['term deposit', 10_000_000n, 480_000n],
    ['first half', 4_958_904n, 135_000n],
    ['second half', 5_041_096n, 185_000n],
    // 28 and 31 days of 365.
    ['february', 767_123n, 20_833n],
    ['march', 849_315n, 20_833n],
    // What stands in other currencies comes to its worth of the day; without prices it bears no margin.
    ['dollars', 75_000_000n, 0n],
    ['yen', 50_000_000n, 0n],
  ])('%s: %d on average, priced as of the end of each month', (name, average, margin) => {
    expect(measured.get(name)).toMatchObject({ deposit_adb_minor: average, deposit_margin_minor: margin });
  });

  test('a price holds up to the day on which it ends, and then the next shorter one', () => {
    // Ten months of 250.00, two of 475.00.
    expect(measured.get('loan')?.loan_margin_minor).toBe(-345_000n);
  });

  test.each([
    ['first half', false],
    ['second half', true],
  ])('%s: whether the margin grows is told by the order of the months', (name, isGrowing) => {
    expect(Number(measured.get(name)?.growth_value_minor) > 0).toBe(isGrowing);
  });

  test('a unit has a month of nothing where that is what it has, and none where nothing is known', async () => {
    const months = await bank.sql`
      select m.month::text, m.deposits_minor, m.holders from unit_month m join org_unit u on u.id = m.org_unit_id
      where u.code = 'B002' and m.kind = 'INDIVIDUAL' order by m.month desc`;

    const amounts = months.map(({ deposits_minor: amount }) => Number(amount));
    expect(months.map(({ month }) => month)).not.toContain('2025-09-01');
    expect(months.filter(({ holders }) => Number(holders) > 0).map(({ month }) => month)).toEqual(['2024-04-01']);
    expect(amounts).toEqual(Array.from({ length: 23 }, (_, at) => (at === 19 ? 5 : 0)));
  });
});
