import { asking } from '../graph/small-bank';
import { openWorld } from '../support/reference/world';
import { behindWalls } from '../support/walls/two-walls';
import { drawn, networkFields } from './drawing';
import { holds, type OwnedBank, ownedBank } from './owned-bank';

const many = Array.from({ length: 39 }, (_, at) => `S${at}`);

/** The branch of everybody who is not named here is B001. */
const others = { Across: 'B002', stranger: 'none' } as const;
const own = [
  'A',
  'B',
  'C',
  'D',
  'E',
  'F',
  'G',
  'K',
  'L',
  'M',
  'Near',
  'Behind',
  'Beyond',
  'Hub',
  'Then',
  'now',
  ...many,
];
const people = { ...Object.fromEntries(own.map((name) => [name, 'B001' as const])), ...others };

describe('the network of a customer', () => {
  let bank: OwnedBank;

  beforeAll(async () => {
    bank = await ownedBank(people, [
      // A chain.
      holds('A', 90, 'B'),
      ['B', 'GUARANTEES', 'C'],
      holds('C', 80, 'D'),
      holds('D', 70, 'E'),
      holds('E', 60, 'F'),
      holds('F', 55, 'G'),
      // A circle, with two relations between the first and the second.
      holds('K', 10, 'L'),
      ['L', 'SUPPLIES', 'K'],
      holds('L', 20, 'M'),
      holds('M', 30, 'K'),
      // Behind who is out of the branch stand some of the branch.
      holds('Near', 40, 'Across'),
      holds('Across', 50, 'Behind'),
      holds('Behind', 60, 'Beyond'),
      ['stranger', 'DIRECTOR', 'Near'],
      ['stranger', 'DIRECTOR', 'Beyond'],
      ...many.map((name): [string, string, string] => [name, 'SUPPLIES', 'Hub']),
      ['now', 'DIRECTOR', 'Then', { valid_from: '2024-01-01', valid_to: '2025-01-01' }],
    ]);
  });
  afterAll(() => bank.close());

  const network = async (reader: string, customer: string, given = '', root = 'customer(customerNumber: $n)') => {
    const source = `query ($n: String!) { found: ${root} { network${given} { ${networkFields} } } }`;
    const answer = (await bank.ask(reader, source, { n: customer })) as never as { found: { network: never } | null };
    return answer.found && drawn(answer.found.network);
  };

  it('goes as far as it is asked, each relation told once and as its type speaks', async () => {
    expect(await network('HO0001', 'C', '(depth: 1)')).toEqual({
      nodes: ['0 C', '1 B', '1 D'],
      edges: ['C SHAREHOLDING D', 'B GUARANTEES C'],
      more: 0,
      isCounted: true,
    });
    expect(await network('HO0001', 'C')).toEqual({
      nodes: ['0 C', '1 B', '1 D', '2 A', '2 E'],
      edges: ['C SHAREHOLDING D', 'B GUARANTEES C', 'D SHAREHOLDING E', 'A SHAREHOLDING B'],
      more: 0,
      isCounted: true,
    });
    const far = await network('HO0001', 'A', '(depth: 5)');
    expect(far?.nodes).toEqual(['0 A', '1 B', '2 C', '3 D', '4 E', '5 F']);
  });

  it('tells what a relation is', async () => {
    const source = `{ customer(customerNumber: "B") { network(depth: 1) {
      nodes { key depth party { kind displayName access } customer { customerNumber } }
      edges { from to type label directness sharePct shareMin shareMax validFrom validTo } } } }`;
    const node = (key: number, name: string) => ({
      key,
      depth: Math.min(key - 1, 1),
      party: { kind: 'ORGANISATION', displayName: `${name} Meng`, access: 'OWN_BRANCH' },
      customer: { customerNumber: name },
    });
    const common = { directness: 'DIRECT', shareMin: null, shareMax: null, validFrom: '2020-01-01', validTo: null };

    expect(await bank.ask('BM0001', source)).toEqual({
      customer: {
        network: {
          nodes: [node(1, 'B'), node(2, 'A'), node(3, 'C')],
          edges: [
            { ...common, from: 1, to: 3, type: 'GUARANTEES', label: 'GUARANTOR', sharePct: null },
            { ...common, from: 2, to: 1, type: 'SHAREHOLDING', label: 'SHAREHOLDER', sharePct: '90' },
          ],
        },
      },
    });
  });

  it('meets nobody twice in a circle', async () => {
    const circle = {
      nodes: ['0 K', '1 L', '1 M'],
      edges: ['K SHAREHOLDING L', 'L SUPPLIES K', 'L SHAREHOLDING M', 'M SHAREHOLDING K'],
      more: 0,
      isCounted: true,
    };
    expect(await network('HO0001', 'K', '(depth: 5)')).toEqual(circle);
    expect(await network('HO0001', 'K', '(depth: 2)')).toEqual(circle);
  });

  it('goes over relations of some types only', async () => {
    expect(await network('HO0001', 'C', '(types: [SHAREHOLDING], depth: 2)')).toMatchObject({
      nodes: ['0 C', '1 D', '2 E'],
      edges: ['C SHAREHOLDING D', 'D SHAREHOLDING E'],
    });
    expect(await network('HO0001', 'K', '(types: [SUPPLIES])')).toMatchObject({ edges: ['L SUPPLIES K'] });
    expect(await network('HO0001', 'C', '(types: [])')).toMatchObject({ nodes: ['0 C'], edges: [], more: 0 });
  });

  it('shows the nearest and says how many more were found', async () => {
    const shown = await network('HO0001', 'Hub', '(limit: 3)');

    expect(shown).toEqual({
      nodes: ['0 Hub', '1 S0', '1 S1'],
      edges: ['S0 SUPPLIES Hub', 'S1 SUPPLIES Hub'],
      more: 37,
      isCounted: true,
    });
    expect(await network('HO0001', 'S0', '(limit: 1)')).toMatchObject({ nodes: ['0 S0'], edges: [], more: 39 });
    expect(await network('HO0001', 'Hub', '(limit: 40)')).toMatchObject({ more: 0 });
  });

  it('ends at a stub: nothing behind it is told, drawn or counted', async () => {
    expect(await network('BM0001', 'Near', '(depth: 5)')).toEqual({
      nodes: ['0 Near', '1 A**', '1 s**'],
      edges: ['Near SHAREHOLDING A**', 's** DIRECTOR Near'],
      more: 0,
      isCounted: true,
    });
    expect(await network('BM0001', 'Near', '(depth: 5, limit: 1)')).toMatchObject({ more: 2 });
    expect(await network('HO0001', 'Near', '(depth: 5)')).toEqual({
      nodes: ['0 Near', '1 Across', '1 s**', '2 Behind', '3 Beyond'],
      edges: [
        'Near SHAREHOLDING Across',
        'Across SHAREHOLDING Behind',
        's** DIRECTOR Near',
        's** DIRECTOR Beyond',
        'Behind SHAREHOLDING Beyond',
      ],
      more: 0,
      isCounted: true,
    });
  });

  it('goes no further than the direct relations for who looks one customer up', async () => {
    const lookup = 'lookup(scheme: CUSTOMER_NUMBER, value: $n)';

    expect(await network('TL0001', 'C', '(depth: 5)', lookup)).toEqual({
      nodes: ['0 C', '1 B**', '1 D**'],
      edges: ['C SHAREHOLDING D**', 'B** GUARANTEES C'],
      more: 0,
      isCounted: true,
    });
  });

  it('is that of the day of the view', async () => {
    const root = (day: string) => `customer(customerNumber: $n, asOf: "${day}")`;

    expect(await network('HO0001', 'Then', '', root('2024-12-31'))).toMatchObject({
      nodes: ['0 Then', '1 now'],
      edges: ['now DIRECTOR Then'],
    });
    expect(await network('HO0001', 'Then', '', root('2025-01-01'))).toMatchObject({ nodes: ['0 Then'], edges: [] });
    expect(await network('HO0001', 'Then')).toMatchObject({ nodes: ['0 Then'], edges: [] });
  });

  it.each([
    ['depth: 0', 'BAD_USER_INPUT', 'Customer.network(depth:) is at least 1.'],
    ['depth: 6', 'LIMIT_EXCEEDED', 'Customer.network(depth:) is at most 5.'],
    ['limit: 0', 'BAD_USER_INPUT', 'Customer.network(limit:) is at least 1.'],
    ['limit: 201', 'LIMIT_EXCEEDED', 'Customer.network(limit:) is at most 200.'],
  ])('refuses %s', async (given, code, message) => {
    const source = `{ customer(customerNumber: "C") { network(${given}) { more } } }`;
    const name = given.split(':')[0] as string;
    const asked = `query ($${name}: Int!) { customer(customerNumber: "C") { network(${name}: $${name}) { more } } }`;

    expect(await bank.ask('HO0001', source)).toEqual({ code, message });
    expect(await bank.ask('HO0001', asked, { [name]: Number(given.split(' ')[1]) })).toEqual({ code, message });
  });

  it('counts what hangs on its parties among the rows of the answer', async () => {
    const source = (
      limit: string,
    ) => `query ($limit: Int! = 200) { customers(first: 100) { nodes { network(limit: ${limit}) {
      nodes { customer { accounts(first: 3) { totalCount nodes { id } } } } } } } }`;
    const refused = { code: 'LIMIT_EXCEEDED', message: 'The request could answer more than 50000 rows.' };

    expect(await bank.ask('HO0001', source('200'))).toEqual(refused);
    expect(await bank.ask('HO0001', source('$limit'))).toEqual(refused);
    expect(await bank.ask('HO0001', source('$limit'), { limit: 2 })).toHaveProperty('customers');
  });

  it.each([
    ['the statement’s alone', { predicates: true, rowSecurity: false }],
    ['row security alone', { predicates: false, rowSecurity: true }],
  ] as const)('is the same behind one wall: %s', async (_name, walls) => {
    const source = `{ customers(first: 100) { nodes { network(depth: 5, limit: 200) { ${networkFields} } } } }`;
    const readers = ['HO0001', 'BM0001', 'BM0002'];
    const expected = await Promise.all(readers.map((reader) => bank.ask(reader, source)));

    const got = await behindWalls(walls, bank.urls.ownerUrl, async () => {
      const world = await openWorld(bank.urls);
      const answers = await Promise.all(readers.map((reader) => asking(world)(reader, source)));
      await world.end();
      return answers;
    });

    expect(got).toEqual(expected);
  });
});
