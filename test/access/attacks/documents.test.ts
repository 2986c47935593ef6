import { createHash } from 'node:crypto';
import { retire } from '../../../src/documents/release';
import { comesAbout, registryOf } from '../../documents/registering';
import { type AttackedBank, attackedBank, hiddenFrom, inScope } from './attacked-bank';
import { type Answer, type AttackedServer, serve } from './attacked-server';
import { type Leaks, leaksIn } from './leaks';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const json = { 'content-type': 'application/json' };

const list = `query List($n: Int = 50) { customers(first: $n) { totalCount nodes {
  customerNumber displayName access identifiers { value } contactPoints { value } accounts { nodes { number } }
  interactions { nodes { notes } } complaints { nodes { severity } } } } }`;
const textOf = (word: string) => `query ${word} { customers(first: 50) { nodes { customerNumber displayName } } }`;

describe('documents', () => {
  let bank: AttackedBank;
  let server: AttackedServer;
  let leaks: Leaks;
  const people = { registers: 'HO1', activates: 'CO1' };
  const registry = (clientId: string) => registryOf(bank.system, clientId, people);

  beforeAll(async () => {
    bank = await attackedBank();
    for (const [clientId, mode] of [
      ['desk', 'OPEN'],
      ['other', 'OPEN'],
      ['safe', 'SAFELIST'],
      ['ids', 'ID_ONLY'],
      ['watched', 'LOG'],
    ] as const) {
      await registry(clientId).enter(mode);
      await registry(clientId).active('list', list);
    }
    await registry('desk').pending('waiting', textOf('Waiting'));
    await registry('desk').active('gone', textOf('Gone'));
    await retire({ sql: bank.system, clientId: 'desk', ids: ['gone@1'], by: 'HO1' });
    await registry('other').active('foreign', textOf('Foreign'));
    await registry('desk').active('for-heads', textOf('ForHeads'), { roles: ['HEAD_OFFICE'] });
    await registry('desk').active('few', list.replace('List', 'Few'), { rowLimit: 3_000 });
    server = await serve(bank.database);
    leaks = await leaksIn(bank);
  });
  afterAll(async () => {
    await server.stop();
    await bank.drop();
  });

  const post = (staff: string, body: object, client = 'desk', headers: Record<string, string> = {}) =>
    server.send(staff, { method: 'POST', client, headers: { ...json, ...headers }, body: JSON.stringify(body) });
  const get = (staff: string, parameters: Record<string, string>, client = 'desk') =>
    server.send(staff, { path: `/graphql?${new URLSearchParams(parameters)}`, client });
  const onTheWire = ({ status, headers, text, statements }: Answer) => ({ status, headers, text, statements });

  /** Refused before any statement, with nothing of anybody's. */
  function refused(answer: Answer, status: number, code: string): string {
    expect([answer.status, answer.errors.length, answer.errors[0]?.extensions.code]).toEqual([status, 1, code]);
    expect([answer.data, answer.statements]).toEqual([undefined, 0]);
    expect(leaks.of([1, 2, 3, 4, 5, 6, 7, 8], answer)).toEqual([]);
    return answer.errors[0]?.message ?? '';
  }

  test.each(['list', 'list@1', `sha256:${sha256(list)}`])('%s is answered like its text', async (documentId) => {
    const byText = await server.ask('BM1', list);
    expect(byText.data.customers.totalCount).toBe(4);

    for (const answer of [await post('BM1', { documentId }), await get('BM1', { documentId })]) {
      expect([answer.status, answer.text]).toEqual([200, byText.text]);
      expect(leaks.of(hiddenFrom('BM1'), answer)).toEqual([]);
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
    const twice = await server.send('HO1', { path: '/graphql?documentId=list&documentId=nothing' });
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
    expect((await post('BM1', { documentId: 'list' })).text).toBe((await server.ask('BM1', list)).text);
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

  test('one document answers each reader by his own rights, whoever asked before', async () => {
    for (const reader of ['HO1', 'RM1', 'CO1', 'BM2', 'AU1', 'XX1', 'RM2', 'MK1', 'BM1', 'RM1', 'HO1']) {
      const byText = await server.ask(reader, list.replace('List', 'AsText'));
      const answer = await post(reader, { documentId: 'list' });

      expect(answer.data.customers.totalCount).toBe(inScope[reader]?.length);
      expect([answer.text, answer.headers]).toEqual([byText.text, byText.headers]);
      expect(leaks.of(hiddenFrom(reader), answer)).toEqual([]);
    }
  });

  test('a document for some roles is closed to others, also after one of those has run it', async () => {
    expect((await post('HO1', { documentId: 'for-heads' })).data.customers.nodes).toHaveLength(7);
    for (const reader of ['BM1', 'CO1', 'XX1', 'RP1']) {
      expect(refused(await post(reader, { documentId: 'for-heads' }), 200, 'FORBIDDEN')).toBe(
        'This document is not open to you.',
      );
      refused(await server.ask(reader, textOf('ForHeads')), 200, 'FORBIDDEN');
    }
  });

  test('who loses the role between two uses loses the document', async () => {
    const [grant] = await bank.system<{ id: string }[]>`
      update role_grant set role = 'HEAD_OFFICE' where employee_id = (select id from employee where staff_number = 'KI1')
      returning id::text as id`;
    const isOpen = async () => (await post('KI1', { documentId: 'for-heads' })).errors.length === 0;
    expect(await isOpen()).toBe(true);

    await bank.system`update role_grant set role = 'BRANCH_MANAGER' where id = ${grant?.id ?? ''}`;
    await comesAbout(async () => !(await isOpen()));

    refused(await post('KI1', { documentId: 'for-heads' }), 200, 'FORBIDDEN');
  });

  test('a document’s own limit of rows holds for what a request could answer', async () => {
    expect(refused(await post('HO1', { documentId: 'few' }), 200, 'LIMIT_EXCEEDED')).toBe(
      'The request could answer more than 3000 rows.',
    );
    const small = await post('HO1', { documentId: 'few', variables: { n: 2 } });
    expect(small.data.customers.nodes).toHaveLength(2);
  });

  test('a reporting tool reads through documents, and nothing through a text of its own', async () => {
    const byText = await server.ask('RP1', list.replace('List', 'AsText'));
    expect(byText.data.customers).toEqual({ totalCount: 0, nodes: [] });
    expect(leaks.of([1, 2, 3, 4, 5, 6, 7, 8], byText)).toEqual([]);

    const answer = await post('RP1', { documentId: 'list' });
    expect(answer.data.customers.totalCount).toBe(7);
    for (const customer of answer.data.customers.nodes) {
      expect(customer).toMatchObject({ access: 'OWN_BRANCH', displayName: expect.stringMatching(/Meng$/) });
      expect(customer.identifiers.every(({ value }: { value: null }) => value === null)).toBe(true);
      expect(customer.accounts.nodes.every(({ number }: { number: null }) => number === null)).toBe(true);
      expect(customer.interactions.nodes.every(({ notes }: { notes: null }) => notes === null)).toBe(true);
    }
    expect((await server.ask('RP1', list.replace('List', 'AsText'))).text).toBe(byText.text);
  });

  test('a change is heard of, and a retired document is gone', async () => {
    const body = { documentId: 'fleeting' };
    refused(await post('BM1', body), 200, 'BAD_USER_INPUT');
    await registry('desk').active('fleeting', textOf('Fleeting'));
    await comesAbout(async () => (await post('BM1', body)).errors.length === 0);

    await retire({ sql: bank.system, clientId: 'desk', ids: ['fleeting@1'], by: 'CO1' });
    await comesAbout(async () => (await post('BM1', body)).errors.length > 0);
    refused(await post('BM1', body), 200, 'BAD_USER_INPUT');
  });

  test('the trail and the log tell the document by its id and its hash', async () => {
    await post('HO1', { documentId: 'list' });
    await post('HO1', { documentId: 'foreign@1\n{"forged":1}' });
    await post('HO1', { query: textOf('Unknown') }, 'watched');
    await post('HO1', { query: list }, 'watched');
    const entries = await bank.system<
      { entry: string }[]
    >`select entry from audit_entry order by at desc, seq desc limit 4`;
    const told = entries.map(({ entry }) => JSON.parse(entry)).reverse();

    expect(told.map(({ documentId, documentHash, outcome }) => [documentId, documentHash, outcome])).toEqual([
      ['list@1', sha256(list), 'OK'],
      ['foreign@1\\u{a}{"forged":1}', null, 'BAD_USER_INPUT'],
      [null, sha256(textOf('Unknown')), 'OK'],
      ['list@1', sha256(list), 'OK'],
    ]);
    const lines = server
      .log()
      .trim()
      .split('\n')
      .slice(-4)
      .map((text) => JSON.parse(text));
    expect(lines.map(({ unregistered }) => unregistered)).toEqual([undefined, undefined, true, undefined]);
  });
});
