import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { runningServer, type TestServer } from './running';

interface WireError {
  readonly message: string;
  readonly extensions: { readonly code: string };
}

describe('bad input', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await runningServer();
  });
  afterAll(() => server.stop());

  async function refusal(answer: Promise<Response>): Promise<[status: number, code: string, message: string]> {
    const response = await answer;
    const { errors } = (await response.json()) as { errors: WireError[] };
    expect(errors).toHaveLength(1);
    return [response.status, errors[0]?.extensions.code ?? '', errors[0]?.message ?? ''];
  }

  const hello = { query: '{ hello }' };

  it.each([
    ['{"query": "{ hello }"', 400, 'The request body is not valid JSON: it ends too early.'],
    ['{"query": "{ hello }" "variables": {}, "operationName": "LongEnoughToBeCutInMessages"}', 400, 'at character 23.'],
    ['{"query": "{ hello\n }"}', 400, 'The request body is not valid JSON at character 19.'],
    ['{"query": }', 400, 'The request body is not valid JSON at character 11.'],
    ['', 400, 'The request body is not valid JSON: it ends too early.'],
    ['null', 400, 'The request body must be a JSON object.'],
    ['"text"', 400, 'The request body must be a JSON object.'],
    ['[{"query":"{ hello }"}]', 400, 'Send one operation at a time: batches are not taken.'],
    ['{"query":"{ hello }","query":"{ boom }"}', 400, 'The request body gives "query" twice.'],
    ['{"query":"{ hello }","variables":{"a":1,"b":{"a":1},"\\u0061":2}}', 400, 'The request body gives "a" twice.'],
    [
      '{"query":"{ hello }","variables":{"__proto__":{}}}',
      400,
      'The request body has a name that is not allowed: __proto__.',
    ],
    [
      `{"query":"{ hello }","variables":{"a":${'['.repeat(40)}${']'.repeat(40)}}}`,
      400,
      'The request body nests deeper than 32 levels.',
    ],
    ['{}', 400, 'POST body missing, invalid Content-Type, or JSON object has no keys.'],
    ['{"query":""}', 400, 'GraphQL operations must contain a non-empty `query` or a `persistedQuery` extension.'],
    [
      '{"query":"{ hello }","variables":"{}"}',
      400,
      '`variables` in a POST body should be provided as an object, not a recursively JSON-encoded string.',
    ],
    ['{"query":"{ hello }","operationName":7}', 400, '`operationName` in a POST body must be a string if provided.'],
  ])('refuses the body %s', async (body, status, message) => {
    const [gotStatus, code, text] = await refusal(server.post(body));
    expect([gotStatus, code]).toEqual([status, 'BAD_USER_INPUT']);
    expect(text).toContain(message);
  });

  it('refuses bytes that are no UTF-8', async () => {
    const headers = { authorization: 'Bearer good', 'content-type': 'application/json' };
    const answer = fetch(`${server.address}/graphql`, {
      method: 'POST',
      headers,
      body: new Uint8Array([0x22, 0xff, 0x22]),
    });
    expect(await refusal(answer)).toEqual([400, 'BAD_USER_INPUT', 'The request body is not valid UTF-8.']);
  });

  it.each([
    [{ 'content-type': 'text/plain' }, 'Send the request as application/json.'],
    [{ 'content-type': 'application/x-www-form-urlencoded' }, 'Send the request as application/json.'],
    [{ 'content-type': 'multipart/form-data; boundary=x' }, 'Send the request as application/json.'],
    [{ 'content-type': 'application/json; charset=utf-16' }, 'Send the request in UTF-8.'],
    [{ 'content-encoding': 'gzip' }, 'Send the request uncompressed.'],
  ] as [Record<string, string>, string][])('refuses a POST with %j', async (headers, message) => {
    expect(await refusal(server.post(hello, headers))).toEqual([415, 'BAD_USER_INPUT', message]);
  });

  it.each([
    [undefined, 401],
    ['', 401],
    ['Bearer bad', 401],
    ['Basic Z29vZA==', 401],
    ['Bearer stranger', 401],
  ])('answers 401 with one text to the Authorization %j, and nothing is executed', async (authorization, status) => {
    const before = server.graph.asked.length;
    const headers = { 'content-type': 'application/json', ...(authorization !== undefined && { authorization }) };
    for (const body of [JSON.stringify(hello), 'not json', JSON.stringify({ query: '{' })]) {
      const response = await fetch(`${server.address}/graphql`, { method: 'POST', headers, body });
      expect(response.status).toBe(status);
      expect(response.headers.get('www-authenticate')).toBe('Bearer');
      expect(await response.text()).toBe(
        '{"errors":[{"message":"A valid bearer token is required.","extensions":{"code":"UNAUTHENTICATED"}}]}',
      );
    }
    expect(server.graph.asked.length).toBe(before);
  });

  it.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD'])(
    'asks for a token before it says that %s is not served',
    async (method) => {
      expect((await fetch(`${server.address}/graphql`, { method })).status).toBe(401);
      const response = await fetch(`${server.address}/graphql`, { method, headers: { authorization: 'Bearer good' } });
      expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, POST']);
      expect(response.headers.get('access-control-allow-origin')).toBeNull();
    },
  );

  it('refuses a mutation and a subscription by GET, and a subscription by POST', async () => {
    const get = (query: string) =>
      fetch(`${server.address}/graphql?query=${encodeURIComponent(query)}`, {
        headers: { authorization: 'Bearer good' },
      });
    const [status, code, message] = await refusal(get('mutation { rename(name: "x") }'));
    expect([status, code]).toEqual([405, 'BAD_USER_INPUT']);
    expect(message).toContain('GET requests only support query operations');
    expect((await refusal(get('subscription { changed }')))[0]).toBe(405);
    expect(await refusal(server.post({ query: 'subscription { changed }' }))).toEqual([
      200,
      'BAD_USER_INPUT',
      'Subscriptions are not served at this address.',
    ]);
  });

  it('names an operation that is missing or ambiguous, and variables that do not fit', async () => {
    const two = 'query A { hello } query B { hello }';
    expect((await refusal(server.post({ query: two })))[2]).toBe(
      'The document has several operations: say which by operationName.',
    );
    expect((await refusal(server.post({ query: two, operationName: 'C' })))[2]).toBe(
      'The document has no operation named "C".',
    );
    const typed = 'query($n: Int!) { slow(ms: $n) }';
    expect(await refusal(server.post({ query: typed, variables: { n: 'x' } }))).toEqual([
      200,
      'BAD_USER_INPUT',
      'Variable "$n" got invalid value "x"; Int cannot represent non-integer value: "x"',
    ]);
  });

  it('refuses the hash of a text that nobody registered', async () => {
    const extensions = { persistedQuery: { version: 1, sha256Hash: 'a'.repeat(64) } };
    expect(await refusal(server.post({ extensions }))).toEqual([
      200,
      'BAD_USER_INPUT',
      'No such document is registered for this client.',
    ]);
  });

  it('answers a body over the limit with 413, announced or not, and lives on', async () => {
    const large = JSON.stringify({ query: `{ hello } #${'x'.repeat(200_000)}` });
    expect(await refusal(server.post(large))).toEqual([
      413,
      'LIMIT_EXCEEDED',
      'The request body is larger than 102400 bytes.',
    ]);
    const answer = await new Promise<[number, string]>((resolve, reject) => {
      const headers = {
        authorization: 'Bearer good',
        'content-type': 'application/json',
        'transfer-encoding': 'chunked',
      };
      const sent = httpRequest(`${server.address}/graphql`, { method: 'POST', headers }, (response) => {
        response.resume();
        resolve([response.statusCode ?? 0, response.headers.connection ?? '']);
      });
      sent.on('error', reject);
      for (let part = 0; part < 40; part += 1) sent.write('x'.repeat(50_000));
      sent.end();
    });
    expect(answer).toEqual([413, 'close']);
    expect((await server.post(hello)).status).toBe(200);
  });

  it('refuses before the body when the caller waits to be told to go on', async () => {
    const status = await new Promise<number>((resolve, reject) => {
      const headers = {
        authorization: 'Bearer good',
        'content-type': 'application/json',
        'content-length': 5_000_000,
        expect: '100-continue',
      };
      const sent = httpRequest(`${server.address}/graphql`, { method: 'POST', headers }, (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
        sent.destroy();
      });
      sent.on('continue', () => reject(new Error('told to go on'))).on('error', reject);
      sent.flushHeaders();
    });
    expect(status).toBe(413);
  });

  it('lets a slow sender go with 408, and one that breaks off without harm', async () => {
    const patient = await runningServer({
      patience: { headers: 200, request: 400, keepAlive: 1000, silence: 5000, check: 50 },
    });
    const port = Number(new URL(patient.address).port);
    const head =
      'POST /graphql HTTP/1.1\r\nhost: x\r\nauthorization: Bearer good\r\ncontent-type: application/json\r\ncontent-length: 50\r\n\r\n';
    const talk = (text: string) =>
      new Promise<string>((resolve) => {
        let heard = '';
        const socket = connect(port, '127.0.0.1', () => socket.write(text));
        socket.on('data', (part) => (heard += part)).on('close', () => resolve(heard));
      });
    expect(await talk(`${head}{"que`)).toContain('408 Request Timeout');
    expect(await talk('GET /livez HTTP/1.1\r\nhost:')).toContain('408 Request Timeout');
    expect(await talk('NOT HTTP AT ALL\r\n\r\n')).toContain('400 Bad Request');
    expect(await talk(`GET /livez HTTP/1.1\r\nhost: x\r\nx: ${'y'.repeat(20_000)}\r\n\r\n`)).toContain('431');
    await new Promise<void>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => socket.write(`${head}{"que`, () => socket.destroy()));
      socket.on('close', () => resolve());
    });
    expect((await patient.post(hello)).status).toBe(200);
    await patient.stop();
  });

  it('knows its paths only', async () => {
    for (const path of [
      '/nothing',
      '/graphql/',
      '/graphqlx',
      '/ide/../package.json',
      '/ide/%2e%2e/%2e%2e/package.json',
      '//',
    ]) {
      expect([path, (await fetch(`${server.address}${path}`)).status]).toEqual([path, 404]);
    }
    expect((await fetch(`${server.address}/livez`, { method: 'POST' })).status).toBe(405);
    expect((await fetch(`${server.address}/livez`, { method: 'HEAD' })).status).toBe(200);
  });
});
