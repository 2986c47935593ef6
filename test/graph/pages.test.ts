import { numbersIn, openSmallBank, type SmallBank } from './small-bank';

interface Page {
  readonly nodes: readonly { customerNumber: string }[];
  readonly pageInfo: Readonly<Record<string, unknown>>;
}

const pageInfo = 'pageInfo { hasNextPage hasPreviousPage startCursor endCursor }';
const pages = `query ($first: Int, $after: String, $last: Int, $before: String, $orderBy: [CustomerOrder!]) {
  customers(first: $first, after: $after, last: $last, before: $before, orderBy: $orderBy) {
    totalCount nodes { customerNumber } edges { cursor } ${pageInfo} } }`;

describe('pages', () => {
  let bank: SmallBank;
  beforeAll(async () => {
    bank = await openSmallBank();
  });
  afterAll(() => bank.close());

  async function page(variables: Record<string, unknown>, staff = 'HO0001'): Promise<Page> {
    const answer = (await bank.ask(staff, pages, variables)) as { customers: Page };
    return answer.customers;
  }
  const numbers = ({ nodes }: Page) => nodes.map(({ customerNumber }) => customerNumber).join(' ');

  it('walks forward to the end', async () => {
    const seen: string[] = [];
    let after: unknown = null;
    for (const [expected, next, previous] of [
      ['N1 N2 N3', true, false],
      ['N7 N8 N6', true, true],
      ['N4 N5', false, true],
    ] as const) {
      const one = await page({ first: 3, after });
      expect([numbers(one), one.pageInfo.hasNextPage, one.pageInfo.hasPreviousPage]).toEqual([
        expected,
        next,
        previous,
      ]);
      seen.push(expected);
      after = one.pageInfo.endCursor;
    }
    expect(await page({ first: 3, after })).toMatchObject({
      nodes: [],
      totalCount: 8,
      pageInfo: { startCursor: null, endCursor: null, hasNextPage: false },
    });
  });

  it('walks backward to the start, each page in the list’s own order', async () => {
    let before: unknown = null;
    for (const [expected, next, previous] of [
      ['N6 N4 N5', false, true],
      ['N3 N7 N8', true, true],
      ['N1 N2', true, false],
    ] as const) {
      const one = await page({ last: 3, before });
      expect([numbers(one), one.pageInfo.hasNextPage, one.pageInfo.hasPreviousPage]).toEqual([
        expected,
        next,
        previous,
      ]);
      before = one.pageInfo.startCursor;
    }
  });

  it.each([
    ['ASC', 'N1 N2 N3 N5 N7 N8 N4 N6'],
    ['DESC', 'N8 N7 N5 N3 N2 N1 N6 N4'],
  ])('puts absent values last, %s', async (direction, expected) => {
    const orderBy = [{ field: 'ONBOARDED_ON', direction }];
    const walked: string[] = [];
    let after: unknown = null;
    for (let at = 0; at < 4; at += 1) {
      const one = await page({ first: 2, after, orderBy });
      walked.push(numbers(one));
      after = one.pageInfo.endCursor;
    }
    expect(walked.join(' ')).toBe(expected);
    expect(numbers(await page({ last: 8, orderBy }))).toBe(expected);
  });

  it('tells whether more follows of a page without rows', async () => {
    expect(await page({ first: 0 })).toMatchObject({
      nodes: [],
      edges: [],
      pageInfo: { hasNextPage: true, startCursor: null },
    });
  });

  it('takes twenty where no size is given, or null', async () => {
    expect(numbersIn(await bank.ask('HO0001', '{ customers(first: null) { nodes { customerNumber } } }'))).toHaveLength(
      8,
    );
  });

  it('counts only what the reader reaches', async () => {
    expect(await page({ first: 1 }, 'BM0002')).toMatchObject({ totalCount: 2, nodes: [{ customerNumber: 'N7' }] });
  });

  it('refuses a cursor of another reader, another order or another field, and a changed one', async () => {
    const cursor = String((await page({ first: 1 })).pageInfo.endCursor);
    const refused = { code: 'BAD_USER_INPUT', message: 'The cursor is not one of this list.' };
    const ask = (variables: Record<string, unknown>, staff = 'HO0001') => bank.ask(staff, pages, variables);
    expect(await ask({ after: cursor }, 'BM0001')).toEqual(refused);
    expect(await ask({ after: cursor, orderBy: [{ field: 'CUSTOMER_NUMBER' }] })).toEqual(refused);
    expect(
      await bank.ask('HO0001', 'query ($a: String) { accounts(after: $a) { totalCount } }', { a: cursor }),
    ).toEqual(refused);
    for (const wrong of [
      '',
      'x',
      `${cursor}A`,
      cursor.slice(1),
      cursor.replace(/^./, (first) => (first === 'A' ? 'B' : 'A')),
      'é',
    ]) {
      expect(await ask({ after: wrong })).toEqual(refused);
    }
  });

  it.each([
    [
      'customers(first: 1, last: 1) { totalCount }',
      'BAD_USER_INPUT',
      'Query.customers: first and last do not go together.',
    ],
    ['customers(first: -1) { totalCount }', 'BAD_USER_INPUT', 'Query.customers(first:) must not be negative.'],
    ['customers(last: 101) { totalCount }', 'LIMIT_EXCEEDED', 'Query.customers(last:) is at most 100.'],
    [
      'customers(first: 100) { nodes { interactions(first: 100) { nodes { customer { accounts(first: 100) { totalCount } } } } } }',
      'LIMIT_EXCEEDED',
      'The request could answer more than 50000 rows.',
    ],
  ])('refuses %s', async (source, code, message) => {
    expect(await bank.ask('HO0001', `{ ${source} }`)).toEqual({ code, message });
  });

  it('counts what lies below ids once for each of them, also where a shorter list was planned before', async () => {
    const found = await bank.ask('HO0001', '{ customers(first: 20) { nodes { id } } }');
    const ids = (found as { customers: { nodes: { id: string }[] } }).customers.nodes.map(({ id }) => id);
    const source = `query Q($ids: [ID!]!) { nodes(ids: $ids) { ... on Customer {
      interactions(first: 100) { nodes { customer { accounts(first: 100) { totalCount } } } } } } }`;

    expect(await bank.ask('HO0001', source, { ids: ids.slice(0, 2) })).toMatchObject({ nodes: [{}, {}] });
    expect(await bank.ask('HO0001', source, { ids })).toEqual({
      code: 'LIMIT_EXCEEDED',
      message: 'The request could answer more than 50000 rows.',
    });
  });
});
