import { type AttackedBank, attackedBank } from './attacked-bank';
import { type Answer, type AttackedServer, serve } from './attacked-server';

/** The twelve checks of graphql-cop, each with the request it sends and the sign by which it finds fault. */
describe('the checks of graphql-cop', () => {
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

  const ask = (query: string): Promise<Answer> => server.ask('HO1', query);
  const encoded = (query: string) => `/graphql?query=${encodeURIComponent(query)}`;
  const codes = ({ errors }: Answer) => errors.map(({ extensions }) => extensions.code);

  test('alias overloading: a hundred and one aliases are refused', async () => {
    const answer = await ask(
      `query cop { ${Array.from({ length: 101 }, (_, n) => `alias${n}:__typename`).join(' ')} }`,
    );
    expect(answer.data).toBeUndefined();
    expect(codes(answer)).toContain('LIMIT_EXCEEDED');
  });

  test('array-based batching: ten operations in one request are refused', async () => {
    const body = JSON.stringify(Array(10).fill({ query: 'query cop { __typename }' }));
    const answer = await server.send('HO1', { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    expect([answer.status, codes(answer)]).toEqual([400, ['BAD_USER_INPUT']]);
    expect(answer.text).not.toContain('__typename');
  });

  test('directive overloading: ten directives are not checked one by one', async () => {
    const answer = await ask(`query cop { __typename ${'@aa'.repeat(10)} }`);
    expect(answer.data).toBeUndefined();
    expect(answer.errors.length).toBeLessThan(10);
    const many = await ask(`query cop { __typename ${'@include(if: true)'.repeat(60)} }`);
    expect(codes(many)).toContain('LIMIT_EXCEEDED');
  });

  test('circular introspection: fields of types of fields of types are refused', async () => {
    const circle = `{ __schema { types { ${'fields { type { '.repeat(4)} name ${'} } '.repeat(4)} } } }`;
    const answer = await ask(`query cop ${circle}`);
    expect([answer.data, answer.errors.length > 0]).toEqual([undefined, true]);
    expect(answer.text.length).toBeLessThan(4000);
  });

  test('field duplication: five hundred times one field is refused', async () => {
    const answer = await ask(`query cop { ${'__typename \n'.repeat(500)} }`);
    expect([answer.data, codes(answer)]).toEqual([undefined, ['LIMIT_EXCEEDED']]);
  });

  test('mutations by GET: refused, whatever they say', async () => {
    for (const query of ['mutation cop {__typename}', 'mutation cop { rename(name: "x") }']) {
      const answer = await server.send('HO1', { path: encoded(query) });
      expect(answer.data ?? null).toBeNull();
      expect(answer.text).not.toContain('Mutation"');
    }
  });

  test('queries by GET: only with a token in a header, which no other site can make a browser send', async () => {
    for (const headers of [{}, { cookie: `authorization=Bearer ${await server.tokenOf('HO1')}` }] as Record<
      string,
      string
    >[]) {
      const response = await fetch(`${server.address}${encoded('query cop {__typename}')}`, { headers });
      expect(response.status).toBe(401);
      expect(await response.text()).not.toContain('__typename');
      expect(response.headers.get('access-control-allow-origin')).toBeNull();
    }
    const preflight = await fetch(`${server.address}/graphql`, {
      method: 'OPTIONS',
      headers: {
        origin: 'https://evil.example',
        'access-control-request-method': 'GET',
        'access-control-request-headers': 'authorization',
      },
    });
    expect([preflight.status, preflight.headers.get('access-control-allow-headers')]).toEqual([401, null]);
  });

  test('queries as a form: refused', async () => {
    for (const [type, body] of [
      ['application/x-www-form-urlencoded', 'query=query%20cop%20%7B__typename%7D'],
      [
        'multipart/form-data; boundary=x',
        '--x\r\ncontent-disposition: form-data; name="query"\r\n\r\n{__typename}\r\n--x--',
      ],
      ['text/plain', '{"query":"{__typename}"}'],
    ] as const) {
      const answer = await server.send('HO1', { method: 'POST', headers: { 'content-type': type }, body });
      expect([answer.status, answer.data]).toEqual([415, undefined]);
    }
  });

  test('field suggestions: a wrong name brings no right one', async () => {
    for (const query of [
      'query cop { __schema { directive } }',
      '{ custmers { totalCount } }',
      '{ customers(frist: 1) { totalCount } }',
    ]) {
      const answer = await ask(query);
      expect([answer.data, answer.text.includes('Did you mean')]).toEqual([undefined, false]);
    }
  });

  test('introspection: open to who is signed in, by intent, and to nobody else', async () => {
    const query = 'query cop { __schema { types { name fields { name } } } }';
    const { data } = await ask(query);
    expect(data.__schema.types.length).toBeGreaterThan(25);
    const response = await fetch(`${server.address}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    });
    expect([response.status, (await response.text()).includes('__schema')]).toEqual([401, false]);
    // The schema is one for all: what a reader may not see is not told by leaving it out.
    expect((await server.ask('XX1', query)).text).toBe((await ask(query)).text);
  });

  test('trace and debug modes: nothing is told of how long or by what', async () => {
    const traced: Record<string, string> = {
      'x-apollo-tracing': '1',
      'apollo-federation-include-trace': 'ftv1',
      'x-debug': '1',
    };
    for (const headers of [{}, traced]) {
      const answer = await server.ask('HO1', 'query cop { __typename viewer { name } }', {}, headers);
      expect(answer.text).not.toMatch(/tracing|ftv1|duration|debug|startTime/i);
      expect(Object.keys(answer.headers).join()).not.toMatch(/server|powered|timing|trace|version/);
    }
  });

  test('unhandled errors: no exception, stack, path or statement', async () => {
    const broken = [
      'qwerty cop { abc }',
      'query cop { abc }',
      '{ customer(id: 1) { id } }',
      '{',
      '\u0000',
      '{ node(id: "',
    ];
    for (const query of broken) {
      const answer = await ask(query);
      expect(answer.errors.length).toBeGreaterThan(0);
      expect(codes(answer)).toEqual(answer.errors.map(() => 'BAD_USER_INPUT'));
      expect(answer.text).not.toMatch(/exception|stack|node_modules|\/src\/|\.js|\.ts|select |Postgres/i);
    }
  });
});
