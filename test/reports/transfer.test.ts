import { setTimeout as wait } from 'node:timers/promises';
import { isWhole, type RawTransfer, rawReport } from './raw-request';
import { reportDocuments } from './report-documents';
import { type ReportedBank, reportedBank } from './reported-bank';

let bank: ReportedBank;

const bigRows = 20_000;
// Longer than any other test pauses.
// Longer than a right is remembered: who loses one is refused before he is given up.
const patienceMs = 8_000;

beforeAll(async () => {
  bank = await reportedBank({ watchMs: 50, patienceMs });
  for (const { name, text } of reportDocuments) bank.documents.add(name, text);
  bank.documents.add('big', 'query Big { interactions { nodes { id at subject notes customer { customerNumber } } } }');
  bank.documents.add('big-revocable', 'query Revocable { interactions { nodes { id at notes } } }');
  // Far more than the buffers between the server and a caller who does not read.
  await bank.admin`
    insert into interaction (customer_id, scope_key, at, channel, direction, purpose, notes)
    select c.customer_id, c.scope_key, timestamptz '2020-01-01' + g * interval '1 minute', 'PHONE', 'INBOUND', 'SERVICE', repeat('long ', 500)
    from generate_series(1, ${bigRows}) as g, (select customer_id, scope_key from customer order by customer_id limit 1) as c`;
});
afterAll(() => bank.close());

const sessions = () =>
  bank.admin<{ event: string | null }[]>`
    select wait_event as event from pg_stat_activity where application_name = 'test report' and datname = ${bank.database.name}`;

/** Waits for what is to come about by itself. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let turn = 0; turn < 400; turn += 1) {
    if (await holds()) return;
    await wait(25);
  }
  throw new Error('It did not come about.');
}

const isOver = async () => (await sessions()).length === 0;

const opened: RawTransfer[] = [];
afterEach(async () => {
  for (const transfer of opened.splice(0)) transfer.leave();
  await until(isOver);
});

async function pausedReport(name: string, reader = 'HO0001'): Promise<RawTransfer> {
  const transfer = await rawReport(bank.address, name, await bank.tokenOf(reader));
  opened.push(transfer);
  await transfer.atLeast(300_000);
  transfer.pause();
  return transfer;
}

async function lastEntry() {
  const entry = (await bank.entries()).at(-1);
  return { outcome: entry?.outcome, stage: entry?.export.stage, rows: Number(entry?.export.rows) };
}

describe('going on where a report ended', () => {
  test.each(['customers', 'worklist', 'relations', 'known-numbers'])(
    '%s: pieces make the whole, without gap or double',
    async (name) => {
      const whole = (await (await bank.report('BM0001', name)).text()).split('\r\n');
      const pieces: string[] = [whole[0] ?? ''];
      let after = '';
      let count = 0;
      do {
        const response = await bank.report('BM0001', `${name}?limit=7${after && `&after=${after}`}`);
        pieces.push(...(await response.text()).split('\r\n').slice(1, -1));
        after = response.headers.get('x-next-cursor') ?? '';
        count += 1;
      } while (after !== '');

      expect(count).toBeGreaterThan(2);
      expect(pieces).toEqual(whole.slice(0, -1));
    },
  );

  test('a cursor of the graph goes on in a report', async () => {
    const text = reportDocuments.find(({ name }) => name === 'accounts')?.text ?? '';
    const { accounts } = await bank.ask('BM0001', text);
    const whole = (await (await bank.report('BM0001', 'accounts')).text()).split('\r\n');

    const rest = await bank.report('BM0001', `accounts?after=${accounts.pageInfo.endCursor}`);

    expect((await rest.text()).split('\r\n').slice(1)).toEqual(whole.slice(101));
  });

  test('where nothing follows there is no cursor, and another reader’s is refused', async () => {
    const whole = await bank.report('BM0001', 'catalogue?limit=1000');
    const cursor = (await bank.report('BM0001', 'catalogue?limit=2')).headers.get('x-next-cursor');

    expect(whole.headers.get('x-next-cursor')).toBeNull();
    expect((await bank.report('HO0001', `catalogue?after=${cursor}`)).status).toBe(400);
  });
});

describe('a caller who does not read', () => {
  test('makes the database wait, and loses nothing', async () => {
    const transfer = await pausedReport('big');

    await until(async () => (await sessions()).some(({ event }) => event === 'ClientWrite'));
    await wait(300);
    const held = await sessions();
    transfer.resume();
    await transfer.closed;

    expect(held).toEqual([{ event: 'ClientWrite' }]);
    expect(isWhole(transfer.text())).toBe(true);
    expect(await lastEntry()).toMatchObject({ outcome: 'OK', stage: 'ENDED' });
  });

  test('and goes away, leaves nothing behind in the database', async () => {
    const transfer = await pausedReport('big');

    transfer.leave();

    await until(isOver);
    await until(async () => (await lastEntry()).outcome === 'CALLER_GONE');
    const { rows } = await lastEntry();
    expect(rows).toBeGreaterThan(0);
    expect(rows).toBeLessThan(bigRows);
  });

  test('for too long is not waited for', async () => {
    await pausedReport('big');

    await until(isOver);
    await until(async () => (await lastEntry()).outcome === 'CALLER_GONE');
    expect((await lastEntry()).rows).toBeLessThan(bigRows);
  });

  test('who goes away while a statement runs ends it', async () => {
    const blocker = await bank.admin.reserve();
    await blocker`begin`;
    await blocker`lock table interaction in access exclusive mode`;
    try {
      const transfer = await rawReport(bank.address, 'big', await bank.tokenOf('HO0001'));
      await until(async () => (await sessions()).some(({ event }) => event === 'relation'));

      transfer.leave();

      await until(isOver);
    } finally {
      await blocker`rollback`;
      blocker.release();
    }
    await until(async () => (await lastEntry()).outcome === 'CALLER_GONE');
  });
});

describe('a report that cannot go on', () => {
  test('an error in the middle breaks the transfer', async () => {
    const transfer = await pausedReport('big');

    await bank.admin`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'test report' and datname = ${bank.database.name}`;
    transfer.resume();
    await transfer.closed;

    expect(transfer.text().startsWith('HTTP/1.1 200')).toBe(true);
    expect(isWhole(transfer.text())).toBe(false);
    expect(await lastEntry()).toMatchObject({ outcome: 'INTERNAL', stage: 'ENDED' });
  });

  test('a grant that is lost breaks it, though the caller does not read', async () => {
    const grantOf = (end: string | null) =>
      bank.admin`
        update role_grant set valid_to = ${end}
        where employee_id = (select id from employee where staff_number = 'HO0001')`;
    const transfer = await pausedReport('big');

    await grantOf('2026-06-30');
    await until(isOver);
    transfer.resume();
    await transfer.closed;
    await grantOf(null);

    expect(isWhole(transfer.text())).toBe(false);
    expect(await lastEntry()).toMatchObject({ outcome: 'FORBIDDEN', stage: 'ENDED' });
  });

  test('a document that is taken back breaks it', async () => {
    const transfer = await pausedReport('big-revocable', 'CO0001');

    bank.documents.all.splice(
      bank.documents.all.findIndex(({ name }) => name === 'big-revocable'),
      1,
    );
    await until(isOver);
    transfer.resume();
    await transfer.closed;

    expect(isWhole(transfer.text())).toBe(false);
    expect(await lastEntry()).toMatchObject({ outcome: 'FORBIDDEN', stage: 'ENDED' });
  });
});
