import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from '../../src/database/connect';
import { migrate } from '../../src/database/migrate';
import { migrationState } from '../../src/database/migrations';
import { adminUrlOf, type FreshDatabase, freshDatabase } from '../support/database';
import { ask } from './clusters';

describe('migrations', () => {
  let database: FreshDatabase;
  let folder: string;

  beforeEach(async () => {
    database = await freshDatabase('empty');
    folder = await mkdtemp(join(tmpdir(), 'c360-migrations-'));
    await mkdir(join(folder, 'meta'));
  });
  afterEach(async () => {
    await database.drop();
    await rm(folder, { recursive: true });
  });

  const given = async (...statements: string[]) => {
    const entries = statements.map((_, idx) => ({
      idx,
      version: '7',
      when: 1000 + idx,
      tag: `m${idx}`,
      breakpoints: true,
    }));
    for (const [idx, statement] of statements.entries()) await writeFile(join(folder, `m${idx}.sql`), statement);
    await writeFile(
      join(folder, 'meta', '_journal.json'),
      JSON.stringify({ version: '7', dialect: 'postgresql', entries }),
    );
  };
  const migrated = (ownerUrl = database.ownerUrl, patienceMs = 20_000) => migrate({ ownerUrl, folder, patienceMs });
  const stateOf = async (url: string) => {
    const { sql, end } = connect(url, { name: 'test', max: 1 });
    return migrationState(sql, folder).finally(end);
  };

  it('are applied once, and only the new ones later', async () => {
    await given('create table one ()');
    expect([await migrated(), await migrated()]).toEqual([1, 0]);
    await given('create table one ()', 'create table two ()');
    expect(await stateOf(database.ownerUrl)).toEqual({ applied: 1, pending: 1, foreign: 0 });
    expect(await migrated()).toBe(1);
    expect(await stateOf(database.ownerUrl)).toEqual({ applied: 2, pending: 0, foreign: 0 });
  });

  it('are applied by one process while the other waits', async () => {
    await given('select pg_sleep(0.5)', 'create table one ()');
    expect((await Promise.all([migrated(), migrated(), migrated()])).sort()).toEqual([0, 0, 2]);
  });

  it('give up with a clear error when the other process takes too long', async () => {
    await given('select pg_sleep(1)');
    const first = migrated();
    await new Promise((resolve) => setTimeout(resolve, 300));
    await expect(migrated(database.ownerUrl, 200)).rejects.toThrow(
      'Another process has been migrating this database for over 0.2 s; try again later.',
    );
    expect(await first).toBe(1);
  });

  it('leave nothing behind when one of them fails', async () => {
    await given('create table one ()', 'create table broken (');
    await expect(migrated()).rejects.toThrow();
    expect(await ask(database.ownerUrl, "select to_regclass('one')")).toBeNull();
    expect(await stateOf(database.ownerUrl)).toEqual({ applied: 0, pending: 2, foreign: 0 });
  });

  it('refuse a database of a newer version and one whose migrations were others', async () => {
    await given('create table one ()', 'create table two ()');
    await migrated();
    const refusal = /^The database has a migration that this version does not know/;
    await given('create table one ()');
    await expect(migrated()).rejects.toThrow(refusal);
    await given('create table one ()', 'create table another ()');
    await expect(migrated()).rejects.toThrow(refusal);
  });

  it('belong to the owner login also where a superuser applies them', async () => {
    await given('create table one ()');
    await ask(adminUrlOf(database.name), 'alter database test owner to postgres'.replace('test', database.name));
    expect(await migrated(adminUrlOf(database.name))).toBe(1);
    expect(await ask(database.ownerUrl, "select tableowner from pg_tables where tablename = 'one'")).toBe('c360_owner');
  });

  it('are all in the template of the tests, and the serving login may see so', async () => {
    const filled = await freshDatabase();
    const { sql, end } = connect(filled.appUrl, { name: 'test', max: 1 });
    const { pending, foreign } = await migrationState(sql);
    await end();
    await filled.drop();
    expect({ pending, foreign }).toEqual({ pending: 0, foreign: 0 });
  });

  it('say so when their folder is missing', async () => {
    await expect(migrated()).rejects.toThrow(`There are no migrations in ${folder}.`);
  });
});
