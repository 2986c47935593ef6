import { connect, type Sql } from '../../src/database/connect';
import { activate } from '../../src/documents/release';
import { comesAbout, registryOf, schema } from '../documents/registering';
import { clientId, type ReportedBank, reportedBank } from './reported-bank';

let bank: ReportedBank;
let system: Sql;
let endSystem: () => Promise<void>;

beforeAll(async () => {
  bank = await reportedBank({
    registered: async (sql) => {
      const team = registryOf(sql, clientId, { registers: 'HO0001', activates: 'CO0001' });
      await team.enter('OPEN');
      await team.active('of-the-team', 'query OfTheTeam { customers { nodes { id } } }');
    },
  });
  const connection = connect(bank.database.systemUrl, { name: 'test', max: 1 });
  [system, endSystem] = [connection.sql, connection.end];
});
afterAll(async () => {
  await endSystem();
  await bank.close();
});

const purpose = 'Gold customers for the meeting on Monday.';
const gold = 'query Gold { customers(filter: { tier: { eq: GOLD } }) { nodes { customerNumber tier } } }';
const own = (name: string) => `query ${name} { customers { nodes { id } } }`;

async function save(staffNumber: string, name: string, body: Record<string, unknown>) {
  const response = await fetch(`${bank.address}/reports/${name}`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${await bank.tokenOf(staffNumber)}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

const refusalOf = ({ status, body }: Awaited<ReturnType<typeof save>>) => {
  const [error] = body.errors as { message: string; extensions: { code: string } }[];
  return [status, error?.extensions.code, error?.message];
};
const statusOf = async (staffNumber: string, name: string) => (await bank.report(staffNumber, name)).status;
const release = (by: string, ...ids: string[]) => activate(schema, { sql: system, clientId, ids, by });

describe('a report that a member of staff saves', () => {
  test('waits for another person, and then runs within five seconds for who holds its roles', async () => {
    const saved = await save('BM0001', 'gold', { text: gold, purpose, rowLimit: 500 });

    expect(saved).toEqual({
      status: 202,
      body: {
        report: 'gold@1',
        state: 'PENDING',
        sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
        roles: ['BRANCH_MANAGER'],
        rowLimit: 500,
      },
    });
    expect(await Promise.all([statusOf('BM0001', 'gold'), statusOf('HO0001', 'gold')])).toEqual([404, 404]);
    await expect(release('BM0001', 'gold@1')).rejects.toThrow('BM0001 registered it: another person must activate it.');
    expect(await statusOf('BM0001', 'gold')).toBe(404);

    await release('CO0001', 'gold@1');
    await comesAbout(async () => (await statusOf('BM0001', 'gold')) === 200);

    const lines = (await (await bank.report('BM0001', 'gold')).text()).trim().split('\r\n');
    expect([lines[0], new Set(lines.slice(1).map((line) => line.split(',')[1]))]).toEqual([
      'customerNumber,tier',
      new Set(['GOLD']),
    ]);
    expect(await statusOf('RM0001', 'gold')).toBe(404);
  });

  test('is kept in the registry in its author’s name, and in the audit trail', async () => {
    const { body } = await save('RM0001', 'mine', { text: own('Mine'), purpose });

    const [row] = await system`
      select owner, registered_by, purpose, roles, state, row_limit, activated_by from registered_document where name = 'mine'`;
    const [entry] = await bank.admin`select entry from audit_entry where entry like ${`%${body.sha256}%`}`;
    expect(row).toEqual({
      owner: 'RM0001',
      registered_by: 'RM0001',
      purpose,
      roles: ['RELATIONSHIP_MANAGER'],
      state: 'PENDING',
      row_limit: null,
      activated_by: null,
    });
    expect(JSON.parse(entry?.entry)).toMatchObject({ staffNumber: 'RM0001', outcome: 'SAVED', documentId: 'mine@1' });
  });

  test('goes on under its name as the next version, for its author alone', async () => {
    await save('BM0001', 'weekly', { text: own('Weekly'), purpose });

    const next = await save('BM0001', 'weekly', { text: own('WeeklyAgain'), purpose });
    const foreign = await save('HO0001', 'weekly', { text: own('WeeklyToo'), purpose });
    const ofTeam = await save('BM0001', 'of-the-team', { text: own('Taken'), purpose });
    const same = await save('BM0001', 'another', { text: own('Weekly'), purpose });

    expect(next.body.report).toBe('weekly@2');
    expect(refusalOf(foreign)).toEqual([409, 'CONFLICT', 'The name weekly is another person’s document.']);
    expect(refusalOf(ofTeam)).toEqual([409, 'CONFLICT', 'The name of-the-team is another person’s document.']);
    // He registered it for the team, whose it is.
    const byRegistrar = await save('HO0001', 'of-the-team', { text: own('Taken'), purpose });
    expect(refusalOf(byRegistrar)[0]).toBe(409);
    expect(refusalOf(same)).toEqual([409, 'CONFLICT', 'The same text is registered already.']);
  });
});

describe('what is not saved', () => {
  test('more than twenty that wait, by one person', async () => {
    const saves: Awaited<ReturnType<typeof save>>[] = [];
    for (let at = 0; at <= 20; at += 1)
      saves.push(await save('CO0001', `many-${at}`, { text: own(`Many${at}`), purpose }));

    expect(saves.slice(0, 20).map(({ status }) => status)).toEqual(Array(20).fill(202));
    expect(refusalOf(saves[20] as (typeof saves)[0])).toEqual([
      400,
      'LIMIT_EXCEEDED',
      'Twenty reports of yours wait already.',
    ]);
  });

  test.each([
    ['TL0001', 403, 'FORBIDDEN', /^Reports are saved by HEAD_OFFICE, BRANCH_MANAGER, /, { text: own('A') }],
    ['RP0001', 403, 'FORBIDDEN', /^Reports are saved by /, { text: own('A') }],
    ['BM0001', 400, 'BAD_USER_INPUT', /A document has one operation/, { text: `${own('A')} ${own('B')}` }],
    [
      'BM0001',
      400,
      'BAD_USER_INPUT',
      /A report is made from a query/,
      {
        text: 'mutation M { openCustomer(input: { customerNumber: "1", reason: "for no reason" }) { customer { id } } }',
      },
    ],
    [
      'BM0001',
      400,
      'BAD_USER_INPUT',
      /^A report has one field at its top, .* has 2 fields there\.$/,
      { text: 'query Two { customers { nodes { id } } accounts { nodes { id } } }' },
    ],
    [
      'BM0001',
      400,
      'BAD_USER_INPUT',
      /Hidden from every one of its roles: AmlCase\.reference/,
      {
        text: 'query Aml { customers { nodes { id amlCases { nodes { reference } } } } }',
      },
    ],
    [
      'BM0001',
      400,
      'BAD_USER_INPUT',
      /Cannot query field "colour"/,
      { text: 'query A { customers { nodes { colour } } }' },
    ],
    ['BM0001', 400, 'BAD_USER_INPUT', /purpose/, { text: own('A'), purpose: ' ' }],
    ['BM0001', 400, 'BAD_USER_INPUT', /rowLimit/, { text: own('A'), rowLimit: 0 }],
    ['BM0001', 400, 'BAD_USER_INPUT', /state/, { text: own('A'), state: 'ACTIVE' }],
    [
      'BM0001',
      400,
      'BAD_USER_INPUT',
      /\$limit/,
      {
        text: 'query A($limit: Int!) { customers(filter: { tier: { eq: GOLD } }) { nodes { accounts(first: $limit) { nodes { id } } } } }',
      },
    ],
  ] as const)('by %s: %i %s %s', async (staffNumber, status, code, message, body) => {
    const before = await system`select count(*) from registered_document`;

    const refused = await save(staffNumber, 'refused', { purpose, ...body });

    expect(refusalOf(refused)).toEqual([status, code, expect.stringMatching(message)]);
    expect(await system`select count(*) from registered_document`).toEqual(before);
  });

  test('a name that is none', async () => {
    expect(refusalOf(await save('BM0001', 'no%20name', { text: own('A'), purpose }))).toEqual([
      400,
      'BAD_USER_INPUT',
      'The name is letters, digits, - and _.',
    ]);
  });
});

describe('the serving login', () => {
  const report = (roles: string[]) => JSON.stringify({ name: 'sly', text: own('Sly'), purpose, roles });
  let app: Sql;
  let end: () => Promise<void>;

  beforeAll(() => {
    const connection = connect(bank.database.appUrl, { name: 'test', max: 1 });
    [app, end] = [connection.sql, connection.end];
  });
  afterAll(() => end());

  test('neither writes the registry nor activates', async () => {
    const denied = /permission denied for table registered_document/;
    await expect(app`update registered_document set state = 'ACTIVE'`).rejects.toThrow(denied);
    await expect(app`insert into registered_document default values`).rejects.toThrow(denied);
  });

  test('saves nothing without a viewer, and nothing for a role that the viewer does not hold', async () => {
    const [manager] = await system`select id from employee where staff_number = 'BM0001'`;
    const as = (viewer: string, roles: string[]) =>
      app.begin(async (own) => {
        await own`select set_viewer(${viewer})`;
        return own`select save_report(${clientId}, ${report(roles)}::text::json) as version`;
      });

    await expect(app`select save_report(${clientId}, ${report(['BRANCH_MANAGER'])}::text::json)`).rejects.toThrow();
    expect(await as(`{};{};2026-06-16;${manager?.id};1:1:`, ['COMPLIANCE_OFFICER'])).toEqual([{ version: null }]);
    expect(await as(`{};{};2026-06-16;${manager?.id};1:1:`, [])).toEqual([{ version: null }]);
  });
});
