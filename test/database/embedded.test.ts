import { mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findEmbedded } from '../../src/database/embedded/embedded';
import { ask, Clusters } from './clusters';

describe('the embedded database', () => {
  let clusters: Clusters;
  beforeEach(() => {
    clusters = new Clusters();
  });
  afterEach(() => clusters.end());

  it('has three logins of which only the owner may make tables', async () => {
    const database = await clusters.start(await clusters.folder());
    expect(await ask(database.ownerUrl, 'create table t () returning 1').catch((error) => error.code)).toBe('42601');
    expect(await ask(database.ownerUrl, 'create table t ()')).toBeUndefined();
    for (const url of [database.systemUrl, database.appUrl]) {
      await expect(ask(url, 'create table u ()')).rejects.toMatchObject({ code: '42501' });
    }
  });

  it('listens on this machine only, in UTF-8 and the C locale, and logs no statement', async () => {
    const { ownerUrl, adminUrl } = await clusters.start(await clusters.folder());
    const setting = (name: string) => ask(adminUrl, `select current_setting('${name}')`);
    expect(await setting('listen_addresses')).toBe('127.0.0.1');
    expect(await setting('unix_socket_directories')).toBe('');
    expect(await setting('server_encoding')).toBe('UTF8');
    expect(await setting('log_min_error_statement')).toBe('panic');
    expect(await ask(ownerUrl, 'select datcollate from pg_database where datname = current_database()')).toBe('C');
  });

  it('keeps its passwords and log from other users, and takes no connection without a password', async () => {
    const folder = await clusters.folder();
    const { ownerUrl } = await clusters.start(folder);
    for (const name of ['database.json', 'postgres.log']) {
      expect((await stat(join(folder, name))).mode & 0o777).toBe(0o600);
    }
    const wrong = new URL(ownerUrl);
    wrong.password = 'guessed';
    await expect(ask(wrong.href, 'select 1')).rejects.toMatchObject({ code: '28P01' });
  });

  it('keeps what was written when it is stopped and started again', async () => {
    const folder = await clusters.folder();
    const first = await clusters.start(folder);
    await ask(first.ownerUrl, 'create table kept as select 7 as figure');
    await first.stop();
    expect(await findEmbedded(folder)).toBeNull();
    const second = await clusters.start(folder);
    expect(await ask(second.ownerUrl, 'select figure from kept')).toBe(7);
  });

  it('is joined by others and stops with the last of them', async () => {
    const folder = await clusters.folder();
    const [first, second] = await Promise.all([clusters.start(folder), clusters.start(folder)]);
    expect(second.appUrl).toBe(first.appUrl);
    await first.stop();
    const third = await findEmbedded(folder);
    expect(third?.appUrl).toBe(first.appUrl);
    await second.stop();
    expect(await ask(first.appUrl, 'select 1')).toBe(1);
    await third?.stop();
    await expect(ask(first.appUrl, 'select 1')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  it('says where its files are when the folder is closed to the user who has to run it', async () => {
    const folder = await clusters.folder();
    const closed = join(folder, 'closed', 'data');
    await mkdir(join(folder, 'closed'), { mode: 0o700 });
    const database = await clusters.start(closed);
    expect(await ask(database.appUrl, 'select 1')).toBe(1);
    const root = process.getuid?.() === 0;
    expect(clusters.said.length).toBe(root ? 1 : 0);
    expect(database.files === closed).toBe(!root);
    expect(clusters.said.every((line) => line.includes(database.files))).toBe(true);
    expect((await readdir(closed)).includes('database.json')).toBe(true);
  });

  it('refuses a data folder of another PostgreSQL, and one whose passwords are gone', async () => {
    const folder = await clusters.folder();
    await (await clusters.start(folder)).stop();
    await rm(join(folder, 'database.json'));
    await expect(clusters.start(folder)).rejects.toThrow(/^The passwords of the embedded database in .* are missing/);
    await writeFile(join(folder, 'postgres', 'PG_VERSION'), '14\n');
    await expect(clusters.start(folder)).rejects.toThrow(/was made by PostgreSQL 14, and the programs here are 18\./);
  });
});
