import { type AttackedBank, attackedBank, hiddenFrom, staff } from './attacked-bank';
import { type AttackedServer, serve } from './attacked-server';
import { type Leaks, leaksIn } from './leaks';
import { accountNumberOf, customerNumberOf, identifierOf } from './planted';

/** A generator of numbers in [0, 1) that repeats itself for a seed. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const documents = [
  'query A($n: Int = 3, $f: CustomerFilter) { customers(first: $n, filter: $f) { totalCount nodes { id displayName access } } }',
  '{ customers { edges { cursor node { ...C } } } } fragment C on Customer { customerNumber identifiers { value } contactPoints { value } }',
  'query B($i: ID!) { node(id: $i) { __typename id ... on Customer { displayName accounts { nodes { number } } } ... on Account { number } } }',
  'query C($i: [ID!]!) { nodes(ids: $i) { id ... on Interaction { notes } ... on Transaction { amount { amount } remittance } } }',
  'query D($t: String!) { search(text: $t, first: 5) { totalCount nodes { customerNumber displayName } } }',
  '{ accounts(filter: { status: { eq: ENABLED } }, orderBy: [{ field: OPENED_ON, direction: DESC }]) { nodes { balance { amount } parties { party { displayName } customer { id } } } } }',
  '{ orgUnit(code: "B001") { name children { nodes { code customers(first: 2) { nodes { displayName } } } } } viewer { name grants { role } } }',
  'query E($s: IdentifierScheme = PASSPORT, $v: String!) { a: lookup(scheme: $s, value: $v) { id displayName } }',
  '{ customers(last: 2) { nodes { relatedParties { totalCount restrictedCount nodes { party { kind displayName } customer { displayName } } } timeline(first: 3) { nodes { __typename ... on Complaint { reason } } } } } }',
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
  '@skip(if: true)',
  '#',
  '[',
  '-1e999',
  '王',
  '\u202e',
  'null',
  ':',
  '__typename',
  'first: 0',
  'id',
  'nodes { id }',
  'not: {',
  "' or 1=1",
  '99999999999',
];

describe('two thousand mutated requests of random readers', () => {
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

  test('each get a well-formed answer without an inner error, none anything out of scope, and the server stays well', async () => {
    const random = randomOf(20_260_616);
    const one = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item;
    const ids = [1, 2, 3, 4, 5, 6, 8].flatMap((nn) => leaks.idsOf(nn));
    const mutated = (text: string): string => {
      let result = text;
      for (let count = Math.floor(random() * 3); count > 0; count -= 1) {
        const place = Math.floor(random() * result.length);
        const cut = random() < 0.5 ? Math.floor(random() * 6) : 0;
        result = `${result.slice(0, place)}${random() < 0.7 ? one(pieces) : ''}${result.slice(place + cut)}`;
      }
      return result;
    };
    const values = () => ({
      n: one([0, 1, 100, -1, 2 ** 31, '3', null, 1.5]),
      i: random() < 0.5 ? one(ids) : one([[one(ids), one(ids)], [], 'x', null, mutated(one(ids))]),
      t: one(['Meng', 'Canary03', customerNumberOf(3), identifierOf(1), '%', '', '\u0000', 'x'.repeat(200)]),
      v: one([customerNumberOf(1), identifierOf(6), accountNumberOf(2), '']),
      s: one(['NATIONAL_ID', 'PASSPORT', 'CUSTOMER_NUMBER', 'X', null]),
      f: one([
        { tier: { eq: 'PRIVATE' } },
        { not: { or: [] } },
        { customerNumber: { in: [null] } },
        { x: 1 },
        [],
        'f',
        null,
      ]),
    });
    const outcomes = new Map<string, number>();
    for (let each = 0; each < 2000; each += 1) {
      const reader = one(staff)[0];
      const body = JSON.stringify({
        query: mutated(one(documents)),
        variables: random() < 0.9 ? values() : one([[], 'x', null, 7]),
      });
      const headers = {
        'content-type': 'application/json',
        accept: one(['*/*', 'application/json', 'application/graphql-response+json']),
      };
      const answer = await server.send(reader, {
        method: 'POST',
        headers,
        body: random() < 0.1 ? mutated(body) : body,
      });
      expect(answer.errors.length > 0 || answer.data !== undefined).toBe(true);
      for (const { extensions, message } of answer.errors) {
        expect([body, extensions.code, message].slice(extensions.code === 'INTERNAL' ? 0 : 3)).toEqual([]);
        expect(message).not.toMatch(/select |relation "|column "|\.ts:|node_modules/);
      }
      expect(leaks.of(hiddenFrom(reader), { ...answer, text: withoutEcho(answer.text) })).toEqual([]);
      const outcome = answer.errors[0]?.extensions.code ?? 'OK';
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    }
    expect([...outcomes.keys()].sort()).toEqual(
      ['BAD_USER_INPUT', 'FORBIDDEN_INPUT', 'LIMIT_EXCEEDED', 'OK', 'RATE_LIMITED'].filter((code) =>
        outcomes.has(code),
      ),
    );
    expect(outcomes.get('OK')).toBeGreaterThan(250);
    const faults = server
      .log()
      .split('\n')
      .filter((line) => line.includes('"level":50'));
    expect(faults).toEqual([]);
    expect((await fetch(`${server.address}/readyz`)).status).toBe(200);
    const { data } = await server.ask('HO1', '{ customers { totalCount } }');
    expect(data.customers.totalCount).toBe(7);
  }, 120_000);
});

/** What a refusal repeats of the request itself was known to who sent it. */
function withoutEcho(text: string): string {
  const { errors, ...rest } = JSON.parse(text);
  return JSON.stringify(rest);
}
