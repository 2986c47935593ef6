import { fillDemo } from '../../src/demo/fill';
import { measures } from '../../src/entities/measure/measures';
import { readMeasureRules } from '../../src/entities/measure/measures.rules';
import { type BankDatabase, type EmptyBanks, emptyBanks } from '../demo/bank-database';
import { smallBank } from '../demo/small-bank';
import { type BankRows, grouped, readBankRows } from './bank-rows';
import { knownBank } from './known-bank';
import { figuresOf } from './naive-figures';
import { borders } from './naive-peers';
import { countUnitMonths, countUnits, type UnitRow } from './naive-units';
import { measureOn, roughen } from './rough-bank';
import { isEqual, type Stored, storedMeasures } from './stored';

const rules = readMeasureRules();
const asOf = '2026-06-17';

describe('units and peers of a bank of 700 customers', () => {
  let banks: EmptyBanks;
  let bank: BankDatabase;
  let rows: BankRows;
  let stored: ReadonlyMap<string, Stored>;

  beforeAll(async () => {
    banks = await emptyBanks();
    bank = await banks.open();
    await fillDemo({ sql: bank.sql, ...smallBank, customers: 700 });
    await roughen(bank.sql);
    await measureOn(bank.sql, asOf);
    rows = await readBankRows(bank.sql);
    stored = await storedMeasures(bank.sql, asOf);
  });
  afterAll(() => banks.close());

  const read = async (table: string, keys: readonly string[]) => {
    const found =
      await bank.sql`select *, as_of::text, org_unit_id::text from ${bank.sql(table)} where as_of = ${asOf}`;
    return new Map(found.map((row) => [keys.map((key) => String(row[key])).join(' '), row as Stored]));
  };
  const compare = (told: ReadonlyMap<string, Stored>, naive: ReadonlyMap<string, UnitRow>) => {
    const faults = [...naive].flatMap(([key, row]) =>
      Object.entries(row)
        .filter(([name, value]) => !isEqual(name, told.get(key)?.[name] ?? Number.NaN, value))
        .map(([name, value]) => `${key} ${name}: ${told.get(key)?.[name]}, but counted ${value}`),
    );
    return [...faults, ...[...told.keys()].filter((key) => !naive.has(key))];
  };

  test('a unit has what the customers of all units below it have, from parent to parent', async () => {
    const all = await read('unit_measure', ['org_unit_id', 'kind']);
    const told = new Map([...all].filter(([, { customers }]) => customers !== 0));

    const counted = countUnits(rows, asOf, stored);

    expect(compare(told, counted)).toEqual([]);
    const office = rows.units.find(({ parent }) => parent === null)?.id;
    const inAll = ['INDIVIDUAL', 'CORPORATE', 'INSTITUTION'].map((kind) => told.get(`${office} ${kind}`)?.customers);
    expect(inAll.reduce((sum: number, count) => sum + Number(count), 0)).toBe(700);
  });

  test('so it is month by month', async () => {
    const months = await bank.sql`
      select *, org_unit_id::text, month::text, round(deposits_minor) as deposits_minor, round(loans_minor) as loans_minor
      from unit_month where as_of = ${asOf}`;
    const told = new Map(months.map((row) => [`${row.org_unit_id} ${row.kind} ${row.month}`, row as Stored]));

    expect(compare(told, countUnitMonths(rows, asOf, rules))).toEqual([]);
  });

  test('a peer group tells the average, the members and the borders of each measure, a kind in the bank and in a unit no borders', async () => {
    const found = await bank.sql`select peer_group, code, members, average::float8, dominance::float8, bounds
      from peer_figure where as_of = ${asOf}`;
    const told = new Map(found.map((row) => [`${row.peer_group} ${row.code}`, row]));

    const faults: string[] = [];
    const check = (group: string, code: string, all: readonly (number | null)[], isBordered = true) => {
      const values = all.filter((value): value is number => value !== null);
      const row = told.get(`${group} ${code}`);
      told.delete(`${group} ${code}`);
      if (values.length === 0) return row && faults.push(`${group} ${code} is told of none`);
      const total = values.reduce((sum, value) => sum + value, 0);
      const whole = values.reduce((sum, value) => sum + Math.abs(value), 0);
      const most = Math.max(...values.map(Math.abs));
      // Halves of a minor unit that went in and out may be rounded either way.
      const halves = code === 'turnover' ? 1 : 0;
      const dominance = whole === 0 ? 0 : most / whole;
      // Of others than peer groups only what may be told is kept.
      if (!isBordered && !row && (values.length < 10 || dominance > 0.5)) return;
      const bounds = isBordered ? borders(values) : [];
      const isRight =
        row?.members === values.length &&
        Math.abs(row.average - total / values.length) <= 0.000_06 + Math.abs(total) * 1e-12 + halves &&
        Math.abs(row.dominance - dominance) <= 0.000_000_6 &&
        row.bounds.length === bounds.length &&
        bounds.every((border, at) => Math.abs(border - row.bounds[at]) <= halves);
      if (!isRight) faults.push(`${group} ${code}: ${JSON.stringify(row)}, but counted ${total / values.length}`);
    };
    const homes = new Map(rows.customers.map(({ id, unit }) => [id, unit]));
    const kindOf = ([, row]: [string, Stored]) => `${row.peer_group}`.split(' ')[0] as string;
    const groupings: readonly ((of: [string, Stored]) => string)[] = [
      ([, row]) => String(row.peer_group),
      (of) => `${kindOf(of)} #${homes.get(of[0])}`,
      kindOf,
    ];
    for (const [at, groupOf] of groupings.entries())
      for (const [group, members] of grouped([...stored], groupOf))
        for (const [code, { column }] of Object.entries(measures))
          check(
            group,
            code,
            members.map(([, row]) => (row[column.name] === null ? null : Number(row[column.name]))),
            at === 0,
          );
    const known = knownBank(rows, asOf, rules);
    for (const [group, members] of grouped(
      rows.customers.map((one) => figuresOf(known, one)),
      (one) => one.peerGroup,
    ))
      for (const code of Object.keys(members[0]?.compared ?? {}))
        check(
          group,
          code,
          members.map(({ compared }) => compared[code as keyof typeof compared]),
        );

    expect(faults).toEqual([]);
    expect([...told.keys()]).toEqual([]);
  });
});
