import { runningServer, type TestServer } from './running';

describe('answers', () => {
  let server: TestServer;
  beforeEach(async () => {
    server = await runningServer();
  });
  afterEach(() => server.stop());

  const textOf = async (query: string, headers = {}) => (await server.post({ query }, headers)).text();

  it('passes ready text through byte by byte', async () => {
    expect(await textOf('{ text }')).toBe('{"data":{"text":"ready  made"},"extensions":{"access":[]}}');
  });

  it('hands the graph the document, the raw variables and the reader', async () => {
    await server.post({
      query: 'query Named($name: String) { hello(name: $name) }',
      variables: { name: 'Li', other: 1 },
    });
    const [asked] = server.graph.asked;
    expect([asked?.operationName, asked?.variables, asked?.viewer.staffNumber]).toEqual([
      null,
      { name: 'Li', other: 1 },
      'BM0001',
    ]);
  });

  it('tells nothing of the inside, and the log tells the cause under the same id', async () => {
    const response = await server.post({ query: '{ boom }' }, { 'x-request-id': 'trace-0001' });
    expect([response.status, response.headers.get('x-request-id')]).toEqual([200, 'trace-0001']);
    expect(await response.json()).toEqual({
      errors: [
        {
          message: 'Something went wrong on our side.',
          locations: [{ line: 1, column: 3 }],
          path: ['boom'],
          extensions: { code: 'INTERNAL', correlationId: 'trace-0001' },
        },
      ],
      data: { boom: null },
    });
    const failure = server.lines().find(({ msg }) => msg === 'failed');
    expect(failure).toMatchObject({
      requestId: 'trace-0001',
      cause: { cause: { message: 'column … of relation … does not exist' } },
    });
    expect(server.rawLog()).not.toContain('secret_column');
  });

  it('answers a graph that throws with data that is null', async () => {
    expect(await textOf('{ hello } # thrown', { 'x-request-id': 'trace-0002' })).toBe(
      '{"errors":[{"message":"Something went wrong on our side.","extensions":{"code":"INTERNAL","correlationId":"trace-0002"}}],"data":null}',
    );
  });

  it('says TIMEOUT for a statement that ran out of time', async () => {
    expect(await textOf('{ stopped }')).toContain('"message":"The request took too long and was stopped."');
    expect(server.lines().at(-1)).toMatchObject({ msg: 'request', outcome: 'TIMEOUT' });
  });

  it('keeps the code, the text and the details of an error meant for the client', async () => {
    expect(await textOf('{ refused }')).toContain('"extensions":{"code":"FORBIDDEN_INPUT","field":"Customer.tier"}');
  });

  it('answers a refused document with 200 over application/json and 400 over the newer media type', async () => {
    const accept = 'application/graphql-response+json';
    for (const query of ['{', '{ missing }', 'query($n: Int!) { slow(ms: $n) }']) {
      expect((await server.post({ query })).status).toBe(200);
      expect((await server.post({ query }, { accept })).status).toBe(400);
    }
    expect((await server.post({ query: '{ boom }' }, { accept })).status).toBe(200);
  });

  it('refuses a media type that it cannot answer in', async () => {
    expect((await server.post({ query: '{ hello }' }, { accept: 'image/png' })).status).toBe(406);
  });

  it('logs one line a request, without variables, tokens or what was answered', async () => {
    const query = 'query Greet($name: String) { hello(name: $name) }';
    await server.post({ query, variables: { name: '王小明' } }, { 'x-request-id': 'trace-0003' });
    await server.post('{"query": "{ hello(name: \\"王小明\\")');
    await server.post({ query: '{ hello(nam: "王小明") }' });
    await server.post({ query: '{ hello }' }, { authorization: 'Bearer stranger' });
    await server.post({ query: '{ hello }' }, { authorization: 'Bearer 王小明'.replace(/[^ -~]/g, 'x') });
    expect(server.lines()[0]).toEqual({
      level: 30,
      time: expect.any(String),
      requestId: 'trace-0003',
      method: 'POST',
      principal: 'BM0001',
      client: 'test',
      operation: 'Greet',
      document: expect.stringMatching(/^[0-9a-f]{64}$/),
      outcome: 'OK',
      status: 200,
      audit: '0'.repeat(64),
      ms: expect.any(Number),
      msg: 'request',
    });
    expect(server.lines().map(({ outcome }) => outcome)).toEqual([
      'OK',
      'BAD_USER_INPUT',
      'BAD_USER_INPUT',
      'UNAUTHENTICATED',
      'UNAUTHENTICATED',
    ]);
    expect(server.lines()[3]).toMatchObject({ signIn: 'not in the directory' });
    expect(server.rawLog()).not.toMatch(/王|good|hello/);
  });

  it('makes an id of its own where the one given could break a log line', async () => {
    for (const id of ['short', 'x'.repeat(65), 'a b c d e f g h', '{"level":60}']) {
      const response = await server.post({ query: '{ hello }' }, { 'x-request-id': id });
      expect(response.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    }
  });

  it('counts requests by outcome and shows the event loop', async () => {
    await server.post({ query: '{ hello }' });
    await server.post({ query: '{' });
    const metrics = await (await fetch(`${server.address}/metrics`)).text();
    expect(metrics).toContain('c360_request_duration_seconds_count{outcome="OK"} 1');
    expect(metrics).toContain('c360_request_duration_seconds_count{outcome="BAD_USER_INPUT"} 1');
    expect(metrics).toContain('c360_requests_in_flight 0');
    expect(metrics).toContain('c360_database_connections{state="idle"} 2');
    expect(metrics).toContain('nodejs_eventloop_lag_seconds');
  });
});

describe('readiness', () => {
  it('is 503 with the reason while something stands in the way, and the metrics are read all the same', async () => {
    const server = await runningServer({
      ready: async () => 'The database cannot be reached.',
      connections: () => Promise.reject(new Error('away')),
    });
    const ready = await fetch(`${server.address}/readyz`);
    expect([ready.status, await ready.text()]).toEqual([503, 'The database cannot be reached.\n']);
    expect((await fetch(`${server.address}/livez`)).status).toBe(200);
    const metrics = await fetch(`${server.address}/metrics`);
    expect([metrics.status, await metrics.text()]).toEqual([200, expect.not.stringContaining('state="idle"')]);
    await server.stop();
  });
});
