import { retire } from '../../../src/documents/release';
import { comesAbout } from '../../documents/registering';
import { hiddenFrom } from './attacked-bank';
import { type AttackedDocuments, attackedDocuments, list, sha256, textOf } from './attacked-documents';
import type { Answer } from './attacked-server';

describe('ids of documents', () => {
  let attacked: AttackedDocuments;

  beforeAll(async () => {
    attacked = await attackedDocuments();
  });
  afterAll(() => attacked.stop());

  const post: AttackedDocuments['post'] = (...asked) => attacked.post(...asked);
  const get: AttackedDocuments['get'] = (...asked) => attacked.get(...asked);
  const refused: AttackedDocuments['refused'] = (...answered) => attacked.refused(...answered);
  const onTheWire = ({ status, headers, text, statements }: Answer) => ({ status, headers, text, statements });

  test.each(['list', 'list@1', `sha256:${sha256(list)}`])('%s is answered like its text', async (documentId) => {
    const byText = await attacked.server.ask('BM1', list);
    expect(byText.data.customers.totalCount).toBe(4);

    for (const answer of [await post('BM1', { documentId }), await get('BM1', { documentId })]) {
      expect([answer.status, answer.text]).toEqual([200, byText.text]);
      expect(attacked.leaks.of(hiddenFrom('BM1'), answer)).toEqual([]);
    }
  });

  test('Apollo Client’s form of an id is answered too, with variables', async () => {
    const extensions = { persistedQuery: { version: 1, sha256Hash: sha256(list) } };
    const body = { operationName: 'List', variables: { n: 2 }, extensions };
    const posted = await post('BM1', body, 'ids');
    const got = await get(
      'BM1',
      { variables: JSON.stringify(body.variables), extensions: JSON.stringify(extensions) },
      'ids',
    );

    expect(posted.data.customers.nodes).toHaveLength(2);
    expect(got.text).toBe(posted.text);
  });

  test('an id that nobody has, one that waits, one that is retired and another client’s answer alike', async () => {
    const unknown = await post('BM1', { documentId: 'nothing@1' });
    expect(refused(unknown, 200, 'BAD_USER_INPUT')).toBe('No such document is registered for this client.');

    for (const documentId of [
      'waiting@1',
      'waiting',
      'gone@1',
      'gone',
      'foreign@1',
      'list@2',
      'list@',
      '',
      '../list',
    ]) {
      expect(onTheWire(await post('BM1', { documentId }))).toEqual(onTheWire(unknown));
    }
    for (const text of [textOf('Waiting'), textOf('Gone'), textOf('Foreign'), 'query Nobody { __typename }']) {
      const sha256Hash = sha256(text);
      expect(onTheWire(await post('BM1', { documentId: `sha256:${sha256Hash}` }))).toEqual(onTheWire(unknown));
      expect(onTheWire(await post('BM1', { extensions: { persistedQuery: { version: 1, sha256Hash } } }))).toEqual(
        onTheWire(unknown),
      );
      expect(onTheWire(await get('BM1', { documentId: `sha256:${sha256Hash}` }))).toEqual(onTheWire(unknown));
    }
    const accept = { accept: 'application/graphql-response+json' };
    const strict = await post('BM1', { documentId: 'nothing@1' }, 'desk', accept);
    expect(refused(strict, 400, 'BAD_USER_INPUT')).toBe(unknown.errors[0]?.message);
    expect(onTheWire(await post('BM1', { documentId: 'foreign@1' }, 'desk', accept))).toEqual(onTheWire(strict));
  });

  test.each([
    { documentId: 'list', query: '{ customers { nodes { displayName } } }' },
    { documentId: 'list', query: list },
    { documentId: 'list', query: '' },
    { documentId: 'nothing', query: list },
    { documentId: 'list', extensions: { persistedQuery: { version: 1, sha256Hash: sha256(list) } } },
    { documentId: 7 },
    { documentId: ['list'] },
    { extensions: { persistedQuery: { version: 1 } } },
    { extensions: { persistedQuery: true } },
  ])('a document is named once and by a text: %j', async (body) => {
    refused(await post('HO1', body), 400, 'BAD_USER_INPUT');
  });

  test('the same of a query string', async () => {
    refused(await get('HO1', { documentId: 'list', query: list }), 400, 'BAD_USER_INPUT');
    refused(await get('HO1', { documentId: 'list', query: '' }), 400, 'BAD_USER_INPUT');
    const twice = await attacked.server.send('HO1', { path: '/graphql?documentId=list&documentId=nothing' });
    refused(twice, 400, 'BAD_USER_INPUT');
  });

  test('no request registers a text, under its own hash or another’s', async () => {
    const query = textOf('Smuggled');
    for (const sha256Hash of [sha256(query), sha256(list)]) {
      const extensions = { persistedQuery: { version: 1, sha256Hash } };
      expect(refused(await post('HO1', { query, extensions }), 400, 'BAD_USER_INPUT')).toMatch(/cannot be registered/);
    }
    const asked = await post('HO1', { documentId: `sha256:${sha256(query)}` });
    refused(asked, 200, 'BAD_USER_INPUT');
    expect((await post('BM1', { documentId: 'list' })).text).toBe((await attacked.server.ask('BM1', list)).text);
  });

  test('a client of ids sends no text, not even a registered one', async () => {
    for (const query of [list, textOf('Any'), '{ __typename }', '{ __schema { queryType { name } } }']) {
      expect(refused(await post('HO1', { query }, 'ids'), 200, 'FORBIDDEN')).toBe(
        'This client may send ids of documents only.',
      );
      refused(await get('HO1', { query }, 'ids'), 200, 'FORBIDDEN');
    }
    expect((await post('BM1', { documentId: 'list' }, 'ids')).data.customers.totalCount).toBe(4);
  });

  test('a safelist knows a text letter by letter', async () => {
    expect((await post('BM1', { query: list }, 'safe')).data.customers.totalCount).toBe(4);
    for (const query of [
      `${list} `,
      list.replace('displayName', 'displayName '),
      list.replace('50', '51'),
      `#\n${list}`,
    ]) {
      expect(refused(await post('BM1', { query }, 'safe'), 200, 'FORBIDDEN')).toBe(
        'This client may send registered documents only.',
      );
    }
    refused(await post('BM1', { query: textOf('Foreign') }, 'safe'), 200, 'FORBIDDEN');
  });

  test('the client is that of the token, whatever headers say', async () => {
    const usual = await post('BM1', { documentId: 'foreign@1' });
    for (const name of ['x-client-id', 'client-id', 'apollographql-client-name', 'x-client', 'graphql-client-name']) {
      expect(onTheWire(await post('BM1', { documentId: 'foreign@1' }, 'desk', { [name]: 'other' }))).toEqual(
        onTheWire(usual),
      );
      refused(await post('BM1', { query: textOf('Any') }, 'ids', { [name]: 'desk' }), 200, 'FORBIDDEN');
      refused(
        await post('BM1', { documentId: 'for-heads' }, 'desk', { [name]: 'desk', 'x-role': 'HEAD_OFFICE' }),
        200,
        'FORBIDDEN',
      );
    }
  });

  test('a change is heard of, and a retired document is gone', async () => {
    const body = { documentId: 'fleeting' };
    refused(await post('BM1', body), 200, 'BAD_USER_INPUT');
    await attacked.registry('desk').active('fleeting', textOf('Fleeting'));
    await comesAbout(async () => (await post('BM1', body)).errors.length === 0);

    await retire({ sql: attacked.bank.system, clientId: 'desk', ids: ['fleeting@1'], by: 'CO1' });
    await comesAbout(async () => (await post('BM1', body)).errors.length > 0);
    refused(await post('BM1', body), 200, 'BAD_USER_INPUT');
  });
});
