import { runningServer, type TestServer } from './running';

/** A generator of numbers in [0, 1) that repeats itself for a seed. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const documents = [
  'query A($n: Int = 2) { people(first: $n) { totalCount nodes { name friends(first: 3) { totalCount } } } }',
  '{ hello(name: "Li") a: hello ...F } fragment F on Query { text @include(if: true) }',
  'mutation { rename(name: """block "text" here""") }',
  'query($name: String) { hello(name: $name) __schema { types { name } } }',
];
const pieces = [
  '{',
  '}',
  '(',
  ')',
  '"',
  '"""',
  '\\',
  '\u0000',
  '\ud800',
  '...',
  '$',
  '@skip(if: 1)',
  '#',
  '[',
  '-1e999',
  '王',
  '\u202e',
  'null',
  ':',
  '__typename',
];
const types = [
  'application/json',
  'application/json; charset=utf-8',
  'application/graphql',
  '',
  'application/json;;;=',
  'text/html',
];
const accepts = [
  '*/*',
  'application/json',
  'application/graphql-response+json',
  'image/png',
  '',
  ';;;',
  'multipart/mixed',
];

describe('500 random requests', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await runningServer();
  });
  afterAll(() => server.stop());

  it('each get an answer of GraphQL, none an inner error, and the server stays well', async () => {
    const random = randomOf(20_260_105);
    const one = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item;
    const mutated = (text: string): string => {
      let result = text;
      for (let times = 1 + Math.floor(random() * 4); times > 0; times -= 1) {
        const place = Math.floor(random() * result.length);
        const cut = random() < 0.5 ? Math.floor(random() * 6) : 0;
        result = `${result.slice(0, place)}${random() < 0.7 ? one(pieces) : ''}${result.slice(place + cut)}`;
      }
      return result;
    };
    const statuses = new Map<number, number>();
    for (let each = 0; each < 500; each += 1) {
      const body: Record<string, unknown> = { query: mutated(one(documents)) };
      if (random() < 0.3)
        body.variables = one([{ n: 'x' }, { n: Number.MAX_VALUE }, [], 'x', null, { name: { deep: [[]] } }]);
      if (random() < 0.2) body.operationName = one(['A', 'B', '', 5, null, '__proto__']);
      if (random() < 0.1) body.extensions = one([{ persistedQuery: 1 }, { persistedQuery: { version: 1 } }, [], null]);
      const text = JSON.stringify(body);
      const response = await server.post(random() < 0.3 ? mutated(text) : text, {
        'content-type': random() < 0.8 ? 'application/json' : one(types),
        accept: one(accepts),
      });
      const answer = (await response.json()) as { errors?: { extensions: { code: string } }[]; data?: unknown };
      expect(answer.errors ?? answer.data).toBeDefined();
      for (const { extensions } of answer.errors ?? [])
        expect(['BAD_USER_INPUT', 'LIMIT_EXCEEDED']).toContain(extensions.code);
      statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1);
    }
    expect([...statuses.keys()].sort()).toEqual([200, 400, 406, 415]);
    expect(server.lines().filter(({ level }) => Number(level) > 30)).toEqual([]);
    expect(await (await server.post({ query: '{ hello }' })).text()).toBe('{"data":{"hello":"hello you"}}');
  });
});
