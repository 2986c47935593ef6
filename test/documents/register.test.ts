import { createHash } from 'node:crypto';
import { connect, type Sql } from '../../src/database/connect';
import { enterClient, register } from '../../src/documents/register';
import { activate, retire } from '../../src/documents/release';
import { type FreshDatabase, freshDatabase } from '../support/database';
import { registryOf, schema } from './registering';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const clientId = 'desk';
const one = 'query One { customers(first: 1) { nodes { displayName } } }';
const other = 'query Other { customers(first: 2) { nodes { displayName } } }';

let database: FreshDatabase;
let sql: Sql;
let app: Sql;
const ends: (() => Promise<void>)[] = [];
let registry: ReturnType<typeof registryOf>;

beforeAll(async () => {
  database = await freshDatabase('bank');
  const [system, serving] = [database.systemUrl, database.appUrl].map((url) => connect(url, { name: 'test', max: 1 }));
  [sql, app] = [system?.sql as Sql, serving?.sql as Sql];
  ends.push(
    () => system?.end() as Promise<void>,
    () => serving?.end() as Promise<void>,
  );
  registry = registryOf(sql, clientId, { registers: 'HO0001', activates: 'CO0001' });
  await registry.enter('OPEN');
});

afterAll(async () => {
  for (const end of ends) await end();
  await database.drop();
});

const rowOf = async (name: string, version = 1) => {
  const [row] = await sql`select * from registered_document where name = ${name} and version = ${version}`;
  return row;
};

describe('registering', () => {
  test('keeps what the document is, what it reads and what it can cost', async () => {
    const text = `query Ledger($unit: String!, $n: Int, $more: Boolean!) {
      customers(filter: { orgUnitCode: { eq: $unit } }, orderBy: [{ field: DISPLAY_NAME, direction: ASC }], first: $n) {
        nodes { displayName complaints(first: 3) @include(if: $more) { totalCount nodes { reference } } } } }`;

    const id = await registry.pending('ledger', text, { roles: ['BRANCH_MANAGER', 'REPORTING'], rowLimit: 200 });

    expect(id).toBe('ledger@1');
    expect(await rowOf('ledger')).toMatchObject({
      client_id: clientId,
      sha256: sha256(text),
      text,
      operation_name: 'Ledger',
      owner: 'Tests',
      purpose: 'A test.',
      roles: ['BRANCH_MANAGER', 'REPORTING'],
      row_limit: 200,
      state: 'PENDING',
      schema_version: expect.stringMatching(/^[0-9a-f]{64}$/),
      worst_rows: 400,
      coordinates: [
        'Complaint.reference',
        'ComplaintConnection.nodes',
        'ComplaintConnection.totalCount',
        'Customer.complaints',
        'Customer.displayName',
        'CustomerConnection.nodes',
        'Query.customers',
      ],
      inputs: ['CustomerFilter.orgUnitCode', 'CustomerOrderField.DISPLAY_NAME'],
      registered_by: 'HO0001',
      activated_by: null,
    });
  });

  test('counts as many ids as may be given', async () => {
    const text = `query Named($ids: [ID!]!) { nodes(ids: $ids) { id
      ... on Customer { accounts(first: 10) { totalCount } } ... on OrgUnit { children(first: 2) { totalCount } } } }`;

    await registry.pending('named', text);

    expect(await rowOf('named')).toMatchObject({ worst_rows: 1100 });
  });

  test('the same again is the same; another text is the next version', async () => {
    expect(await registry.pending('again', one)).toBe('again@1');
    expect(await registry.pending('again', one)).toBe('again@1');
    expect(await registry.pending('again', `${one} `)).toBe('again@2');
    await expect(registry.pending('twin', one)).rejects.toThrow(
      'twin: The same text is registered already as again@1.',
    );
  });

  test('another text never comes under an id that stands', async () => {
    await expect(registry.pending('again', other, { version: 1 })).rejects.toThrow(
      'again: again@1 is registered already, with another text or retired.',
    );
    const insert = (text: string, hash: string) => sql`
      insert into registered_document (client_id, name, version, sha256, text, operation_name, owner, purpose, roles,
        schema_version, worst_rows, coordinates, inputs, registered_by)
      values (${clientId}, 'again', 1, ${hash}, ${text}, 'Other', 'x', 'x', '{}', 'x', 1, '{}', '{}', 'HO0001')`;
    await expect(insert(other, sha256(other))).rejects.toThrow(/registered_document_pk/);
    await expect(insert(other, sha256(one))).rejects.toThrow(/sha256_check/);
    await expect(sql`update registered_document set text = ${other}, sha256 = ${sha256(other)}
      where name = 'again' and version = 1`).rejects.toThrow(/never changes/);
    await expect(sql`update registered_document set roles = '{AUDITOR}' where name = 'again'`).rejects.toThrow(
      /never changes/,
    );
    await expect(sql`delete from registered_document where name = 'again'`).rejects.toThrow(/permission denied/);
    await expect(sql`truncate registered_document, document_usage`).rejects.toThrow(/permission denied/);
  });

  test('the serving login only reads, and counts by its function', async () => {
    await expect(app`update registered_document set state = 'ACTIVE'`).rejects.toThrow(/permission denied/);
    await expect(app`insert into client values ('mine', 'mine', 'OPEN')`).rejects.toThrow(/permission denied/);
    await expect(app`update client set mode = 'OPEN'`).rejects.toThrow(/permission denied/);
    await expect(app`insert into document_usage values ('desk', 'again', 1, '2026-01-01', 1)`).rejects.toThrow(
      /permission denied/,
    );
    expect(await app`select name from registered_document where name = 'again'`).toHaveLength(2);
  });

  test.each([
    ['query A { customers { nodes { nothing } } }', 'Cannot query field "nothing" on type "Customer".'],
    ['query A { customers { nodes { id }', 'Syntax Error: Expected Name, found <EOF>.'],
    ['{ viewer { staffNumber } }', 'The operation needs a name.'],
    ['query A { __typename } query B { __typename }', 'A document has one operation.'],
    ['fragment F on Customer { id }', 'Fragment "F" is never used.'],
    [
      `query A { ${'viewer { grants { orgUnit { '.repeat(1)}${'parent { '.repeat(20)}code${' }'.repeat(23)} }`,
      /over the limit of 16/,
    ],
    [
      `query A { viewer { ${'a: staffNumber '.repeat(0)}${Array.from({ length: 101 }, (_, n) => `a${n}: staffNumber`).join(' ')} } }`,
      /aliases of the query is over the limit of 100/,
    ],
    [
      'query A($n: Int) { customers(first: $n) { nodes { accounts(first: $n) { nodes { transactions(first: $n) { totalCount } } } } } }',
      'The request could answer more than 50000 rows.',
    ],
    [
      'query A($ids: [ID!]!) { nodes(ids: $ids) { ... on Customer { accounts(first: 100) { nodes { transactions(first: 5) { totalCount } } } } } }',
      'The request could answer more than 50000 rows.',
    ],
    ['query A { customers(first: 101) { totalCount } }', 'Query.customers(first:) is at most 100.'],
  ])('refuses %s', async (text, message) => {
    const fault = await registry.pending('bad', text).catch((error: Error) => error.message);
    expect(fault).toMatch(message instanceof RegExp ? message : `bad: ${message}`);
  });

  test('refuses what none of its roles may ever read', async () => {
    const notes = 'query Notes { interactions { nodes { notes } } }';
    const byBalance = 'query Rich { accounts(filter: { balance: { gte: "1", currency: "CNY" } }) { totalCount } }';
    await expect(registry.pending('notes', notes, { roles: ['REPORTING', 'AUDITOR'] })).rejects.toThrow(
      'notes: Hidden from every one of its roles: Interaction.notes.',
    );
    expect(await registry.pending('notes', notes, { roles: ['REPORTING', 'BRANCH_MANAGER'] })).toBe('notes@1');
    await expect(registry.pending('rich', byBalance, { roles: ['MARKETING', 'SERVICE_AGENT'] })).rejects.toThrow(
      'rich: None of its roles may run it: Filtering Account by balance is not open to you.',
    );
    expect(await registry.pending('rich', byBalance, { roles: ['MARKETING', 'REPORTING'] })).toBe('rich@1');
    await expect(
      registry.pending('trail', 'query Trail { auditTrail { totalCount } }', { roles: ['REPORTING'] }),
    ).rejects.toThrow('trail: None of its roles may run it: Query.auditTrail is not open to you.');
  });

  test('registers all or none, for clients and people that are there', async () => {
    const registration = { clientId, owner: 'x', purpose: 'x', roles: [], rowLimit: null, registeredBy: 'HO0001' };
    const drafts = [
      { name: 'good', text: one.replace('One', 'Good') },
      { name: 'bad', text: 'query Bad { nothing }' },
    ];
    await expect(register({ sql, schema }, drafts, registration)).rejects.toThrow(/^bad: /);
    expect(await rowOf('good')).toBeUndefined();
    await expect(register({ sql, schema }, drafts, { ...registration, clientId: 'nobody' })).rejects.toThrow(
      'There is no client nobody; enter it by: documents client nobody',
    );
    await expect(register({ sql, schema }, drafts, { ...registration, registeredBy: 'XX' })).rejects.toThrow(
      'Nobody at work has the staff number XX.',
    );
  });
});

describe('releasing', () => {
  const release = (ids: string[], by: string) => activate(schema, { sql, clientId, ids, by });

  test('needs a second person, in the command and in the database', async () => {
    await registry.pending('second', other.replace('Other', 'Second'));

    await expect(release(['second@1'], 'HO0001')).rejects.toThrow(
      'second@1: HO0001 registered it: another person must activate it.',
    );
    await expect(sql`update registered_document set state = 'ACTIVE', activated_at = now(), activated_by = 'HO0001'
      where name = 'second'`).rejects.toThrow(/second_person_check/);
    await expect(sql`update registered_document set state = 'ACTIVE' where name = 'second'`).rejects.toThrow(
      /history_check/,
    );
    await release(['second@1'], 'CO0001');
    expect(await rowOf('second')).toMatchObject({ state: 'ACTIVE', activated_by: 'CO0001' });
  });

  test('goes one way: pending, active, retired', async () => {
    await retire({ sql, clientId, ids: ['second@1'], by: 'BM0001' });

    await expect(release(['second@1'], 'CO0001')).rejects.toThrow('second@1: It is RETIRED, and only a PENDING one');
    await expect(retire({ sql, clientId, ids: ['second@1'], by: 'BM0001' })).rejects.toThrow('It is RETIRED already.');
    await expect(sql`update registered_document set state = 'PENDING', activated_at = null, activated_by = null,
      retired_at = null, retired_by = null where name = 'second'`).rejects.toThrow(/never changes/);
    await expect(release(['absent@1', 'second@1'], 'CO0001')).rejects.toThrow('desk has no document absent@1');
    await expect(release(['second'], 'CO0001')).rejects.toThrow('desk has no document second; say name@version.');
  });

  test('a client’s mode and kind can be changed', async () => {
    await enterClient(sql, { clientId: 'tool', name: 'Tool', mode: 'OPEN', isTool: false });
    await enterClient(sql, { clientId: 'tool', name: 'The tool', mode: 'ID_ONLY', isTool: true });
    expect(await sql`select * from client where client_id = 'tool'`).toMatchObject([
      { name: 'The tool', mode: 'ID_ONLY', is_tool: true },
    ]);
  });
});
