import { connect, type Sql } from '../../src/database/connect';
import { switchRowSecurity } from '../../src/database/row-security';
import { wallFaults } from '../../src/database/walls';
import { adminUrlOf, type FreshDatabase, freshDatabase } from '../support/database';

let database: FreshDatabase;
let owner: Sql;
let admin: Sql;
const opened: { end(): Promise<void> }[] = [];

function open(url: string): Sql {
  const connection = connect(url, { name: 'test', max: 1 });
  opened.push(connection);
  return connection.sql;
}

beforeAll(async () => {
  database = await freshDatabase();
  [owner, admin] = [open(database.ownerUrl), open(adminUrlOf(database.name))];
});

afterAll(async () => {
  for (const connection of opened) await connection.end();
  await database.drop();
});

async function faultsOf(url = database.appUrl, rowSecurity = true): Promise<string[]> {
  const { sql, end } = connect(url, { name: 'test', max: 1 });
  try {
    return await wallFaults(sql, { rowSecurity });
  } finally {
    await end();
  }
}

/** What is found while a change stands; both statements are the owner's. */
async function faultsWith(change: string, back: string): Promise<string[]> {
  await owner.unsafe(change);
  try {
    return await faultsOf();
  } finally {
    await owner.unsafe(back);
  }
}

describe('the walls at start-up', () => {
  it('stand for the serving login of a migrated database', async () => {
    expect(await faultsOf()).toEqual([]);
  });

  it('refuse the owner, the system login and a superuser', async () => {
    const advice = 'serve with a login that owns nothing and bypasses nothing.';

    expect(await faultsOf(database.ownerUrl)).toEqual([
      `The serving login c360_owner owns protected tables; ${advice}`,
    ]);
    expect(await faultsOf(database.systemUrl)).toEqual([
      // Sums on the way, which the serving login may not even name.
      'Row security is not forced on tables with customers’ data: measure_draft, related_party_digest; run: npm run c360 -- migrate',
      expect.stringMatching(/^Policies open every row to the serving login: account, account_party, .*\.$/),
    ]);
    expect(await faultsOf(adminUrlOf(database.name))).toContain(`The serving login postgres is a superuser; ${advice}`);
    expect((await faultsOf(adminUrlOf(database.name), false)).length).toBeGreaterThan(0);
  });

  it.each([
    ['a role that bypasses row security', 'bypassrls', 'which bypasses row security'],
    ['a role that makes roles', 'createrole', 'which may make roles'],
  ])('refuse a member of %s', async (_what, power, told) => {
    // A login of its own: logins are those of the whole PostgreSQL, where other tests serve.
    const [role, login] = [`powerful_${power}`, `weak_${power}`];
    await admin.unsafe(
      `create role ${role} ${power}; create role ${login} login password 'x' in role c360_app, ${role}`,
    );
    try {
      expect(await faultsOf(Object.assign(new URL(database.appUrl), { username: login, password: 'x' }).href)).toEqual([
        `The serving login ${login} is a member of ${role}, ${told}; serve with a login that owns nothing and bypasses nothing.`,
      ]);
    } finally {
      await admin.unsafe(`drop role ${login}, ${role}`);
    }
  });

  it('refuse a table with a customer’s column whose policies are not forced', async () => {
    expect(
      await faultsWith(
        'alter table interaction no force row level security',
        'alter table interaction force row level security',
      ),
    ).toEqual(['Row security is not forced on tables with customers’ data: interaction; run: npm run c360 -- migrate']);
    expect(
      await faultsWith('create table note_of_tomorrow (customer_id bigint)', 'drop table note_of_tomorrow'),
    ).toEqual([
      'Row security is not forced on tables with customers’ data: note_of_tomorrow; run: npm run c360 -- migrate',
    ]);
  });

  it('refuse a policy that opens every row', async () => {
    expect(
      await faultsWith('create policy open on complaint to public using (true)', 'drop policy open on complaint'),
    ).toEqual(['Policies open every row to the serving login: complaint.']);
  });

  it('refuse a view with its owner’s rights, and take one with its reader’s', async () => {
    const drop = 'drop view names';

    expect(await faultsWith('create view names as select display_name from party', drop)).toEqual([
      'Views read with their owner’s rights, without security_invoker: names.',
    ]);
    expect(
      await faultsWith('create view names with (security_invoker = true) as select display_name from party', drop),
    ).toEqual([]);
    expect(
      await faultsWith(
        'create materialized view names as select display_name from party',
        'drop materialized view names',
      ),
    ).toEqual(['Views read with their owner’s rights, without security_invoker: names.']);
  });

  it('refuse a function with its owner’s rights that is not known', async () => {
    const made =
      'create function leak() returns bigint language sql security definer as $$ select count(*) from party $$';

    expect(await faultsWith(made, 'drop function leak()')).toEqual([
      'Functions run with their owner’s rights and are not known to be safe: leak().',
    ]);
    expect(await faultsWith(`${made}; revoke execute on function leak() from public`, 'drop function leak()')).toEqual(
      [],
    );
  });

  it('are switched off and on by the owner only, all or none', async () => {
    const { ownerUrl } = database;
    const tables = await switchRowSecurity({ ownerUrl, on: false });
    const whenOff = await faultsOf();
    const wanted = await faultsOf(database.appUrl, false);
    const again = await switchRowSecurity({ ownerUrl, on: false });
    const back = await switchRowSecurity({ ownerUrl, on: true });

    expect([tables, again, back]).toEqual([54, 0, 54]);
    expect(whenOff).toEqual([
      expect.stringContaining('Row security is not forced on tables with customers’ data: account, '),
    ]);
    expect(wanted).toEqual([]);
    expect(await faultsOf()).toEqual([]);
    await expect(switchRowSecurity({ ownerUrl: database.appUrl, on: false })).rejects.toThrow('must be owner of');
  });

  it('switching waits for no table longer than it was told', async () => {
    const reader = open(database.systemUrl);
    const held = reader.begin(async (own) => {
      await own`select count(*) from customer`;
      return expect(switchRowSecurity({ ownerUrl: database.ownerUrl, on: false, patienceMs: 100 })).rejects.toThrow(
        'lock timeout',
      );
    });
    await held;

    expect(await faultsOf()).toEqual([]);
  });
});
