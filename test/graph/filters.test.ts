import { numbersIn, openSmallBank, type SmallBank } from './small-bank';

const filtered = 'query ($filter: CustomerFilter) { customers(filter: $filter) { nodes { customerNumber } } }';
const all = 'N1 N2 N3 N7 N8 N6 N4 N5';

describe('filters', () => {
  let bank: SmallBank;
  beforeAll(async () => {
    bank = await openSmallBank();
  });
  afterAll(() => bank.close());

  it.each([
    [null, all],
    [{}, all],
    [{ tier: {} }, all],
    [{ tier: { eq: 'GOLD' } }, 'N1 N6 N4'],
    [{ tier: { ne: 'GOLD' } }, 'N2 N3 N7 N8 N5'],
    [{ tier: { in: ['SILVER', 'GOLD'] } }, 'N1 N2 N7 N6 N4'],
    [{ tier: { in: [] } }, ''],
    [{ customerNumber: { in: ['N8', 'N1', 'none'] } }, 'N1 N8'],
    [{ onboardedOn: { lt: '2021-01-02' } }, 'N1'],
    [{ onboardedOn: { lte: '2021-01-02' } }, 'N1 N2 N3'],
    [{ onboardedOn: { gt: '2021-01-03' } }, 'N7 N8'],
    [{ onboardedOn: { gte: '2021-01-03', lt: '2021-01-05' } }, 'N7 N5'],
    [{ onboardedOn: { isNull: true } }, 'N6 N4'],
    [{ onboardedOn: { isNull: false } }, 'N1 N2 N3 N7 N8 N5'],
    [{ not: { onboardedOn: { gte: '2021-01-02' } } }, 'N1 N6 N4'],
    [{ not: { tier: { eq: 'GOLD' } } }, 'N2 N3 N7 N8 N5'],
    [{ not: {} }, ''],
    [{ not: { not: { tier: { eq: 'GOLD' } } } }, 'N1 N6 N4'],
    [{ and: [] }, all],
    [{ or: [] }, ''],
    [{ or: [{}] }, all],
    [{ or: [{ tier: { eq: 'SILVER' } }, { tags: { has: 'VIP' } }] }, 'N1 N2 N3 N7 N8'],
    [{ and: [{ tier: { eq: 'GOLD' } }, { tags: { has: 'VIP' } }] }, 'N1'],
    [{ tier: { eq: 'GOLD' }, or: [{ tags: { has: 'VIP' } }, { onboardedOn: { isNull: true } }] }, 'N1 N6 N4'],
    [{ tags: { hasAny: ['old', 'a"b'] } }, 'N1 N6'],
    [{ tags: { hasAny: [] } }, ''],
    [{ orgUnitCode: { eq: 'B002' } }, 'N7 N8'],
    [{ orgUnitCode: { in: ['B002', 'HO'] } }, 'N7 N8'],
    [{ orgUnitCode: { eq: 'none' } }, ''],
    [{ marketingConsent: { eq: true } }, ''],
  ])('%j', async (filter, expected) => {
    expect(numbersIn(await bank.ask('HO0001', filtered, { filter })).join(' ')).toBe(expected);
  });

  it.each([
    [{ tier: null }, 'filter.tier is null; leave it out, or ask with isNull.'],
    [{ and: null }, 'filter.and is null; leave it out, or ask with isNull.'],
    [{ or: [{ tier: { eq: null } }] }, 'filter.or.0.tier.eq is null; to ask for absent values use isNull.'],
    [{ customerNumber: { eq: 'a\0b' } }, 'filter.customerNumber.eq holds a NUL character.'],
    [{ customerNumber: { in: ['x', '\0'] } }, 'filter.customerNumber.in holds a NUL character.'],
  ])('refuses %j', async (filter, message) => {
    expect(await bank.ask('HO0001', filtered, { filter })).toEqual({ code: 'BAD_USER_INPUT', message });
  });

  it('takes at most 500 values', async () => {
    const values = (count: number) => ({
      filter: { customerNumber: { in: Array.from({ length: count }, (_, at) => `N${at}`) } },
    });
    expect(numbersIn(await bank.ask('HO0001', filtered, values(500)))).toHaveLength(8);
    const refused = { code: 'LIMIT_EXCEEDED', message: 'filter.customerNumber.in takes at most 500 values.' };
    expect(await bank.ask('HO0001', filtered, values(501))).toEqual(refused);
  });

  const accounts = (filter: string) => `{ accounts(filter: ${filter}) { totalCount } }`;

  it('compares amounts of one currency', async () => {
    for (const [filter, totalCount] of [
      ['{ balance: { currency: "CNY", eq: "1234.50" } }', 1],
      ['{ balance: { currency: "CNY", gt: "1234.5" } }', 0],
      ['{ balance: { currency: "CNY", lt: "1234.51" } }', 1],
      ['{ balance: { currency: "CNY" } }', 1],
      ['{ balance: { currency: "USD", gte: "0" } }', 0],
    ] as const) {
      expect(await bank.ask('HO0001', accounts(filter))).toEqual({ accounts: { totalCount } });
    }
    expect(await bank.ask('HO0001', accounts('{ balance: { currency: "JPY", eq: "1.5" } }'))).toEqual({
      code: 'BAD_USER_INPUT',
      message: '1.5 has more decimals than JPY allows.',
    });
  });

  it('refuses what reads a field that the reader may not read in full', async () => {
    const refused = { code: 'FORBIDDEN_INPUT', message: 'Filtering Account by number is not open to you.' };
    expect(await bank.ask('BM0001', accounts('{ number: { eq: "1" } }'))).toEqual(refused);
    expect(await bank.ask('AU0001', accounts('{ not: { or: [{ number: { isNull: true } }] } }'))).toEqual(refused);
  });
});
