import { connect, type Sql } from '../../src/database/connect';
import { Held } from '../../src/database/held';
import { recomputeSince } from '../../src/related-parties/past-days';
import { type RecomputeOptions, recomputeAll, recomputeChanged } from '../../src/related-parties/recompute';
import { Rows } from '../database/rows';
import { asking, type SmallBank } from '../graph/small-bank';
import { type FreshDatabase, freshDatabase } from '../support/database';
import { openWorld, today, type World } from '../support/reference/world';

/** Parties by name with their branch; 'none' for who is no customer. Small letters are persons. */
export type People = Readonly<Record<string, 'B001' | 'B002' | 'none'>>;
type Tie = readonly [from: string, type: string, to: string, values?: Record<string, string | number | null>];

export interface OwnedBank {
  readonly rows: Rows;
  readonly sql: Sql;
  readonly keys: ReadonlyMap<string, string>;
  tie(...tie: Tie): Promise<string>;
  readonly world: World;
  readonly ask: SmallBank['ask'];
  readonly urls: FreshDatabase;
  recompute(options?: Partial<RecomputeOptions>): ReturnType<typeof recomputeAll>;
  recomputeChanged(options?: Partial<RecomputeOptions>): ReturnType<typeof recomputeChanged>;
  recomputeSince(since: string, options?: Partial<RecomputeOptions>): ReturnType<typeof recomputeSince>;
  close(): Promise<void>;
}

const staff = [
  ['HO0001', 'HEAD_OFFICE', 'HO'],
  ['BM0001', 'BRANCH_MANAGER', 'B001'],
  ['BM0002', 'BRANCH_MANAGER', 'B002'],
  ['TL0001', 'TELLER', 'B001'],
  ['AU0001', 'AUDITOR', 'HO'],
] as const;

/** A bank of two branches whose customers own each other, worked out as of the tests' day. */
export async function ownedBank(people: People, ties: readonly Tie[]): Promise<OwnedBank> {
  const urls = await freshDatabase();
  const { sql, end } = connect(urls.systemUrl, { name: 'test', max: 2 });
  const rows = await new Rows(sql as never).clear();
  const office = await rows.unit('HO', 'HEAD_OFFICE', null);
  const units: Record<string, string> = { HO: office };
  for (const code of ['B001', 'B002']) units[code] = await rows.unit(code, 'BRANCH', office);
  for (const [number, role, unit] of staff) {
    const home = units[unit] as string;
    await sql`insert into employee (staff_number, name, org_unit_id) values (${number}, ${number}, ${home})`;
    await sql`insert into role_grant (employee_id, role, org_unit_id, valid_from)
      select id, ${role}, ${home}, '2020-01-01' from employee where staff_number = ${number}`;
  }
  const keys = new Map<string, string>();
  for (const [name, place] of Object.entries(people)) {
    const isPerson = /^[a-z]/.test(name);
    const key = await rows.party(`${name} Meng`, isPerson ? 'INDIVIDUAL' : 'ORGANISATION');
    keys.set(name, key);
    if (place === 'none') continue;
    const values = { kind: isPerson ? 'INDIVIDUAL' : 'CORPORATE', customer_number: name };
    await rows.makeCustomer(key, units[place] as string, values);
    const profile = isPerson ? 'individual' : 'organisation';
    if (isPerson) await sql`insert into individual (customer_id) values (${key})`;
    else await sql`insert into ${sql(profile)} (customer_id, kind) values (${key}, 'CORPORATE')`;
  }
  const key = (name: string) => keys.get(name) as string;
  const tie = (from: string, type: string, to: string, values = {}) =>
    rows.relationship(key(from), key(to), type, values);
  for (const one of ties) await tie(...one);
  const withSession = async <Result>(work: (options: RecomputeOptions) => Promise<Result>): Promise<Result> => {
    const held = await Held.open(sql);
    try {
      return await work({ held, today });
    } finally {
      held.release();
    }
  };
  const world = await openWorld(urls);
  const bank: OwnedBank = {
    rows,
    sql,
    keys,
    tie,
    world,
    ask: asking(world),
    urls,
    recompute: (options = {}) => withSession((usual) => recomputeAll({ ...usual, ...options })),
    recomputeChanged: (options = {}) => withSession((usual) => recomputeChanged({ ...usual, ...options })),
    recomputeSince: (since, options = {}) => withSession((usual) => recomputeSince({ ...usual, ...options }, since)),
    async close() {
      await world.end();
      await end();
      await urls.drop();
    },
  };
  await bank.recompute();
  return bank;
}

export const holds = (from: string, percent: number, to: string, values = {}): Tie => [
  from,
  'SHAREHOLDING',
  to,
  { share_pct: percent, ...values },
];
