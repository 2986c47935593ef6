import { once } from 'node:events';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { EmbeddedDatabase } from '../../src/database/embedded/embedded';
import { ask, Clusters, pidOf } from './clusters';

/** Waits until nobody listens at the address any more; PostgreSQL is given 10 seconds. */
async function silence({ appUrl }: EmbeddedDatabase): Promise<boolean> {
  for (let trial = 0; trial < 100; trial++) {
    const code = await ask(appUrl, 'select 1').catch((error) => error.code);
    if (code === 'ECONNREFUSED') return true;
    await sleep(100);
  }
  return false;
}

describe('the embedded database after an accident', () => {
  let clusters: Clusters;
  let folder: string;

  beforeEach(async () => {
    clusters = new Clusters();
    folder = await clusters.folder();
  });
  afterEach(() => clusters.end());

  const killed = async (signal: NodeJS.Signals) => {
    const holder = await clusters.holder(folder);
    await ask(holder.urls.ownerUrl, 'create table kept as select 7 as figure');
    const pid = await pidOf(folder);
    holder.process.kill(signal);
    await once(holder.process, 'exit');
    return { urls: holder.urls, pid };
  };
  const keptFigure = async () => ask((await clusters.start(folder)).ownerUrl, 'select figure from kept');

  it.each(['SIGKILL', 'SIGTERM', 'SIGINT'] as const)('ends by itself after its process died of %s', async (signal) => {
    const { urls } = await killed(signal);
    expect(await silence(urls)).toBe(true);
    expect(await keptFigure()).toBe(7);
  });

  it('starts at once behind a process that was just killed', async () => {
    await killed('SIGKILL');
    expect(await keptFigure()).toBe(7);
  });

  it('recovers from PostgreSQL itself being killed, its pid file left over', async () => {
    const holder = await clusters.holder(folder);
    await ask(holder.urls.ownerUrl, 'create table kept as select 7 as figure');
    process.kill(await pidOf(folder), 'SIGKILL');
    expect(await silence(holder.urls)).toBe(true);
    expect(await readdir(join(folder, 'postgres'))).toContain('postmaster.pid');
    expect(await keptFigure()).toBe(7);
  });

  it('is not misled by a pid file whose number another process has now', async () => {
    const first = await clusters.start(folder);
    const file = join(folder, 'postgres', 'postmaster.pid');
    const lines = (await readFile(file, 'utf8')).split('\n');
    await first.stop();
    await writeFile(file, [String(process.pid), ...lines.slice(1)].join('\n'));
    expect(await ask((await clusters.start(folder)).appUrl, 'select 1')).toBe(1);
  });

  it('makes the database anew where making it was broken off', async () => {
    const half = join(folder, 'postgres.new-12345');
    await mkdir(join(half, 'base'), { recursive: true });
    expect(await ask((await clusters.start(folder)).appUrl, 'select 1')).toBe(1);
    expect(await readdir(folder)).not.toContain('postgres.new-12345');
  });

  it('sets a damaged data folder aside and says so', async () => {
    await (await clusters.start(folder)).stop();
    await rename(join(folder, 'postgres', 'global', 'pg_control'), join(folder, 'pg_control'));
    expect(await ask((await clusters.start(folder)).appUrl, 'select 1')).toBe(1);
    const aside = (await readdir(folder)).filter((name) => name.startsWith('postgres.half-made-'));
    expect(aside.length).toBe(1);
    expect(clusters.said).toEqual([expect.stringContaining(aside[0] ?? 'absent')]);
  });

  it('finishes what a start that was broken off left undone', async () => {
    const first = await clusters.start(folder);
    await ask(first.adminUrl, 'drop database c360');
    await ask(first.adminUrl, 'drop role c360_app');
    await first.stop();
    expect(await ask((await clusters.start(folder)).appUrl, 'select current_user')).toBe('c360_app');
  });

  it('passes over the lock of a process that is gone', async () => {
    const { process: holder } = await clusters.holder(await clusters.folder());
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    await writeFile(join(folder, 'database.lock'), `${holder.pid} of-old`);
    expect(await ask((await clusters.start(folder)).appUrl, 'select 1')).toBe(1);
  });
});
