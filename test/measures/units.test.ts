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

const known = (values: readonly (number | null)[]) => values.filter((value): value is number => value !== null);
const wholeOf = (values: readonly number[]) => values.reduce((sum, value) => sum + Math.abs(value), 0);
const mayTell = (values: readonly number[]) =>
  values.length >= 10 && 2 * Math.max(...values.map(Math.abs)) <= wholeOf(values);

interface Part {
  readonly name: string;
  readonly values: readonly number[];
}

/** The parts of all that may be told beside all: what is left of all without them may be told as well, or is nothing. */
function toldBeside(all: readonly number[], parts: readonly Part[]): Part[] {
  const told = parts
    .filter(({ values }) => mayTell(values))
    .sort((one, other) => one.values.length - other.values.length || (one.name < other.name ? -1 : 1));
  const left = parts.filter(({ values }) => !mayTell(values)).flatMap(({ values }) => values);
  if (left.length === 0 || !mayTell(all)) return told;
  while (told.length > 0 && !mayTell(left)) left.push(...(told.shift()?.values ?? []));
  return told;
}

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

  test('of what may be told, a peer group tells the average, the members and the borders of each measure, a kind in the bank and in a unit no borders', async () => {
    const found = await bank.sql`select peer_group, code, members, average::float8, dominance::float8, bounds
      from peer_figure where as_of = ${asOf}`;
    const told = new Map(found.map((row) => [`${row.peer_group} ${row.code}`, row]));

    const faults: string[] = [];
    const check = (group: string, code: string, values: readonly number[], isBordered = true) => {
      const row = told.get(`${group} ${code}`);
      told.delete(`${group} ${code}`);
      if (values.length === 0) return row && faults.push(`${group} ${code} is told of none`);
      const total = values.reduce((sum, value) => sum + value, 0);
      const whole = values.reduce((sum, value) => sum + Math.abs(value), 0);
      const most = Math.max(...values.map(Math.abs));
      // Halves of a minor unit that went in and out may be rounded either way.
      const halves = code === 'turnover' ? 1 : 0;
      const dominance = whole === 0 ? 0 : most / whole;
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
    ];
    for (const [code, { column }] of Object.entries(measures)) {
      const valuesOf = (members: readonly [string, Stored][]) =>
        known(members.map(([, row]) => (row[column.name] === null ? null : Number(row[column.name]))));
      for (const [kind, alike] of grouped([...stored], kindOf)) {
        const all = valuesOf(alike);
        if (mayTell(all)) check(kind, code, all, false);
        for (const [at, groupOf] of groupings.entries()) {
          const parts = [...grouped(alike, groupOf)].map(([name, members]) => ({ name, values: valuesOf(members) }));
          for (const { name, values } of toldBeside(all, parts)) check(name, code, values, at === 0);
        }
      }
    }
    const bankRows = knownBank(rows, asOf, rules);
    for (const [group, members] of grouped(
      rows.customers.map((one) => figuresOf(bankRows, one)),
      (one) => one.peerGroup,
    ))
      for (const code of Object.keys(members[0]?.compared ?? {}))
        check(group, code, known(members.map(({ compared }) => compared[code as keyof typeof compared])));

    expect(faults).toEqual([]);
    expect([...told.keys()]).toEqual([]);
  });
});
