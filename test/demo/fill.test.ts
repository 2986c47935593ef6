import { filledTables } from '../../src/demo/contents';
import { DemoError } from '../../src/demo/demo.error';
import { fillDemo } from '../../src/demo/fill';
import { bankShape } from '../../src/demo/shape';
import { type BankDatabase, type EmptyBanks, emptyBanks, hashesOf } from './bank-database';
import { smallBank } from './small-bank';

let banks: EmptyBanks;
beforeAll(async () => {
  banks = await emptyBanks();
});
afterAll(() => banks.close());

const bank = () => banks.open();
const brief = { interactions: 2, transactionMonths: 1, balanceMonths: 2, holdingMonths: 1 };
const demo = { ...smallBank, volumes: brief };

describe('filling a demo bank', () => {
  test('equal orders give equal rows, however many sessions work on them', async () => {
    const [one, two] = [await bank(), await bank()];

    await fillDemo({ sql: one.sql, ...demo, customers: 700, sessions: 1 });
    await fillDemo({ sql: two.sql, ...demo, customers: 700, sessions: 2 });

    const hashes = await hashesOf(one.sql);
    expect(await hashesOf(two.sql)).toEqual(hashes);
    expect(filledTables.length).toBe(59);
    // So few customers have not left or taken anything up often enough for anything to be learnt.
    expect(filledTables.filter((table) => hashes[table] === undefined || hashes[table] === 'empty')).toEqual([
      ...['behaviour_rule', 'behaviour_tree'],
    ]);
  });

  test('another seed gives other people under the same keys', async () => {
    const [one, two] = [await bank(), await bank()];

    await fillDemo({ sql: one.sql, ...demo, customers: 50, seed: 1 });
    await fillDemo({ sql: two.sql, ...demo, customers: 50, seed: 2 });

    const names = async ({ sql }: BankDatabase) => sql`select customer_id, display_name from customer order by 1`;
    const [first, second] = [await names(one), await names(two)];
    expect(second.map((row) => row.customer_id)).toEqual(first.map((row) => row.customer_id));
    expect(second.map((row) => row.display_name)).not.toEqual(first.map((row) => row.display_name));
  });

  test('it tells the customers made and counts the rows of every table', async () => {
    const { sql } = await bank();
    const told: unknown[] = [];

    const report = await fillDemo({ sql, ...demo, customers: 700, progress: (...step) => told.push(step) });

    expect(told[0]).toEqual([0, 700, 'customers']);
    expect(told.at(-1)).toEqual([700, 700, 'statistics']);
    const [counted] = await sql`select count(*) as count from search_token`;
    expect(report.rows).toMatchObject({ customer: 700, search_token: Number(counted?.count) });
  });

  test.each([
    ['2026-07-01', ['2026-05-31', '2026-06-30']],
    ['2026-07-02', ['2026-06-30', '2026-07-02']],
  ])('on %s it is measured as of the last days with balances and a month before', async (today, days) => {
    const { sql } = await bank();

    await fillDemo({ sql, ...demo, customers: 50, asOf: new Date(`${today}T04:00:00Z`) });

    const runs = await sql`select as_of::text as day from measure_run order by as_of`;
    expect(runs.map(({ day }) => day)).toEqual(days);
  });

  test('a second fill is refused, and so is a bank with other rows', async () => {
    const [filled, used] = [await bank(), await bank()];
    await fillDemo({ sql: filled.sql, ...demo, customers: 10 });
    await used.sql`insert into party (kind, display_name) values ('INDIVIDUAL', '王芳')`;

    await expect(fillDemo({ sql: filled.sql, ...demo, customers: 10 })).rejects.toThrow(
      new DemoError(
        'The database holds a demo bank already (10 customers, seed 1, of 2026-06-30); fill an empty database instead',
      ),
    );
    await expect(fillDemo({ sql: used.sql, ...demo, customers: 10 })).rejects.toThrow(
      new DemoError('The bank is not empty: party has rows; the demo bank goes only into an empty database'),
    );
  });

  test('a fill broken off goes on where it stopped, the next day too, and only with the same order', async () => {
    const [broken, whole] = [await bank(), await bank()];
    const order = { ...demo, customers: 700 };
    await fillDemo({ sql: whole.sql, ...order });

    const breakOff = (done: number) => {
      if (done > 0) throw new Error('power cut');
    };
    await expect(fillDemo({ sql: broken.sql, ...order, sessions: 1, progress: breakOff })).rejects.toThrow('power cut');
    await expect(fillDemo({ sql: broken.sql, ...order, customers: 900 })).rejects.toThrow(
      new DemoError(
        'A fill of another demo bank was broken off here (700 customers, seed 1, of 2026-06-30); ' +
          'ask for the same again to finish it, or fill an empty database',
      ),
    );
    const [before] = await broken.sql`select count(*)::int as count from customer`;
    await fillDemo({ sql: broken.sql, ...order, asOf: new Date('2026-07-01T04:00:00Z') });

    expect(before?.count).toBe(500);
    expect(await hashesOf(broken.sql)).toEqual(await hashesOf(whole.sql));
  });

  test('of two fills at once the second is refused', async () => {
    const { sql } = await bank();
    const held = await sql.reserve();
    await held`select pg_advisory_lock(${0x633336}::int, ${0x64656d}::int)`;

    await expect(fillDemo({ sql, ...demo, customers: 10 })).rejects.toThrow(
      new DemoError('Another fill of the demo bank is running on this database; wait until it has ended'),
    );
    held.release();
  });

  test.each([
    [{ customers: 0 }, 'customers must be a whole number from 1 to 10000000, not 0'],
    [{ customers: 1.5 }, 'customers must be a whole number from 1 to 10000000, not 1.5'],
    [{ seed: -1 }, 'seed must be a whole number from 0 to 2147483647, not -1'],
  ])('%o is refused', (change, text) => {
    const order = { customers: 10, seed: 1, asOf: '2026-06-30', timeZone: 'Asia/Shanghai' };

    expect(() => bankShape({ ...order, ...change })).toThrow(new RangeError(text));
  });

  test('keys dealt afterwards do not meet those of the fill', async () => {
    const { sql } = await bank();
    await fillDemo({ sql, ...demo, customers: 100 });

    const [party] = await sql`insert into party (kind, display_name) values ('INDIVIDUAL', '赵云') returning party_id`;
    const [highest] = await sql`select max(party_id) as id from party where display_name <> '赵云'`;
    const [booked] = await sql`select max(id) as id from transaction`;

    expect(party?.party_id > highest?.id).toBe(true);
    expect(booked?.id < party?.party_id).toBe(true);
  });
});
