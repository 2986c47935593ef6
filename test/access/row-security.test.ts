import { viewerSetting } from '../../src/access/scope';
import type { Viewer } from '../../src/access/viewer';
import { connect, type Sql } from '../../src/database/connect';
import { type FreshDatabase, freshDatabase } from '../support/database';
import { addEdgeCases } from '../support/reference/edge-cases';
import { today } from '../support/reference/world';
import { protectedTables } from '../support/walls/protected';
import { rowDifferences, unlikeReaders, viewerAt } from '../support/walls/readers';

let database: FreshDatabase;
let app: Sql;
let system: Sql;
let owner: Sql;
const opened: { end(): Promise<void> }[] = [];

function open(url: string): Sql {
  const connection = connect(url, { name: 'test', max: 1 });
  opened.push(connection);
  return connection.sql;
}

beforeAll(async () => {
  database = await freshDatabase('bank');
  [app, system, owner] = [open(database.appUrl), open(database.systemUrl), open(database.ownerUrl)];
  await addEdgeCases(system);
});

afterAll(async () => {
  for (const connection of opened) await connection.end();
  await database.drop();
});

const viewerOf = (staffNumber: string) => viewerAt(app, staffNumber);

const outcomeOf = (work: PromiseLike<unknown>) =>
  Promise.resolve(work).then(
    (rows) => `${(rows as unknown[]).length} rows`,
    (error: Error) => error.message,
  );

describe('row security', () => {
  it('stands on every table that has a column of customers', async () => {
    const rows = await system<{ table: string }[]>`
      select distinct c.relname::text as "table"
      from pg_class c join pg_attribute a on a.attrelid = c.oid
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
        and a.attname in ('customer_id', 'scope_key', 'party_id', 'owner_key')
        and c.relrowsecurity and c.relforcerowsecurity and c.relname !~ '^(audit|break_glass)'
      order by 1`;

    expect(rows.map(({ table }) => table)).toEqual(protectedTables.map(({ table }) => table).sort());
  });

  it.each(protectedTables)('$table refuses the serving login without a viewer', async ({ table }) => {
    const fresh = connect(database.appUrl, { name: 'test', max: 1 });
    const unset = await outcomeOf(fresh.sql`select from ${fresh.sql(table)}`);
    // After a transaction with a viewer the setting is there, and empty.
    await fresh.sql.begin(async (own) => own`select set_viewer(${viewerSetting(await viewerOf('HO0001'))})`);
    const empty = await outcomeOf(fresh.sql`select from ${fresh.sql(table)}`);
    await fresh.end();

    expect(unset).toBe('unrecognized configuration parameter "app.bounds"');
    expect(empty).toMatch(/^malformed array literal: ""/);
  });

  it('shows every reader exactly the rows of his grants and assignments, table by table', async () => {
    const readers = await unlikeReaders(system);

    const { differences, customers } = await rowDifferences(app, system, readers);

    expect(differences).toEqual([]);
    expect(readers.length).toBeGreaterThan(12);
    expect(new Set(customers.values()).size).toBeGreaterThan(8);
  });

  it('takes a key that no customer has for nobody’s', async () => {
    const setting = `{};{};${today};1;1:1000000000000000000:5,7`;
    const asked = await app.begin(async (own) => {
      await own`select set_viewer(${setting})`;
      return own<{ key: string; reached: boolean }[]>`
        select key::text, (key > 0 and key < 1000000000000000000
          and not txid_visible_in_snapshot(key, viewer_customers())) as reached
        from unnest(array[-1, 0, 4, 5, 6, 7, 8, 999999999999999999, 1000000000000000000, 9223372036854775807]::bigint[]) as key`;
    });

    expect(asked.filter(({ reached }) => reached).map(({ key }) => key)).toEqual(['5', '7']);
  });

  it('holds the owner off, lets the system login pass, and lets the serving login write nothing', async () => {
    const setting = viewerSetting(await viewerOf('HO0001'));
    for (const { table } of protectedTables) {
      const [all] = await system<{ count: number }[]>`select count(*)::integer as count from ${system(table)}`;
      const [own] = await owner<{ count: number }[]>`select count(*)::integer as count from ${owner(table)}`;
      const written = app.begin(async (reader) => {
        await reader`select set_viewer(${setting})`;
        return reader`delete from ${reader(table)}`;
      });

      expect([table, own?.count]).toEqual([table, 0]);
      expect(all?.count).toBeGreaterThan(0);
      expect(await outcomeOf(written)).toBe(`permission denied for table ${table}`);
    }
  });

  it('is no more than asked in the directory: the owner’s functions tell keys to the other logins', async () => {
    const [manager] = await system<{ id: bigint }[]>`select id from employee where staff_number = 'RM0001'`;
    const portfolio = (sql: Sql) => sql`select customer_id from portfolio_of_day(${String(manager?.id)}, ${today})`;

    expect((await portfolio(app)).length).toBeGreaterThan(0);
    expect((await portfolio(owner)).length).toBe(0);
    expect(await outcomeOf(app`call protect_table('product', 'true')`)).toMatch(/^permission denied/);
  });
});

describe('the setting of a viewer', () => {
  it('joins intervals that touch or overlap, and names each customer once, in order', async () => {
    const officer = await viewerOf('HO0001');
    const manager = await viewerOf('BM0001');
    const [grant] = manager.grants as [Viewer['grants'][number]];
    const portfolio = [9n, 3n, 9n, 1000n];
    const assigned: Viewer = { ...manager, grants: [{ ...grant, role: 'RELATIONSHIP_MANAGER' }], portfolio };

    expect(viewerSetting(officer)).toBe(
      `{268435456,1073741824};{};${today};${officer.employeeId};1:1000000000000000000:;{268435456,1073741824}`,
    );
    expect(viewerSetting({ ...manager, grants: [grant, grant] })).toBe(viewerSetting(manager));
    const teller: Viewer = { ...manager, grants: [{ ...grant, role: 'TELLER' }] };
    expect(viewerSetting(teller).split(';').at(0)).toBe(viewerSetting(manager).split(';').at(0));
    expect(viewerSetting(teller).split(';').at(-1)).toBe('{}');
    expect(viewerSetting(assigned)).toBe(`{};{};${today};${manager.employeeId};1:1000000000000000000:3,9,1000;{}`);
  });
});
