import { parse } from 'graphql';
import { asking } from '../graph/small-bank';
import { openWorld } from '../support/reference/world';
import { behindWalls } from '../support/walls/two-walls';
import { drawn, networkFields } from './drawing';
import { holds, type OwnedBank, ownedBank } from './owned-bank';

const people = Object.fromEntries(
  ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'P', 'Q', 'R', 'S', 'T', 'Then', 'now', 'Alone'].map((name) => [
    name,
    'B001' as const,
  ]),
);

describe('the path from one customer to another', () => {
  let bank: OwnedBank;
  const ids = new Map<string, string>();

  beforeAll(async () => {
    bank = await ownedBank({ ...people, Across: 'B002', stranger: 'none' }, [
      // A chain of seven.
      holds('A', 90, 'B'),
      ['B', 'GUARANTEES', 'C'],
      holds('C', 80, 'D'),
      holds('D', 70, 'E'),
      holds('E', 60, 'F'),
      holds('F', 60, 'G'),
      holds('G', 60, 'H'),
      // Two ways of one length over Q and R, one by a single relation of another type, and a longer one over T.
      holds('P', 10, 'R'),
      holds('R', 10, 'S'),
      holds('P', 10, 'Q'),
      holds('S', 10, 'Q'),
      ['Q', 'SUPPLIES', 'S'],
      ['S', 'GUARANTEES', 'T'],
      ['T', 'SUPPLIES', 'P'],
      // Only somebody of another branch, and who is nobody's customer, stand between.
      holds('A', 5, 'Across'),
      holds('Across', 5, 'E'),
      ['stranger', 'DIRECTOR', 'A'],
      ['stranger', 'DIRECTOR', 'H'],
      ['now', 'DIRECTOR', 'Then', { valid_from: '2024-01-01', valid_to: '2025-01-01' }],
    ]);
    const rows = await bank.sql<{ name: string; id: string }[]>`
      select customer_number as name, public_id as id from customer`;
    for (const { name, id } of rows) ids.set(name, id);
  });
  afterAll(() => bank.close());

  const source = (given = '') =>
    `query ($from: ID!, $to: ID!) { path: relationshipPath(from: $from, to: $to${given}) { ${networkFields} } }`;
  const between = (from: string, to: string) => ({ from: ids.get(from) ?? from, to: ids.get(to) ?? to });
  const path = async (reader: string, from: string, to: string, given = '') => {
    const answer = (await bank.ask(reader, source(given), between(from, to))) as { path: never };
    return answer.path && drawn(answer.path);
  };

  it('leads from party to party', async () => {
    expect(await path('HO0001', 'A', 'D')).toEqual({
      nodes: ['0 A', '1 B', '2 C', '3 D'],
      edges: ['A SHAREHOLDING B', 'B GUARANTEES C', 'C SHAREHOLDING D'],
      more: 0,
      isCounted: true,
    });
    expect(await path('HO0001', 'D', 'A')).toMatchObject({
      nodes: ['0 D', '1 C', '2 B', '3 A'],
      edges: ['C SHAREHOLDING D', 'B GUARANTEES C', 'A SHAREHOLDING B'],
    });
  });

  it('is a shortest one', async () => {
    expect(await path('HO0001', 'A', 'E')).toMatchObject({ nodes: ['0 A', '1 Across', '2 E'] });
    expect(await path('BM0001', 'A', 'E')).toMatchObject({ nodes: ['0 A', '1 B', '2 C', '3 D', '4 E'] });
  });

  it('of two as short is the one over the party registered first, with all relations on it', async () => {
    const overQ = {
      nodes: ['0 P', '1 Q', '2 S'],
      edges: ['P SHAREHOLDING Q', 'Q SUPPLIES S', 'S SHAREHOLDING Q'],
    };
    for (let turn = 0; turn < 3; turn += 1) expect(await path('HO0001', 'P', 'S')).toMatchObject(overQ);
    expect(await path('HO0001', 'S', 'P')).toMatchObject({ nodes: ['0 S', '1 Q', '2 P'] });
  });

  it('goes over relations of some types only', async () => {
    expect(await path('HO0001', 'P', 'S', ', types: [SHAREHOLDING]')).toMatchObject({
      edges: ['P SHAREHOLDING Q', 'S SHAREHOLDING Q'],
    });
    expect(await path('HO0001', 'P', 'S', ', types: [SUPPLIES, GUARANTEES]')).toMatchObject({
      nodes: ['0 P', '1 T', '2 S'],
      edges: ['T SUPPLIES P', 'S GUARANTEES T'],
    });
    expect(await path('HO0001', 'P', 'S', ', types: [DIRECTOR]')).toBeNull();
  });

  it('is no longer than it may be', async () => {
    expect(await path('BM0001', 'A', 'E', ', maxLength: 4')).toMatchObject({ nodes: { length: 5 } });
    expect(await path('BM0001', 'A', 'E', ', maxLength: 3')).toBeNull();
    expect(await path('BM0001', 'A', 'G', ', maxLength: 6')).toMatchObject({ nodes: { length: 7 } });
    expect(await path('BM0001', 'A', 'H', ', maxLength: 6')).toBeNull();
  });

  it('from a customer to itself has no relation', async () => {
    expect(await path('BM0001', 'A', 'A')).toEqual({ nodes: ['0 A'], edges: [], more: 0, isCounted: true });
  });

  it('is that of the day of the view', async () => {
    expect(await path('HO0001', 'Then', 'now', ', asOf: "2024-06-30"')).toMatchObject({
      edges: ['now DIRECTOR Then'],
    });
    expect(await path('HO0001', 'Then', 'now')).toBeNull();
  });

  it('tells an end out of scope, one that never was and one that is not joined alike', async () => {
    const text = async (reader: string, from: string, to: string) =>
      JSON.stringify(await bank.ask(reader, source(), between(from, to)));
    const unknown = `cus_${'A'.repeat(22)}`;
    const none = '{"path":null}';

    expect(await text('BM0001', 'A', 'Alone')).toBe(none);
    expect(await text('BM0001', 'A', 'Across')).toBe(none);
    expect(await text('BM0001', 'Across', 'A')).toBe(none);
    expect(await text('BM0001', 'Across', 'Across')).toBe(none);
    expect(await text('BM0001', 'A', unknown)).toBe(none);
    expect(await text('BM0001', unknown, 'A')).toBe(none);
    expect(await text('BM0002', 'A', 'B')).toBe(none);
  });

  it('is nothing for who may look up single customers only', async () => {
    expect(await path('TL0001', 'A', 'B')).toBeNull();
    expect(await path('TL0001', 'A', 'A')).toBeNull();
  });

  it('records its ends as they were given, and every customer of whom it tells', async () => {
    const world = await openWorld(bank.urls);
    const viewer = await world.viewerOf('HO0001');
    if (!viewer) throw new Error('HO0001 is not at work.');
    const reads = async (text: string) => {
      const variables = between('A', 'D');
      const document = parse(`query ($from: ID!, $to: ID!) { ${text} }`);
      return (await world.graph.answer({ document, operationName: null, variables, viewer })).reads;
    };
    const keyOf = (name: string) => bank.keys.get(name);

    const path = await reads(
      'relationshipPath(from: $from, to: $to, types: [SHAREHOLDING, GUARANTEES]) { edges { type } }',
    );
    const network = await reads(
      'node(id: $from) { ... on Customer { network { edges { sharePct } } } } customer(id: $to) { id }',
    );
    await world.end();

    expect(path?.ids).toEqual([ids.get('A'), ids.get('D')]);
    expect(path?.customers).toEqual(['A', 'B', 'C'].map(keyOf));
    expect(network?.customers.toSorted()).toEqual(['A', 'B', 'D', 'Across'].map(keyOf).toSorted());
  });

  it.each([
    [', maxLength: 0', 'BAD_USER_INPUT', 'Query.relationshipPath(maxLength:) is at least 1.'],
    [', maxLength: 7', 'LIMIT_EXCEEDED', 'Query.relationshipPath(maxLength:) is at most 6.'],
  ])('refuses %s', async (given, code, message) => {
    expect(await bank.ask('HO0001', source(given), between('A', 'B'))).toEqual({ code, message });
  });

  it('refuses what is no id of a customer', async () => {
    const malformed = { code: 'BAD_USER_INPUT', message: 'The id is malformed, or of another type.' };

    expect(await bank.ask('HO0001', source(), between('A', 'x'))).toEqual(malformed);
    expect(await bank.ask('HO0001', source(), between(`rel_${'A'.repeat(22)}`, 'A'))).toEqual(malformed);
  });

  it.each([
    ['the statement’s alone', { predicates: true, rowSecurity: false }],
    ['row security alone', { predicates: false, rowSecurity: true }],
  ] as const)('is the same behind one wall: %s', async (_name, walls) => {
    const pairs = ['A', 'E', 'H', 'Across'].flatMap((from) =>
      ['D', 'E', 'H', 'Across'].map((to) => [from, to] as const),
    );
    const asked = ['HO0001', 'BM0001', 'BM0002'].flatMap((reader) => pairs.map((pair) => [reader, ...pair] as const));
    const answers = async (ask: OwnedBank['ask']) =>
      Promise.all(asked.map(([reader, from, to]) => ask(reader, source(', maxLength: 6'), between(from, to))));
    const expected = await answers(bank.ask);

    const got = await behindWalls(walls, bank.urls.ownerUrl, async () => {
      const world = await openWorld(bank.urls);
      const found = await answers(asking(world));
      await world.end();
      return found;
    });

    expect(got).toEqual(expected);
  });
});
