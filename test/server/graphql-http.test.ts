import { auditServer } from 'graphql-http';
import { runningServer, type TestServer } from './running';

describe('GraphQL over HTTP', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await runningServer();
  });
  afterAll(() => server.stop());

  it('passes every audit of graphql-http: every MUST, every SHOULD and every MAY', async () => {
    const audits = await auditServer({
      url: `${server.address}/graphql`,
      fetchFn: (url: string, init: RequestInit = {}) =>
        fetch(url, { ...init, headers: { ...init.headers, authorization: 'Bearer good' } }),
    });
    const failed = audits.filter(({ status }) => status !== 'ok').map(({ id, name }) => `${id} ${name}`);
    expect(failed).toEqual([]);
    expect(audits.length).toBe(61);
  });
});
