import { verifyAudit } from '../../src/access/audit/verify';
import { connect } from '../../src/database/connect';
import { smallBankSecret } from '../demo/small-bank';
import { comesAbout } from '../documents/registering';
import { reportDocuments } from './report-documents';
import { type ReportedBank, reportedBank } from './reported-bank';

let bank: ReportedBank;
beforeAll(async () => {
  bank = await reportedBank({ quotas: { exportsPerDay: 20, rowsPerDay: 700, atOncePerPrincipal: 2 } });
  for (const { name, text } of reportDocuments) bank.documents.add(name, text);
});
afterAll(() => bank.close());

const tagOf = async (reader: string, path: string) => {
  const response = await bank.report(reader, path);
  await response.arrayBuffer();
  return String(response.headers.get('etag'));
};

describe('the audit trail', () => {
  test('tells of a report before its first byte and after its last, with its rows and customers', async () => {
    const response = await bank.report('BM0001', 'known-numbers?limit=5&format=ndjson');
    await response.text();

    const own = (await bank.entries()).filter(
      (entry) => 'requestId' in entry && entry.requestId === response.headers.get('x-request-id'),
    );
    const customers = await bank.admin<{ id: string }[]>`select customer_id::text as id from customer`;
    expect(own.map(({ outcome, export: part }) => ({ outcome, ...part }))).toEqual([
      { outcome: 'UNDER_WAY', stage: 'BEGUN', report: 'known-numbers@1', format: 'ndjson', rows: 0 },
      { outcome: 'OK', stage: 'ENDED', report: 'known-numbers@1', format: 'ndjson', rows: 5 },
    ]);
    expect(own[0]?.customers).toEqual([]);
    expect(own[1]?.customers.length).toBeGreaterThanOrEqual(5);
    expect(own[1]?.customers.filter((id) => !customers.some((one) => one.id === id))).toEqual([]);
    const told = `{ auditTrail(filter: { requestId: { eq: "${response.headers.get('x-request-id')}" } }) {
      nodes { report exportStage exportFormat exportedRows } } }`;
    const report = { report: 'known-numbers@1', exportFormat: 'ndjson' };
    expect((await bank.ask('AU0001', told)).auditTrail.nodes).toEqual([
      { ...report, exportStage: 'ENDED', exportedRows: 5 },
      { ...report, exportStage: 'BEGUN', exportedRows: 0 },
    ]);
  });

  test('its chain holds with the entries of reports', async () => {
    const { sql, end } = connect(bank.database.systemUrl, { name: 'test', max: 1 });
    const verified = await verifyAudit({ sql, keys: [smallBankSecret.macKey('audit')] });
    await end();

    expect(verified.fault).toBeUndefined();
    expect(verified.entries).toBeGreaterThan(1);
  });

  test('the log names the anchor of its end', async () => {
    const response = await bank.report('BM0001', 'catalogue');
    await response.text();

    const line = bank.logLines().find(({ requestId }) => requestId === response.headers.get('x-request-id'));
    expect(line).toMatchObject({
      operation: 'Catalogue',
      outcome: 'OK',
      audit: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });
});

describe('the entity tag', () => {
  test('a report that is known is not sent again, and that is kept like a reading', async () => {
    const tag = await tagOf('BM0001', 'catalogue');

    const again = await bank.report('BM0001', 'catalogue', { 'if-none-match': tag });

    expect([again.status, await again.text(), again.headers.get('etag')]).toEqual([304, '', tag]);
    expect(again.headers.get('cache-control')).toBe('private, no-cache');
    expect((await bank.entries()).at(-1)).toMatchObject({ outcome: 'NOT_MODIFIED', export: { stage: 'ENDED' } });
  });

  test('is another one for other readers, parameters and formats', async () => {
    const tags = [
      await tagOf('BM0001', 'catalogue'),
      await tagOf('HO0001', 'catalogue'),
      await tagOf('BM0001', 'catalogue?limit=500'),
      await tagOf('BM0001', 'catalogue?format=json'),
    ];

    expect(new Set(tags).size).toBe(4);
  });

  test('is another one when a right has changed, though the rows are the same', async () => {
    const before = await tagOf('MK0001', 'catalogue');
    await bank.admin`
      insert into role_grant (employee_id, role, org_unit_id, valid_from)
      select e.id, 'AUDITOR', e.org_unit_id, '2020-01-01' from employee e where staff_number = 'MK0001'`;
    await new Promise((resolve) => setTimeout(resolve, 5_200));

    expect(await tagOf('MK0001', 'catalogue')).not.toBe(before);
  });

  test('is another one when the data has changed', async () => {
    const before = await tagOf('BM0001', 'catalogue');
    await bank.admin`update product set name = name || ' (new)' where id = (select min(id) from product)`;

    expect(await tagOf('BM0001', 'catalogue')).not.toBe(before);
  });
});

describe('quotas', () => {
  const codeOf = async (response: Response) =>
    ((await response.json()) as { errors: { message: string; extensions: { code: string } }[] }).errors[0];

  test('more rows than a day allows are refused', async () => {
    const response = await bank.report('CO0001', 'contacts');

    expect(response.status).toBe(429);
    expect(await codeOf(response)).toMatchObject({
      message: 'The report has more rows than can be taken today.',
      extensions: { code: 'RATE_LIMITED' },
    });
  });

  test('more reports than a day allows are refused', async () => {
    const statuses: number[] = [];
    for (let turn = 0; turn < 21; turn += 1) statuses.push((await bank.report('AU0001', 'catalogue')).status);

    expect(statuses).toEqual([...Array(20).fill(200), 429]);
  });

  test('more reports at a time than there are places for are refused', async () => {
    const report = () => bank.report('CH0001', 'catalogue');
    const waiting = async () => {
      const [found] = await bank.admin`select count(*)::integer as reports from pg_stat_activity
        where datname = current_database() and application_name = 'test report' and wait_event_type = 'Lock'`;
      return found?.reports === 2;
    };
    const [going, refused] = await bank.admin.begin(async (own) => {
      await own`lock table product in access exclusive mode`;
      const held = [report(), report()];
      await comesAbout(waiting);
      return [held, await Promise.all([report(), report()])] as const;
    });

    expect(refused.map(({ status }) => status)).toEqual([429, 429]);
    expect((await Promise.all(going)).map(({ status }) => status)).toEqual([200, 200]);
  });
});

test('what cannot be kept does not leave', async () => {
  await bank.parts.audit.stop();

  const response = await bank.report('HO0001', 'catalogue?format=json');

  expect(response.status).toBe(500);
  expect(await response.text()).not.toContain('"code":"CUR"');
});
