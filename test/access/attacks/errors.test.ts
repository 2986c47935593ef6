import { type AttackedBank, attackedBank, hiddenFrom } from './attacked-bank';
import { type AttackedServer, serve } from './attacked-server';
import { type Leaks, leaksIn } from './leaks';
import { customerNumberOf, wordOf } from './planted';

const identifiers = '{ customers { nodes { customerNumber identifiers { scheme value } } } }';

describe('errors, derived fields and other roads of a value', () => {
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

  test('a value that cannot be opened fails by itself, and only for who would have read it', async () => {
    const [key, hidden] = [1, 3].map((nn) => bank.keys.get(nn) as string) as [string, string];
    const before = await Promise.all(['RM1', 'RM2', 'BM1', 'AU1'].map((reader) => server.ask(reader, identifiers)));
    const spoil = (
      customer: string,
    ) => bank.system`update party_identifier set value_sealed = '\\x00112233445566778899aabbccddeeff'
      where customer_id = ${customer} and scheme = 'PASSPORT'`;
    await spoil(hidden);
    const [rm1, rm2, bm1, au1] = await Promise.all(
      ['RM1', 'RM2', 'BM1', 'AU1'].map((reader) => server.ask(reader, identifiers)),
    );
    // Out of scope, or masked: no error, no byte tells of it.
    expect([rm1, rm2, bm1, au1].map((answer) => answer?.text)).toEqual(before.map(({ text }) => text));
    await spoil(key);
    const own = await server.ask('RM1', identifiers);
    expect(own.errors.map(({ message, path, extensions }) => [message, path, extensions.code])).toEqual([
      ['Something went wrong on our side.', ['customers', 'nodes', 0, 'identifiers', 1, 'value'], 'INTERNAL'],
    ]);
    expect(own.data.customers.nodes[0].identifiers[1]).toEqual({ scheme: 'PASSPORT', value: null });
    expect(own.text).not.toMatch(/00112233|unseal|cipher|hash/);
    expect((await server.ask('RM2', identifiers)).text).toBe(before[1]?.text);
    const again = await server.ask('BM1', identifiers);
    expect([again.errors, again.text]).toEqual([[], before[2]?.text]);
    expect(server.log()).not.toMatch(/3301770|Canary/);
  });

  test('what is withheld is told from the document and the grants alone, never from the rows', async () => {
    const query = `{ customers(filter: { tier: { eq: PRIVATE } }) { nodes { identifiers { value } contactPoints { value }
      accounts { nodes { balance { amount } number } } interactions { nodes { notes } } complaints { nodes { severity } } } } }`;
    for (const reader of ['BM1', 'AU1', 'MK1', 'TL1', 'SA1', 'CH1', 'UN1']) {
      const some = await server.ask(reader, query);
      const none = await server.ask(reader, query.replace('PRIVATE', 'SILVER'));
      const access = (text: string) => JSON.stringify(JSON.parse(text).extensions);
      expect([reader, access(some.text)]).toEqual([reader, access(none.text)]);
    }
    const nobody = await server.ask('XX1', query);
    expect(nobody.data).toEqual({ customers: { nodes: [] } });
  });

  test('what was said in confidence is withheld on every road', async () => {
    const roads = [
      '{ interactions(filter: { confidentiality: { eq: CONFIDENTIAL } }) { totalCount nodes { subject notes outcome } } }',
      '{ customers { nodes { interactions(filter: { confidentiality: { eq: CONFIDENTIAL } }) { nodes { s: subject n: notes o: outcome } } } } }',
      '{ customers { nodes { timeline { nodes { ... on Interaction { confidentiality subject notes outcome } } } } } }',
    ];
    const [id] = await bank.system`select public_id as id from interaction
      where customer_id = ${bank.keys.get(1) as string} and confidentiality = 'CONFIDENTIAL'`;
    const node = `{ node(id: "${id?.id}") { ... on Interaction { confidentiality subject notes outcome ...F } } } fragment F on Interaction { subject notes outcome }`;
    const secret = await bank.system<
      { words: string[] }[]
    >`select array[subject, notes, outcome] as words from interaction
      where confidentiality = 'CONFIDENTIAL'`;
    const words = secret.flatMap((row) => row.words);
    for (const reader of ['BM1', 'MK1', 'TL1', 'SA1', 'CH1', 'AU1', 'KI1']) {
      for (const query of [...roads, node]) {
        const answer = await server.ask(reader, query);
        expect([reader, query, words.filter((word) => answer.text.includes(word))]).toEqual([reader, query, []]);
      }
    }
    for (const reader of ['RM1', 'CO1']) {
      const { text } = await server.ask(reader, node);
      expect(words.filter((word) => text.includes(word))).toHaveLength(3);
    }
  });

  test('only compliance hears that there is a class for money laundering', async () => {
    const query = '{ viewer { access { type field dataClass effects { relation effect } } } }';
    for (const reader of ['HO1', 'BM1', 'RM1', 'AU1', 'TL1']) {
      expect((await server.ask(reader, query)).text).not.toMatch(/AML/);
    }
  });

  test('the trail of accesses is open to auditors and compliance, and names nobody to others', async () => {
    const trail =
      '{ auditTrail(first: 5) { totalCount nodes { staffNumber requestedIds customers { nodes { displayName } } } } }';
    await server.ask('RM1', `query($n: String!) { customer(customerNumber: $n) { id } }`, { n: customerNumberOf(1) });
    for (const reader of ['HO1', 'BM1', 'RM1', 'TL1', 'SA1', 'MK1', 'CH1', 'UN1', 'RP1', 'XX1']) {
      const answer = await server.ask(reader, trail);
      expect([reader, answer.errors[0]?.extensions.code, answer.data ?? null, answer.statements]).toEqual([
        reader,
        'FORBIDDEN',
        null,
        0,
      ]);
    }
    expect((await server.ask('AU1', trail)).data.auditTrail.totalCount).toBeGreaterThan(0);
  });

  test('a request that half fails tells nothing by the other half', async () => {
    for (const query of [
      `query($n: String!) { a: customer(customerNumber: $n) { displayName } accounts(first: 101) { totalCount } }`,
      `query($n: String!) { a: customer(customerNumber: $n) { displayName } accounts(after: "x") { totalCount } }`,
      `query($n: String!) { a: customer(customerNumber: $n) { displayName relatedParties(first: -1) { totalCount } } }`,
      `query($n: String!) { a: customer(customerNumber: $n) { displayName } node(id: "x") { id } }`,
      `query($n: String!) { a: customer(customerNumber: $n) { displayName } search(text: " ") { totalCount } }`,
    ]) {
      const [hidden, absent] = [
        await server.ask('RM1', query, { n: customerNumberOf(3) }),
        await server.ask('RM1', query, { n: 'K0' }),
      ];
      expect(hidden.errors).toHaveLength(1);
      expect([hidden.text, hidden.headers, hidden.data ?? null]).toEqual([absent.text, absent.headers, null]);
      expect(leaks.of(hiddenFrom('RM1'), hidden)).toEqual([]);
    }
  });

  test('numbers, days and moments at the ends of their ranges are answered or refused, never lost inside', async () => {
    const extremes: [type: string, use: string, values: unknown[]][] = [
      [
        'Decimal',
        'accounts(filter: { balance: { currency: "CNY", gt: $v } })',
        [
          '9'.repeat(40),
          '-9'.repeat(1),
          '1e400',
          '0.000000001',
          '-0',
          '92233720368547758.07',
          '92233720368547758.08',
          'NaN',
          'Infinity',
          '',
          ' 1',
        ],
      ],
      [
        'Date',
        'customers(filter: { onboardedOn: { gt: $v } })',
        [
          '0001-01-01',
          '9999-12-31',
          '2026-02-30',
          '10000-01-01',
          'infinity',
          '-infinity',
          'today',
          'epoch',
          '2026-6-1',
          '',
        ],
      ],
      [
        'DateTime',
        'interactions(filter: { at: { gt: $v } })',
        [
          '0001-01-01T00:00:00Z',
          '9999-12-31T23:59:59.999Z',
          'infinity',
          'now',
          '2026-01-01',
          '2026-01-01T24:00:00Z',
          '2026-06-31T00:00:00Z',
          '-271821-04-20T00:00:00Z',
          '+275760-09-13T00:00:00Z',
        ],
      ],
      [
        'Int',
        'customers(first: $v)',
        [0, 1, 100, 101, -1, 2_147_483_647, -2_147_483_648, 2_147_483_648, 1.5, '1', 1e308],
      ],
      ['Int', 'accounts(filter: { daysPastDue: { gt: $v } })', [2_147_483_647, -2_147_483_648, 4_294_967_296]],
    ];
    for (const [type, use, values] of extremes) {
      for (const v of values) {
        const answer = await server.ask('RM1', `query($v: ${type}!) { ${use} { totalCount } }`, { v });
        const code = answer.errors[0]?.extensions.code ?? 'OK';
        expect([type, v, ['OK', 'BAD_USER_INPUT', 'LIMIT_EXCEEDED'].includes(code)]).toEqual([type, v, true]);
        expect(leaks.of(hiddenFrom('RM1'), answer)).toEqual([]);
      }
    }
    expect(server.log()).not.toContain(wordOf(1));
  });
});
