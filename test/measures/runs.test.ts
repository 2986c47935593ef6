import { Held } from '../../src/database/held';
import { fillDemo } from '../../src/demo/fill';
import { readMeasureRules } from '../../src/entities/measure/measures.rules';
import { type MeasureOptions, measureAll } from '../../src/measures/measures';
import { Rows, waiting } from '../database/rows';
import { type BankDatabase, type EmptyBanks, emptyBanks } from '../demo/bank-database';
import { smallBank } from '../demo/small-bank';

const asOf = '2026-06-30';
const tables = [
  ...['customer_measure', 'unit_measure', 'unit_month', 'peer_figure', 'peer_place', 'measure_run'],
  ...['customer_cluster', 'behaviour_tree', 'behaviour_rule', 'product_recommendation'],
];

describe('runs over a day', () => {
  let banks: EmptyBanks;
  let bank: BankDatabase;
  let whole: Readonly<Record<string, string>>;

  beforeAll(async () => {
    banks = await emptyBanks();
    bank = await banks.open();
    await fillDemo({ sql: bank.sql, ...smallBank, customers: 700, volumes: { balanceMonths: 14, interactions: 2 } });
    whole = await hashes();
  });
  afterAll(() => banks.close());

  /** The rows of each table, but for the moment at which a run ended. */
  const hashes = async () => {
    const found: Record<string, string> = {};
    for (const name of tables) {
      const [row] = await bank.sql`
        select count(*) || ' ' || md5(string_agg(line, '' order by line collate "C")) as hash
        from (select (to_jsonb(t) - 'finished_at')::text as line from ${bank.sql(name)} as t) as lines`;
      found[name] = row?.hash;
    }
    return found;
  };
  const measure = (changes: Partial<MeasureOptions> = {}) =>
    Held.several(bank.sql, (sessions) => measureAll({ sessions, asOf, sliceSize: 100, ...changes }));
  /** Breaks a run off once so many steps are done of what is called so. */
  const breakOff = (called: string, steps: number) => {
    let left = steps;
    const progress = (_done: number, _total: number, label: string) => {
      if (label === called && left-- === 0) throw new Error('power cut');
    };
    return expect(measure({ progress })).rejects.toThrow('power cut');
  };
  const one = async (statement: string) => Object.values((await bank.sql.unsafe(statement))[0] ?? {})[0];
  const rowsWritten = async () =>
    new Map(
      (await bank.sql`select customer_id, xmin::text from customer_measure where as_of = ${asOf}`).map((row) => [
        row.customer_id,
        row.xmin,
      ]),
    );

  test('a second run changes no row, in slices of whatever size', async () => {
    await measure({ sliceSize: 77 });

    expect(await hashes()).toEqual(whole);
  });

  test.each([
    ['customers', 0],
    ['alerts', 5],
    ['customers', 3],
    ['customers', 7],
    ['clusters', 0],
    ['months of units', 0],
    ['measures', 0],
    ['measures', 4],
    ['measures', 6],
    ['units', 0],
    ['recommendations', 0],
    ['recommendations', 6],
  ])('broken off among %s after %d steps, it goes on and comes to the same', async (label, steps) => {
    await breakOff(label, steps);
    expect(await one(`select finished_at from measure_run where as_of = '${asOf}'`)).toBe(null);

    await measure();

    expect(await hashes()).toEqual(whole);
    expect(await one('select count(*) from measure_slice')).toBe(0n);
  });

  test('what was written before is not written again', async () => {
    await breakOff('measures', 4);
    const before = await rowsWritten();

    await measure();

    const after = await rowsWritten();
    expect(before.size).toBeGreaterThanOrEqual(300);
    expect(after.size).toBe(700);
    expect([...before].filter(([customer, written]) => after.get(customer) !== written)).toEqual([]);
  });

  test('slices that are missing are made up for', async () => {
    await breakOff('measures', 6);
    await bank.sql`delete from customer_measure where as_of = ${asOf} and customer_id <= 300`;
    await bank.sql`delete from measure_slice where stage = 'MEASURES' and through <= 300`;

    await measure();

    expect(await hashes()).toEqual(whole);
  });

  test('a crash takes the sums and the slices, and the run begins anew', async () => {
    await breakOff('measures', 4);
    await bank.sql`truncate measure_draft, measure_slice`;

    await measure();

    expect(await hashes()).toEqual(whole);
  });

  test('by other rules, or in slices of another size, it begins anew', async () => {
    const rules = { ...readMeasureRules(), version: 'other' };
    await breakOff('measures', 4);

    await measure({ rules });
    expect(await one(`select count(*) from customer_measure where rules_version = 'other'`)).toBe(700n);
    await breakOff('measures', 4);
    await measure({ sliceSize: 77 });

    expect(await hashes()).toEqual(whole);
  });

  test('other rules of the same version are refused, and nothing is taken back', async () => {
    const rules = readMeasureRules();
    const changed = { ...rules, growth: { horizon: rules.growth.horizon + 1 } };

    await expect(measure({ rules: changed })).rejects.toThrow(
      `Measures were worked out by other rules of version ${rules.version}: give these a version of their own`,
    );

    expect(await hashes()).toEqual(whole);
  });

  test.each([
    [[], 'kind'],
    [['lifecycle'], `kind || ' ' || lifecycle`],
    [['tier', 'lifecycle'], `kind || ' ' || coalesce(tier, 'STANDARD') || ' ' || lifecycle`],
  ] as const)('peers are those of a kind who are alike in %j', async (peers, group) => {
    await measure({ rules: { ...readMeasureRules(), peers: [...peers], version: `by ${peers}` } });

    const wrong = await one(`select count(*) from customer_measure m join customer c using (customer_id)
      where as_of = '${asOf}' and peer_group <> ${group}`);
    expect(wrong).toBe(0n);
    expect(
      await one(`select count(distinct peer_group) from peer_figure where as_of = '${asOf}' and bounds <> '{}'`),
    ).toBe(await one(`select count(distinct ${group}) from customer`));
    await measure();
  });

  test('a customer who came meanwhile is worked out with all others', async () => {
    await breakOff('measures', 4);
    const unit = await one(`select min(id)::text from org_unit where level = 'BRANCH'`);
    await new Rows(bank.sql as never).customer('赵云', String(unit), { onboarded_on: asOf });

    const { customers } = await measure();

    expect(customers).toBe(701);
    expect(await one(`select count(*) from customer_measure where as_of = '${asOf}'`)).toBe(701n);
  });

  /** The customers whose measures stand where they are. */
  const inPlace = `select count(*) from customer_measure t join customer c using (customer_id)
    join org_unit u on u.id = c.org_unit_id where t.scope_key = scope_key_of(c.kind, u.lft) and as_of = '${asOf}'`;

  test('a customer who moves meanwhile counts where he has come to', async () => {
    await breakOff('customers', 7);
    await bank.sql`
      update customer set org_unit_id = (select max(id) from org_unit)
      where customer_id in (select customer_id from customer order by customer_id desc limit 20)`;

    await measure();

    expect(await one(inPlace)).toBe(701n);
    expect(
      await one(`select sum(customers) from unit_measure where as_of = '${asOf}' and org_unit_id = (
        select max(id) from org_unit)`),
    ).toEqual(await one('select count(*) from customer where org_unit_id = (select max(id) from org_unit)'));
  });

  test('no unit tells the months of a customer who left it meanwhile', async () => {
    const units = async (isStale: boolean) =>
      (
        await bank.sql`
          select org_unit_id || ' ' || u.kind as unit, string_agg(to_jsonb(m)::text, ',' order by month) as months
          from unit_measure u left join unit_month m using (customer_id, as_of, org_unit_id)
          where as_of = ${asOf} and is_stale = ${isStale} and (m.kind is null or m.kind = u.kind) group by 1`
      ).map(({ unit, months }) => [unit, months] as const);
    await breakOff('customers', 7);
    await bank.sql`
      update customer set org_unit_id = (select min(id) from org_unit where level = 'SUB_BRANCH')
      where customer_id in (select customer_id from customer order by customer_id desc limit 20)`;

    await measure();
    const [holding, stale] = [await units(false), await units(true)];
    await measure();

    const anew = new Map(await units(false));
    expect(stale.length).toBeGreaterThan(0);
    expect(stale.filter(([, months]) => months !== null)).toEqual([]);
    expect(holding.filter(([unit, months]) => anew.get(unit) !== months)).toEqual([]);
  });

  test('a run waits for customers who are moving, and writes them where they come to', async () => {
    await breakOff('measures', 3);
    const session = await Held.open(bank.sql);
    let running: Promise<unknown> | undefined;

    await bank.sql.begin(async (own) => {
      await own`
        update customer set org_unit_id = (select min(id) from org_unit where level = 'SUB_BRANCH')
        where customer_id % 7 = 0`;
      running = measureAll({ sessions: [session], asOf, sliceSize: 100 }).finally(() => session.release());
      await Promise.race([waiting(own as never), running]);
    });
    await running;

    expect(await one(inPlace)).toBe(await one('select count(*) from customer'));
    expect(
      await one(`select count(*) from customer where customer_id % 7 = 0 and org_unit_id <> (
        select min(id) from org_unit where level = 'SUB_BRANCH')`),
    ).toBe(0n);
  });

  test('a bank of units alone is told as one of nobody', async () => {
    const empty = await banks.open();
    await new Rows(empty.sql as never).unit('HO', 'HEAD_OFFICE', null);

    const { customers } = await Held.several(empty.sql, (sessions) => measureAll({ sessions, asOf }));

    expect(customers).toBe(0);
    const [row] = await empty.sql`select count(*)::int as units, sum(customers)::int as customers from unit_measure`;
    expect(row).toEqual({ units: 3, customers: 0 });
    expect((await empty.sql`select finished_at is not null as done from measure_run`)[0]?.done).toBe(true);
  });
});
