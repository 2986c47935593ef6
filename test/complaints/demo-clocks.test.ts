import { writeAllClocks } from '../../src/complaints/write-clocks';
import { fillDemo } from '../../src/demo/fill';
import { type BankDatabase, type EmptyBanks, emptyBanks } from '../demo/bank-database';
import { smallBank } from '../demo/small-bank';

/** Days of 2025 and 2026 that China works, or does not, against the week; written down once more from the notices. */
const range = (first: string, last: string) => {
  const days: string[] = [];
  for (let at = Date.parse(first); at <= Date.parse(last); at += 86_400_000)
    days.push(new Date(at).toISOString().slice(0, 10));
  return days;
};
const off = new Set([
  ...['2025-01-01', ...range('2025-01-28', '2025-02-04'), ...range('2025-04-04', '2025-04-06')],
  ...[...range('2025-05-01', '2025-05-05'), ...range('2025-05-31', '2025-06-02'), ...range('2025-10-01', '2025-10-08')],
  ...[...range('2026-01-01', '2026-01-03'), ...range('2026-02-15', '2026-02-23'), ...range('2026-04-04', '2026-04-06')],
  ...[...range('2026-05-01', '2026-05-05'), ...range('2026-06-19', '2026-06-21')],
  ...[...range('2026-09-25', '2026-09-27'), ...range('2026-10-01', '2026-10-07')],
]);
const worked = new Set([
  ...['2025-01-26', '2025-02-08', '2025-04-27', '2025-09-28', '2025-10-11'],
  ...['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'],
]);
const isWorked = (day: string) => worked.has(day) || (!off.has(day) && ![0, 6].includes(new Date(day).getUTCDay()));

const plus = (day: string, days: number) => new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
const inShanghai = (moment: Date) => new Date(moment.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
const endOf = (day: string) => new Date(`${day}T23:59:59.999+08:00`);

interface Complaint {
  readonly id: bigint;
  readonly received_at: Date;
  readonly status: string;
}
interface Step {
  readonly complaint: bigint;
  readonly at: Date;
  readonly to: string;
}

const answers = ['RESOLVED', 'CLOSED', 'WITHDRAWN', 'REFERRED'];

describe('the clocks of the demo bank', () => {
  let banks: EmptyBanks;
  let bank: BankDatabase;

  beforeAll(async () => {
    banks = await emptyBanks();
    bank = await banks.open();
    await fillDemo({ sql: bank.sql, ...smallBank });
  });
  afterAll(() => banks.close());

  const told = () => bank.sql`
    select complaint_id as id, regime, clock, started_at, due_at, paused_since, stopped_at, extension, is_provisional
    from complaint_clock order by complaint_id, regime, clock`;

  test('are those of every complaint, recounted one by one', async () => {
    const complaints = await bank.sql<Complaint[]>`select id, received_at, status from complaint order by id`;
    const steps = await bank.sql<Step[]>`
      select complaint_id as complaint, at, to_status as to from complaint_event order by at, id`;
    const granted = await bank.sql<{ complaint: bigint; code: string; at: Date }[]>`
      select complaint_id as complaint, extension as code, granted_at as at from complaint_extension order by granted_at`;

    const wanted = complaints.flatMap(({ id, received_at: received }) => {
      const own = steps.filter(({ complaint }) => complaint === id);
      const first = (statuses: readonly string[]) => own.find(({ to }) => statuses.includes(to))?.at ?? null;
      const start = inShanghai(received);
      let [days, extension] = [15, null as string | null];
      for (const one of granted.filter(({ complaint }) => complaint === id)) {
        if (one.at > endOf(plus(start, days)) || (one.code === 'SPECIAL' && extension === null)) continue;
        [days, extension] = [one.code === 'COMPLEX' ? 30 : 60, one.code];
      }
      let [service, left, isProvisional] = [start, 10, false];
      while (left > 0) {
        service = plus(service, 1);
        isProvisional ||= !/^202[56]/.test(service);
        if (isWorked(service)) left -= 1;
      }
      const answered = first(answers);
      const asked = answered ? null : first(['AWAITING_CUSTOMER']);
      const row = (regime: string, clock: string, due: string, more: object) => ({
        ...{ id, regime, clock, started_at: received, due_at: endOf(due), paused_since: null, stopped_at: answered },
        ...{ extension: null, is_provisional: false, ...more },
      });
      return [
        row('BANK', 'ACKNOWLEDGEMENT', plus(start, 3), { stopped_at: own[1]?.at ?? null }),
        row('BANK', 'SERVICE', service, { paused_since: asked, is_provisional: isProvisional }),
        row('CN', 'ANSWER', plus(start, days), { extension }),
      ];
    });

    const rows = await told();
    expect([...rows]).toEqual(wanted);
    expect(rows.length).toBe(3 * complaints.length);
    const has = (name: string) => rows.some((row) => row[name]);
    expect(['paused_since', 'stopped_at', 'extension', 'is_provisional'].filter((name) => !has(name))).toEqual([]);
    expect(rows.filter(({ stopped_at: at, due_at: due }) => at > due).length).toBeGreaterThan(10);
  });

  test('are all set anew, a few at a time, and what the rules do not have is taken away', async () => {
    const before = await told();
    await bank.sql`delete from complaint_clock where id % 3 = 1`;
    await bank.sql`update complaint_clock set due_at = due_at + interval '1 day' where id % 3 = 2`;
    await bank.sql`
      insert into complaint_clock (customer_id, complaint_id, regime, clock, time_zone, started_at, due_at, paused_days,
        is_provisional, rules_version, calendar_version)
      select customer_id, id, 'OLD', 'ANSWER', 'UTC', received_at, due_at, 0, false, '1', '1' from complaint where id % 5 = 1`;

    const run = (text: string, values?: unknown[]) => bank.sql.unsafe(text, values as never[]);
    const count = await writeAllClocks((work) => work(run), { batch: 7 });

    expect(3 * count).toBe(before.length);
    expect([...(await told())]).toEqual([...before]);
  });
});
