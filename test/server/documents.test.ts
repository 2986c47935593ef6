import { parse } from 'graphql';
import { hashOf } from '../../src/documents/admit';
import type { RegisteredDocument } from '../../src/documents/registered-document';
import { noDocuments, runningServer, type TestServer } from './running';

const registered = (name: string, text: string): RegisteredDocument => ({
  clientId: 'test',
  id: `${name}@1`,
  name,
  version: 1,
  hash: hashOf(text),
  text,
  document: parse(text),
  operationName: name,
  owner: 'Tests',
  purpose: 'A test.',
  roles: [],
  rowLimit: null,
  state: 'ACTIVE',
});

const documents = [
  registered('Rename', 'mutation Rename($name: String!) { rename(name: $name) }'),
  registered('Hello', 'query Hello($name: String) { hello(name: $name) }'),
];

describe('registered documents over HTTP', () => {
  let server: TestServer;
  const used: string[] = [];

  beforeAll(async () => {
    server = await runningServer({
      documents: {
        ...noDocuments,
        find: (clientId, id) =>
          documents.find((one) => one.clientId === clientId && [one.id, one.name, `sha256:${one.hash}`].includes(id)),
        parsed: (hash) => documents.find((one) => one.hash === hash)?.document,
        used: ({ id }, day) => void used.push(`${id} ${day}`),
      },
    });
  });
  afterAll(() => server.stop());

  const get = (parameters: Record<string, string>) =>
    fetch(`${server.address}/graphql?${new URLSearchParams(parameters)}`, {
      headers: { authorization: 'Bearer good' },
    });
  const variables = { name: '王' };

  it('are run with the variables of a POST or a GET', async () => {
    const posted = await server.post({ documentId: 'Hello@1', variables });
    const got = await get({ documentId: 'Hello', variables: JSON.stringify(variables) });

    expect([await posted.json(), await got.json()]).toEqual([
      { data: { hello: 'hello 王' } },
      { data: { hello: 'hello 王' } },
    ]);
    expect(used.splice(0)).toEqual(['Hello@1 2026-01-05', 'Hello@1 2026-01-05']);
  });

  it('are neither parsed nor validated for a request', async () => {
    server.graph.asked.length = 0;
    await server.post({ documentId: 'Hello' });
    await server.post({ query: documents[1]?.text });

    expect(server.graph.asked.map(({ document }) => document === documents[1]?.document)).toEqual([true, true]);
    expect(server.graph.asked.map(({ viewer }) => viewer.throughDocument)).toEqual([true, true]);
  });

  it('change nothing by GET', async () => {
    server.graph.asked.length = 0;
    const refused = await get({ documentId: 'Rename', variables: JSON.stringify(variables) });

    expect([refused.status, refused.headers.get('allow')]).toEqual([405, 'POST']);
    expect(await refused.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
    expect(server.graph.asked).toEqual([]);
    expect(await (await server.post({ documentId: 'Rename', variables })).json()).toEqual({ data: { rename: '王' } });
  });

  it('refuse an operation that is not theirs', async () => {
    const refused = await server.post({ documentId: 'Hello', operationName: 'Rename' });

    expect(await refused.json()).toMatchObject({
      errors: [{ message: 'The document has no operation named "Rename".', extensions: { code: 'BAD_USER_INPUT' } }],
    });
  });
});
