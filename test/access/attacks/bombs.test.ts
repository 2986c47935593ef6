import { type AttackedBank, attackedBank } from './attacked-bank';
import { type AttackedServer, serve } from './attacked-server';
import { customerNumberOf } from './planted';

const times = (count: number, make: (n: number) => string) =>
  Array.from({ length: count }, (_, n) => make(n)).join(' ');
const nested = (count: number, open: string, inside: string, close: string) =>
  `${open.repeat(count)}${inside}${close.repeat(count)}`;
const round = '{ relatedParties(first: 1) { nodes { customer ';

/** Requests made to cost much, of the real schema: each must be refused or answered soon and in bounded room. */
const bombs: readonly [
  name: string,
  query: string,
  expected: 'LIMIT_EXCEEDED' | 'BAD_USER_INPUT' | 'OK',
  variables?: object,
][] = [
  ['deep', `{ customers(first: 1) { nodes ${nested(6, round, '{ id }', ' } } }')} } }`, 'LIMIT_EXCEEDED'],
  ['as deep as may be', `{ customers(first: 1) { nodes ${nested(4, round, '{ id }', ' } } }')} } }`, 'OK'],
  [
    'wide and deep in rows',
    '{ customers(first: 100) { nodes { relatedParties(first: 100) { nodes { customer { accounts(first: 100) { totalCount } } } } } } }',
    'LIMIT_EXCEEDED',
  ],
  [
    'counts of counts',
    `{ customers(first: 100) { nodes { ${times(60, (n) => `a${n}: accounts(first: 1) { totalCount nodes { transactions(first: 1) { totalCount } } }`)} } } }`,
    'OK',
  ],
  [
    'sixty counts of one customer',
    `{ customers(first: 1) { nodes { ${times(60, (n) => `a${n}: accounts(first: 1) { totalCount }`)} } } }`,
    'OK',
  ],
  ['aliases of a list', `{ ${times(20, (n) => `a${n}: customers(first: 100) { nodes { id } }`)} }`, 'OK'],
  ['aliases over the limit', `{ customers { nodes { ${times(101, (n) => `a${n}: id`)} } } }`, 'LIMIT_EXCEEDED'],
  [
    'aliases behind fragments',
    `{ customers { nodes { ...A0 } } } ${times(12, (n) => `fragment A${n} on Customer { x${n}: id ...A${n + 1} ...A${n + 1} }`)} fragment A12 on Customer { y: id }`,
    'LIMIT_EXCEEDED',
  ],
  [
    'doubling fragments',
    `{ customers { nodes { ...F0 } } } ${times(60, (n) => `fragment F${n} on Customer { ...F${n + 1} ...F${n + 1} }`)} fragment F60 on Customer { id }`,
    'OK',
  ],
  [
    'circular fragments',
    '{ customers { nodes { ...A } } } fragment A on Customer { ...B } fragment B on Customer { accounts { nodes { customer { ...A } } } }',
    'BAD_USER_INPUT',
  ],
  [
    'overlapping fields',
    `{ customers { nodes { ${times(250, () => 'accounts { nodes { customer { id } } }')} } } }`,
    'OK',
  ],
  [
    'overlapping fragments',
    `{ customers { nodes { ${times(90, (n) => `...O${n}`)} } } } ${times(90, (n) => `fragment O${n} on Customer { accounts { nodes { id number type status } } }`)}`,
    'OK',
  ],
  [
    'conflicting fields',
    `{ customers { nodes { ${times(120, (n) => `accounts(first: ${n + 1}) { totalCount }`)} } } }`,
    'BAD_USER_INPUT',
  ],
  ['directives', `{ customers { totalCount ${'@include(if: true) @skip(if: false) '.repeat(30)} } }`, 'LIMIT_EXCEEDED'],
  ['unknown directives', `{ customers { totalCount ${'@a '.repeat(1400)} } }`, 'LIMIT_EXCEEDED'],
  ['comments', `{ viewer { name } } ${'#x\n'.repeat(20_000)}`, 'OK'],
  ['one comment', `{ viewer { name } } #${'x'.repeat(95_000)}`, 'OK'],
  ['blanks', `{ viewer { name } } ${' \t\n,\ufeff'.repeat(10_000)}`, 'OK'],
  ['a long text', `{ search(text: "${'x'.repeat(95_000)}") { totalCount } }`, 'BAD_USER_INPUT'],
  ['a text of escapes', `{ search(text: "${'\\u0041'.repeat(12_000)}") { totalCount } }`, 'BAD_USER_INPUT'],
  ['a block text', `{ search(text: """${'\n  a\n'.repeat(10_000)}""") { totalCount } }`, 'BAD_USER_INPUT'],
  ['a long number', `{ customers(first: ${'9'.repeat(90_000)}) { totalCount } }`, 'BAD_USER_INPUT'],
  ['a long name', `{ ${'x'.repeat(90_000)}: viewer { name } }`, 'OK'],
  ['nested literals', `{ customers(filter: ${nested(700, '{not:', '{}', '}')}) { totalCount } }`, 'LIMIT_EXCEEDED'],
  ['nested lists', `{ nodes(ids: ${nested(1400, '[', '', ']')}) { id } }`, 'BAD_USER_INPUT'],
  ['variables in number', `query(${times(700, (n) => `$v${n}: Int`)}) { viewer { name } }`, 'BAD_USER_INPUT'],
  [
    'introspection in rounds',
    `{ __schema { types { ${nested(5, 'fields { type { ', 'name', ' } }')} } } }`,
    'BAD_USER_INPUT',
  ],
  [
    'definitions',
    `query Q { viewer { name } } ${times(400, (n) => `fragment U${n} on Customer { id }`)}`,
    'BAD_USER_INPUT',
  ],
  ['operations', times(700, (n) => `query Q${n} { __typename }`), 'LIMIT_EXCEEDED'],
  [
    'many ids',
    'query($i: [ID!]!) { nodes(ids: $i) { id } }',
    'LIMIT_EXCEEDED',
    { i: Array(4000).fill('cus_AAAAAAAAAAAAAAAAAAAAAA') },
  ],
  [
    'a long list in a filter',
    'query($l: [String!]) { customers(filter: { customerNumber: { in: $l } }) { totalCount } }',
    'LIMIT_EXCEEDED',
    { l: Array(4000).fill('x') },
  ],
  [
    'many values',
    'query($l: [CustomerFilter!]) { customers(filter: { or: $l }) { totalCount } }',
    'LIMIT_EXCEEDED',
    { l: Array(4000).fill({ tier: { eq: 'GOLD' } }) },
  ],
  [
    'many alternatives',
    'query($l: [CustomerFilter!]) { customers(filter: { or: $l }) { totalCount } }',
    'OK',
    { l: Array(1500).fill({ tier: { eq: 'GOLD' } }) },
  ],
  [
    'filters in filters',
    'query($f: CustomerFilter) { customers(filter: $f) { totalCount } }',
    'BAD_USER_INPUT',
    { f: JSON.parse(nested(60, '{"not":', '{}', '}')) },
  ],
  [
    'orders in number',
    'query($o: [CustomerOrder!]) { customers(orderBy: $o) { totalCount } }',
    'OK',
    { o: Array(1500).fill({ field: 'DISPLAY_NAME' }) },
  ],
];

describe('bombs', () => {
  let bank: AttackedBank;
  let server: AttackedServer;

  beforeAll(async () => {
    bank = await attackedBank();
    server = await serve(bank.database);
  });
  afterAll(async () => {
    await server.stop();
    await bank.drop();
  });

  // Given as one object, since jest takes a parameter without a value for a callback.
  const rows = bombs.map(([name, query, expected, variables]) => [name, { query, expected, variables }] as const);

  test.each(rows)('%s: refused or answered soon, in little room', async (_name, { query, expected, variables }) => {
    const room = process.memoryUsage().rss;
    const startedAt = performance.now();
    const answer = await server.ask('HO1', query, variables);
    const took = performance.now() - startedAt;
    expect(answer.errors[0]?.extensions.code ?? 'OK').toBe(expected);
    expect(took).toBeLessThan(4000);
    expect(answer.text.length).toBeLessThan(400_000);
    expect(process.memoryUsage().rss - room).toBeLessThan(300 * 2 ** 20);
    if (expected !== 'OK') expect([answer.data, answer.statements]).toEqual([undefined, 0]);
  });

  test('all at once leave the process answering, and others are answered between them', async () => {
    const storm = bombs.map(([, query, , variables]) => server.ask('HO1', query, variables));
    const startedAt = performance.now();
    const calm = await server.ask('RM1', 'query($n: String!) { customer(customerNumber: $n) { customerNumber } }', {
      n: customerNumberOf(1),
    });
    expect(calm.data.customer.customerNumber).toBe(customerNumberOf(1));
    await Promise.all(storm);
    expect(performance.now() - startedAt).toBeLessThan(25_000);
    expect((await fetch(`${server.address}/readyz`)).status).toBe(200);
  });

  test('one bomb after another of ever new text keeps no more than a bounded store of them', async () => {
    const before = process.memoryUsage().heapUsed;
    for (let each = 0; each < 150; each += 1) {
      await server.ask(
        'HO1',
        `{ customers(first: ${1 + (each % 3)}) { nodes { ${times(20, (n) => `b${each}_${n}: displayName`)} } } } #${'x'.repeat(20_000)}`,
      );
    }
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(250 * 2 ** 20);
  }, 60_000);
});
