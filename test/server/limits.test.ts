import { getIntrospectionQuery, parse } from 'graphql';
import { measureOperation } from '../../src/documents/measure';
import { ideWindows } from '../../src/server/ide-windows';
import { runningServer, type TestServer } from './running';

describe('limits', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await runningServer();
  });
  afterAll(() => server.stop());

  async function errorOf(query: string, variables = {}): Promise<string> {
    const startedAt = performance.now();
    const body = (await (await server.post({ query, variables })).json()) as {
      errors: { message: string; extensions: { code: string } }[];
    };
    expect(performance.now() - startedAt).toBeLessThan(1500);
    return `${body.errors[0]?.extensions.code}: ${body.errors[0]?.message}`;
  }

  const nested = (depth: number) =>
    `{ people(first: 1) ${'{ nodes { friends(first: 1) '.repeat(depth)}{ totalCount }${' } }'.repeat(depth)} }`;

  it('lets a full introspection pass', async () => {
    const response = await server.post({ query: getIntrospectionQuery() });
    expect(((await response.json()) as { errors?: unknown }).errors).toBeUndefined();
  });

  it.each([
    ['depth', nested(8), 'The depth of the query is over the limit of 16.'],
    [
      'aliases',
      `{ ${Array.from({ length: 101 }, (_, n) => `a${n}: __typename`).join(' ')} }`,
      'The number of aliases of the query is over the limit of 100.',
    ],
    [
      'directives',
      `{ hello ${'@include(if: true) '.repeat(51)} }`,
      'The number of directives of the query is over the limit of 50.',
    ],
    [
      'top-level fields',
      `{ ${'hello '.repeat(21)} }`,
      'The number of top-level fields of the query is over the limit of 20.',
    ],
    [
      'tokens',
      `{ ${'hello '.repeat(3000)} }`,
      'Syntax Error: Document contains more that 3000 tokens. Parsing aborted.',
    ],
  ])('refuses too much of %s', async (_name, query, message) => {
    expect(await errorOf(query)).toBe(`LIMIT_EXCEEDED: ${message}`);
  });

  it('refuses variables of too many values', async () => {
    expect(
      await errorOf('query($name: String) { hello(name: $name) }', { name: 'x', other: Array(6000).fill(1) }),
    ).toBe('LIMIT_EXCEEDED: The variables hold more than 5000 values.');
  });

  it('stays quick under bombs of fragments, overlapping fields, nested lists and comments', async () => {
    const doubling = Array.from(
      { length: 40 },
      (_, n) => `fragment F${n} on Person { friends { nodes { ...F${n + 1} ...F${n + 1} } } }`,
    );
    expect(
      await errorOf(`{ people { nodes { ...F0 } } } ${doubling.join(' ')} fragment F40 on Person { name }`),
    ).toContain('LIMIT_EXCEEDED: The depth');
    const flat = Array.from({ length: 200 }, (_, n) => `fragment G${n} on Person { ...G${n + 1} ...G${n + 1} }`);
    expect(
      await errorOf(`{ people { nodes { ...G0 } } } ${flat.join(' ')} fragment G200 on Person { a: name }`),
    ).toContain('LIMIT_EXCEEDED: The number of aliases');
    expect(
      await errorOf('{ people { nodes { ...A } } } fragment A on Person { ...B } fragment B on Person { ...A }'),
    ).toContain('Cannot spread fragment "A" within itself');
    expect(
      (await server.post({ query: `{ people { nodes { ${'friends { nodes { name } } '.repeat(300)} } } }` })).status,
    ).toBe(200);
    expect(await errorOf(`{ hello(name: ${'['.repeat(1400)}${']'.repeat(1400)}) }`)).toContain('BAD_USER_INPUT');
    expect(await errorOf(`{ hello(name: ${'{a:'.repeat(700)}1${'}'.repeat(700)}) }`)).toContain('BAD_USER_INPUT');
    expect(await errorOf(`{ missing ${'#x\n'.repeat(20_000)} }`)).toContain(
      'BAD_USER_INPUT: Cannot query field "missing"',
    );
    expect((await server.post({ query: '{ hello }' })).status).toBe(200);
  });

  it('leaves room for the 360° view', () => {
    const document = parse(ideWindows.at(-1)?.initialQuery ?? '');
    const [operation] = document.definitions;
    if (operation?.kind !== 'OperationDefinition') throw new Error('no operation');
    expect(measureOperation(document, operation)).toEqual({ depth: 7, aliases: 0, directives: 0, rootFields: 1 });
  });

  it('limits the requests of one principal by the minute and says when to come back', async () => {
    const strict = await runningServer({ limits: { requestsPerMinute: 3 } });
    const statuses = [];
    for (let each = 0; each < 4; each += 1) statuses.push((await strict.post({ query: '{ hello }' })).status);
    expect(statuses).toEqual([200, 200, 200, 429]);
    const refused = await strict.post({ query: '{ hello }' });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(50);
    expect(await refused.text()).toContain('"code":"RATE_LIMITED"');
    expect(strict.graph.asked).toHaveLength(3);
    await strict.stop();
  });
});
