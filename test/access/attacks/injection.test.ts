import { type AttackedBank, attackedBank, hiddenFrom, inScope } from './attacked-bank';
import { type AttackedServer, serve } from './attacked-server';
import { type Leaks, leaksIn } from './leaks';
import { customerNumberOf } from './planted';

/** Texts that a statement glued together would take for its own. */
const texts = [
  "' or '1'='1",
  "' or 1=1 --",
  "'; drop table customer; --",
  "') or true or ('",
  "x' union select customer_number from customer --",
  '" or ""="',
  '\\',
  "\\'",
  "\\' or true --",
  '$1',
  '$1::text',
  '$c',
  '"$c":1,',
  '{}',
  '{"$c": 999999}',
  "'||(select string_agg(customer_number, ',') from customer)||'",
  "'; select set_config('app.viewer', '{}', false); --",
  '/* */',
  '--',
  '%',
  '_',
  '*',
  '%00',
  '\u0001',
  '\u202e',
  'ｏｒ １＝１',
  '＇ or true --',
  '😀'.repeat(20),
  '王'.repeat(90),
];

describe('texts that would be statements', () => {
  let bank: AttackedBank;
  let server: AttackedServer;
  let leaks: Leaks;

  beforeAll(async () => {
    bank = await attackedBank();
    server = await serve(bank.database);
    leaks = await leaksIn(bank);
  });
  afterAll(async () => {
    await server.stop();
    await bank.drop();
  });

  async function harmless(reader: string, query: string, variables: object): Promise<unknown> {
    const answer = await server.ask(reader, query, variables);
    for (const { extensions } of answer.errors)
      expect([variables, extensions.code]).toEqual([variables, 'BAD_USER_INPUT']);
    expect(leaks.of(hiddenFrom(reader), answer)).toEqual([]);
    return answer.data;
  }

  test.each([
    ['customer', 'query($t: String!) { customer(customerNumber: $t) { id } }', { customer: null }],
    ['lookup', 'query($t: String!) { lookup(scheme: PASSPORT, value: $t) { id } }', { lookup: null }],
    ['orgUnit', 'query($t: String!) { orgUnit(code: $t) { id customers { totalCount } } }', { orgUnit: null }],
    ['product', 'query($t: String!) { product(code: $t) { id } }', { product: null }],
    [
      'filter eq',
      'query($t: String!) { customers(filter: { customerNumber: { eq: $t } }) { totalCount nodes { id } } }',
      { customers: { totalCount: 0, nodes: [] } },
    ],
    [
      'filter in',
      'query($t: String!) { customers(filter: { customerNumber: { in: [$t, $t] } }) { totalCount nodes { id } } }',
      { customers: { totalCount: 0, nodes: [] } },
    ],
    [
      'filter on a code',
      'query($t: String!) { customers(filter: { orgUnitCode: { eq: $t } }) { totalCount nodes { id } } }',
      { customers: { totalCount: 0, nodes: [] } },
    ],
    [
      'filter on tags',
      'query($t: String!) { customers(filter: { tags: { contains: $t } }) { totalCount nodes { id } } }',
      { customers: { totalCount: 0, nodes: [] } },
    ],
    [
      'filter on an account number',
      'query($t: String!) { accounts(filter: { number: { eq: $t } }) { totalCount nodes { id } } }',
      { accounts: { totalCount: 0, nodes: [] } },
    ],
    [
      'filter on a campaign',
      'query($t: String!) { interactions(filter: { campaign: { eq: $t } }) { totalCount nodes { id } } }',
      { interactions: { totalCount: 0, nodes: [] } },
    ],
  ])('find nothing as %s', async (_name, query, nothing) => {
    for (const t of texts) {
      const data = await harmless('RM1', query, { t });
      if (data !== undefined) expect([t, data]).toEqual([t, nothing]);
    }
  });

  test('negated, they choose all of the reader’s own and no more', async () => {
    for (const t of texts) {
      const data = (await harmless(
        'RM1',
        'query($t: String!) { customers(filter: { customerNumber: { ne: $t } }) { totalCount } }',
        {
          t,
        },
      )) as { customers?: { totalCount: number } } | undefined;
      if (data) expect(data.customers?.totalCount).toBe(1);
    }
  });

  test('are no names to search for, no ids, cursors, amounts, dates, codes or sizes', async () => {
    for (const t of texts) {
      const found = await server.ask(
        'RM1',
        'query($t: String!) { search(text: $t) { totalCount nodes { customerNumber } } }',
        { t },
      );
      expect(leaks.of(hiddenFrom('RM1'), found)).toEqual([]);
      for (const query of [
        'query($t: ID!) { node(id: $t) { id } }',
        'query($t: ID!) { nodes(ids: [$t, $t]) { id } }',
        'query($t: ID!) { customer(id: $t) { id } }',
        'query($t: String!) { customers(after: $t) { totalCount } }',
        'query($t: Decimal!) { accounts(filter: { balance: { currency: "CNY", gt: $t } }) { totalCount } }',
        'query($t: String!) { accounts(filter: { balance: { currency: $t, gt: "1" } }) { totalCount } }',
        'query($t: Date!) { customers(filter: { onboardedOn: { gt: $t } }) { totalCount } }',
        'query($t: DateTime!) { interactions(filter: { at: { gt: $t } }) { totalCount } }',
        'query($t: Int!) { customers(first: $t) { totalCount } }',
        'query($t: [CustomerOrder!]) { customers(orderBy: $t) { totalCount } }',
        'query($t: CustomerOrderField!) { customers(orderBy: [{ field: $t }]) { totalCount } }',
        'query($t: CustomerKind!) { customers(filter: { kind: { eq: $t } }) { totalCount } }',
      ]) {
        const answer = await server.ask('RM1', query, { t });
        expect(answer.text).not.toMatch(/"totalCount":[2-9]|syntax error at|PostgresError/);
        expect(answer.errors[0]?.extensions.code ?? 'BAD_USER_INPUT').toBe('BAD_USER_INPUT');
        expect(leaks.of(hiddenFrom('RM1'), answer)).toEqual([]);
      }
    }
  });

  test('as names of operations, aliases and variables are refused or harmless', async () => {
    for (const name of [
      '__proto__',
      'constructor',
      'select',
      'customer',
      'x'.repeat(200),
      'a'.repeat(64),
      'app_viewer',
      '_c',
    ]) {
      const query = `query ${name}($${name}: String!) { ${name}: customer(customerNumber: $${name}) { ${name}: customerNumber ${name}2: displayName } }`;
      const { data, errors } = await server.ask('RM1', query, JSON.parse(`{"${name}":"${customerNumberOf(1)}"}`));
      if (errors.length > 0) expect(errors[0]?.extensions.code).toBe('BAD_USER_INPUT');
      else expect(data[name]).toEqual({ [name]: customerNumberOf(1), [`${name}2`]: '王Canary01 Meng' });
    }
  });

  test('names that the database keeps are told as they are, and take nothing out of the answer', async () => {
    const key = bank.keys.get(1) as string;
    for (const name of [
      '"$c":1, "x',
      '\\"$c\\":7,',
      '","$c":2,"',
      '{"$type":"Account"}',
      "Robert'); --",
      '</script>',
      '\u2028',
    ]) {
      await bank.system`update party set display_name = ${name} where party_id = ${key}`;
      const { data, errors } = await server.ask('RM1', '{ customers { nodes { id displayName customerNumber } } }');
      expect([errors, data.customers.nodes[0].displayName]).toEqual([[], name]);
      expect(data.customers.nodes[0].customerNumber).toBe(customerNumberOf(1));
    }
    await bank.system`update party set display_name = '王Canary01 Meng' where party_id = ${key}`;
  });

  test('leave every table as it was', async () => {
    const { data } = await server.ask('HO1', '{ customers { totalCount } accounts { totalCount } }');
    expect([data.customers.totalCount, data.accounts.totalCount]).toEqual([inScope.HO1?.length, 7]);
    expect(server.log()).not.toMatch(/drop table|Canary/);
  });
});
