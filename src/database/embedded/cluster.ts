import { execFile } from 'node:child_process';
import { access, chown, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { DatabaseFault, reasonOf } from '../fault';
import { program } from './binaries';
import type { Place } from './place';

const exists = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  );

/** How PostgreSQL's programs are run: by the place's user, with nothing of this process's environment. */
export const spawnOptions = (place: Place) => ({
  ...place.runAs,
  cwd: dirname(place.cluster),
  env: { LC_ALL: 'C', TZ: 'UTC' },
});

/** Whether the data folder holds a database that was completely made. One that does not is set aside, not deleted. */
export async function hasCluster(place: Place, say: (line: string) => void): Promise<boolean> {
  const { cluster } = place;
  for (const name of await readdir(dirname(cluster))) {
    if (name.startsWith(`${basename(cluster)}.new-`)) await rm(join(dirname(cluster), name), { recursive: true });
  }
  if (!(await exists(cluster))) return false;
  const complete = (await exists(join(cluster, 'PG_VERSION'))) && (await exists(join(cluster, 'global', 'pg_control')));
  if (!complete) {
    const aside = `${cluster}.half-made-${Date.now()}`;
    await rename(cluster, aside);
    say(`The data folder was only half made; it is now ${aside}, and a new one is made.`);
    return false;
  }
  const version = (await readFile(join(cluster, 'PG_VERSION'), 'utf8')).trim();
  if (place.binaries.version.startsWith(`${version}.`)) return true;
  throw new DatabaseFault(
    `${cluster} was made by PostgreSQL ${version}, and the programs here are ${place.binaries.version}; remove it to begin anew.`,
  );
}

/** Makes the data folder under another name first, so that one made halfway never stands in its place. */
export async function makeCluster(place: Place, superuserPassword: string, durable: boolean): Promise<void> {
  const half = `${place.cluster}.new-${process.pid}`;
  const passwordFile = `${half}.password`;
  try {
    await writeFile(passwordFile, superuserPassword, { mode: 0o600 });
    await mkdir(half, { mode: 0o700 });
    if (place.runAs) {
      for (const path of [passwordFile, half]) await chown(path, place.runAs.uid, place.runAs.gid);
    }
    const login = ['-U', 'postgres', '-A', 'scram-sha-256', `--pwfile=${passwordFile}`];
    const speed = durable ? [] : ['--no-sync'];
    await promisify(execFile)(
      program(place.binaries, 'initdb'),
      ['-D', half, ...login, ...speed, '--no-locale', '-E', 'UTF8'],
      spawnOptions(place),
    );
    await rename(half, place.cluster);
  } catch (cause) {
    await rm(half, { recursive: true, force: true });
    const reason = reasonOf(cause).trim().split('\n').at(-1);
    throw new DatabaseFault(
      `The embedded database could not be made in ${place.cluster}: ${reason}; DATABASE_URL names a PostgreSQL to use instead`,
    );
  } finally {
    await rm(passwordFile, { force: true });
  }
}
