import { createHash } from 'node:crypto';
import { verifyAudit } from '../../src/access/audit/verify';
import { directory } from '../../src/access/directory';
import { viewerSetting } from '../../src/access/scope';
import type { Viewer } from '../../src/access/viewer';
import { connect, type Sql } from '../../src/database/connect';
import { type AuditedBank, auditedBank, auditKey, clock } from './audited-bank';

const view = `query View($id: ID!) { customer(id: $id) {
  displayName identifiers { value } individual { birthDate } accounts(first: 2) { totalCount nodes { balance { amount } } }
} }`;

let bank: AuditedBank;
beforeAll(async () => {
  bank = await auditedBank();
});
afterAll(() => bank.close());

interface Entry {
  readonly [column: string]: unknown;
  readonly customers: string[];
}

async function entries(): Promise<Entry[]> {
  const rows = await bank.admin<{ entry: string }[]>`select entry from audit_entry order by at, chain, seq`;
  return rows.map(({ entry }) => JSON.parse(entry));
}

const newest = async () => (await entries()).at(-1) as Entry;
const anyCustomer = async (staffNumber = 'BM0001') => {
  const { data } = await bank.ask(
    staffNumber,
    '{ customers(first: 1, filter: { kind: { eq: INDIVIDUAL } }) { nodes { id } } }',
  );
  return data.customers.nodes[0].id as string;
};
const keyOf = async (id: string) => {
  const [row] = await bank.admin<
    { key: string }[]
  >`select customer_id::text as key from customer where public_id = ${id}`;
  return row?.key as string;
};
const expectIntact = async () => {
  const system = connect(bank.database.systemUrl, { name: 'test', max: 1 });
  expect(await verifyAudit({ sql: system.sql, keys: [auditKey] })).not.toHaveProperty('fault');
  await system.end();
};

describe('what is recorded', () => {
  it('who read which classes of whom, by which document, with what effect; and no value', async () => {
    const id = await anyCustomer();
    const { data } = await bank.ask('BM0001', view, { id });

    const entry = await newest();
    expect(entry).toEqual({
      ledger: 'ORDINARY',
      chain: expect.stringMatching(/^[0-9a-f-]{36}$/),
      seq: expect.any(Number),
      follows: expect.stringMatching(/^[0-9a-f]{64}$/),
      at: clock().toISOString(),
      staffNumber: 'BM0001',
      clientId: 'desk',
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      operationName: 'View',
      documentHash: createHash('sha256').update(view).digest('hex'),
      documentId: null,
      rights: ['BRANCH_MANAGER B001'],
      readInFull: expect.arrayContaining(['C1', 'IDENTITY', 'MONEY']),
      readMasked: ['C3'],
      withheld: [],
      counted: ['Customer.accounts'],
      requestedIds: [id],
      customers: [await keyOf(id)],
      outcome: 'OK',
    });
    expect(JSON.stringify(entry)).not.toContain(data.customer.displayName);
  });

  it('an answer with nothing in it, with the id as it was asked for', async () => {
    const elsewhere = await bank.admin<{ id: string }[]>`
      select c.public_id as id from customer c join org_unit u on u.id = c.org_unit_id where u.code <> 'B001' limit 1`;
    const id = elsewhere[0]?.id as string;
    expect((await bank.ask('BM0001', view, { id })).data).toEqual({ customer: null });
    expect(await newest()).toMatchObject({ requestedIds: [id], customers: [], outcome: 'OK' });
  });

  it('the lists that were only counted, with the rights they were counted over', async () => {
    await bank.ask('BM0001', '{ customers { totalCount } }');
    expect(await newest()).toMatchObject({
      counted: ['Query.customers'],
      customers: [],
      rights: ['BRANCH_MANAGER B001'],
    });
  });

  it('every refusal, with the staff number where a token tells it', async () => {
    const query = '{ __typename }';
    const headers = { authorization: `Bearer ${await bank.tokenOf('XX9999')}` };
    await bank.ask('BM0001', '{ nothingLikeThat }');
    expect(await newest()).toMatchObject({ staffNumber: 'BM0001', outcome: 'BAD_USER_INPUT', customers: [] });
    await bank.ask('AU0001', '{ customers(filter: { displayName: { eq: "x" } }) { totalCount } contactPoints }');
    expect(await newest()).toMatchObject({ staffNumber: 'AU0001', outcome: 'BAD_USER_INPUT' });
    expect((await bank.post(JSON.stringify({ query }), headers)).status).toBe(401);
    expect(await newest()).toMatchObject({ staffNumber: 'XX9999', clientId: 'desk', outcome: 'UNAUTHENTICATED' });
    expect((await bank.post(JSON.stringify({ query }), {})).status).toBe(401);
    expect(await newest()).toMatchObject({
      staffNumber: null,
      clientId: null,
      outcome: 'UNAUTHENTICATED',
      rights: [],
    });
    expect((await bank.post('[]', { authorization: `Bearer ${await bank.tokenOf('BM0001')}` })).status).toBe(400);
    expect(await newest()).toMatchObject({ staffNumber: 'BM0001', outcome: 'BAD_USER_INPUT', rights: [] });
  });

  it('the ids of what was refused or failed inside as well', async () => {
    const id = await anyCustomer();
    const named = 'customer(id: $id) { id }';
    await bank.ask('AU0001', `query($id: ID!) { ${named} accounts(filter: { number: { eq: "6" } }) { totalCount } }`, {
      id,
    });
    expect(await newest()).toMatchObject({ outcome: 'FORBIDDEN_INPUT', requestedIds: [id], customers: [] });
    await bank.ask('BM0001', `query($id: ID!) { ${named} customers(after: "x") { nodes { id } } }`, { id });
    expect(await newest()).toMatchObject({ outcome: 'BAD_USER_INPUT', requestedIds: [id], readInFull: ['C1'] });
  });

  it('nothing that could begin a line, hide or break the trail', async () => {
    const customerNumber = `C1\n{"level":60}\u001b[2J\u202e${'x'.repeat(300)}`;
    await bank.ask('BM0001', 'query($n: String!) { customer(customerNumber: $n) { id } }', { n: customerNumber });
    const [recorded] = (await newest()).requestedIds as string[];
    expect(recorded).toBe(`C1\\u{a}{"level":60}\\u{1b}[2J\\u{202e}${'x'.repeat(200 - 20)}…`);
  });

  it('in the order of one chain, each entry before its answer leaves, also for many at once', async () => {
    const before = (await entries()).length;
    const asked = Array.from({ length: 60 }, (_, index) =>
      bank.ask('BM0001', `query N${index} { customers(first: 1) { nodes { id } } }`),
    );
    await Promise.all(asked);
    const after = await entries();
    expect(after).toHaveLength(before + 60);
    const [anchors] = await bank.admin<{ count: bigint }[]>`select count(*) from audit_anchor`;
    expect(Number(anchors?.count)).toBeLessThan(after.length);
    await expectIntact();
    const told = bank.logLines().filter(({ msg }) => msg === 'request');
    expect(told.every(({ audit }) => /^[0-9a-f]{64}$/.test(String(audit)))).toBe(true);
  });
});

describe('where the trail cannot be written', () => {
  const answers = async () => {
    const id = await anyCustomer();
    const [ordinary, birthDate] = await Promise.all([
      bank.ask('BM0001', 'query($id: ID!) { customer(id: $id) { displayName } }', { id }),
      bank.ask('BM0001', 'query($id: ID!) { customer(id: $id) { individual { birthDate } } }', { id }),
    ]);
    return { ordinary, birthDate };
  };

  it('only ordinary things are served; afterwards it goes on, whole', async () => {
    await bank.admin`revoke insert on audit_entry from c360_app`;
    const { ordinary, birthDate } = await answers();
    await bank.admin`grant insert on audit_entry to c360_app`;

    expect(ordinary.data.customer.displayName).toEqual(expect.any(String));
    expect(birthDate).toEqual({
      data: null,
      errors: [
        {
          message: 'Something went wrong on our side.',
          extensions: { code: 'INTERNAL', correlationId: expect.any(String) },
        },
      ],
    });
    const failed = bank.logLines().filter(({ msg }) => msg === 'failed');
    expect(failed.map(({ requestId }) => requestId)).toContain(birthDate.errors?.[0]?.extensions.correlationId);
    expect((await answers()).birthDate.data.customer.individual.birthDate).toEqual(expect.any(String));
    await expectIntact();
  });
});

describe('the walls around the trail', () => {
  const tables = ['audit_entry', 'audit_anchor'];
  const refusalOf = async (work: PromiseLike<unknown>) =>
    Promise.resolve(work).then(
      () => 'done',
      (error: Error) => error.message,
    );

  it.each(['appUrl', 'systemUrl', 'ownerUrl'] as const)('nobody changes, takes away or empties: %s', async (login) => {
    const { sql, end } = connect(bank.database[login], { name: 'test', max: 1 });
    for (const table of tables) {
      for (const text of [`update ${table} set seq = 0`, `delete from ${table}`, `truncate ${table}`]) {
        expect(await refusalOf(sql.unsafe(text))).toMatch(
          /^permission denied for table|^The audit trail is never changed/,
        );
      }
    }
    await end();
  });

  it('not even a superuser, as long as the triggers stand', async () => {
    expect(await refusalOf(bank.admin`delete from audit_entry`)).toBe(
      'The audit trail is never changed: delete of audit_entry is refused.',
    );
  });

  it('the serving login reads nothing without a viewer, and by the directory’s grants only', async () => {
    const { sql, end } = connect(bank.database.appUrl, { name: 'test', max: 1 });
    const countAs = (viewer: string, table: string) =>
      sql.begin(async (own) => {
        await own`select set_viewer(${viewer})`;
        const [row] = await own.unsafe(`select count(*)::integer as count from ${table}`);
        return row?.count;
      });
    const viewerOf = directory({ sql, clock, timeZone: 'Asia/Shanghai' });
    const setting = async (staffNumber: string) =>
      viewerSetting((await viewerOf({ staffNumber, clientId: 'desk' })) as Viewer);
    const whole = async (table: string, sqlOf: Sql = bank.admin) =>
      (await sqlOf.unsafe(`select count(*)::integer as count from ${table}`))[0]?.count;

    expect(await refusalOf(sql`select from audit_entry`)).toMatch(/app\.viewer|invalid input syntax/);
    expect(await refusalOf(sql`select audit_places(1)`)).toMatch(/app\.viewer|invalid input syntax/);
    expect(await countAs(await setting('BM0001'), 'audit_entry')).toBe(0);
    expect(await countAs(await setting('BM0001'), 'audit_places(1)')).toBe(0);
    expect(await countAs(await setting('AU0001'), 'audit_entry')).toBe(await whole('audit_entry'));
    expect(await refusalOf(countAs('another viewer', 'audit_entry'))).toContain('invalid input syntax');
    expect(await refusalOf(sql`select from audit_anchor`)).toBe('permission denied for table audit_anchor');
    await end();
  });
});
