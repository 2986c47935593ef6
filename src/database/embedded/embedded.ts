import { stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { connect } from '../connect';
import { codeOf, DatabaseFault } from '../fault';
import { logins, makeLogins } from '../logins';
import { hasCluster, makeCluster } from './cluster';
import { type Lease, takeLease } from './lease';
import { underLock } from './lock';
import { makePasswords, type Passwords, readPasswords } from './passwords';
import { choosePlace, makeHome, type Place } from './place';
import { runningOn } from './postmaster';
import { guard, joinPostmaster, startPostmaster, stopPostmaster } from './run';

export interface EmbeddedOptions {
  /** Folder for data, passwords and log; made if absent. */
  readonly folder: string;
  /** Takes one line for a person, such as where the files are kept. */
  readonly say?: (line: string) => void;
  /** False gives up the data's safety for speed: for tests and measures only. */
  readonly durable?: boolean;
}

/** A running PostgreSQL of the project's own, with a database `c360` and the three logins. */
export interface EmbeddedDatabase {
  readonly ownerUrl: string;
  readonly systemUrl: string;
  readonly appUrl: string;
  /** The superuser's, on the maintenance database. */
  readonly adminUrl: string;
  /** The folder that PostgreSQL's data folder lies in. */
  readonly files: string;
  /** Lets go of it; the last process to do so stops it. */
  stop(): Promise<void>;
}

type Urls = Omit<EmbeddedDatabase, 'stop' | 'files'>;

const database = 'c360';

/** Starts the embedded database, or joins the one that another process runs on the same folder. */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedDatabase> {
  const { folder, say = () => undefined, durable = true } = options;
  const home = await makeHome(folder);
  return underLock(lockOf(home), async () => {
    const place = await choosePlace(home, say);
    const joined = await joinRunning(place);
    if (joined) return joined;
    const made = await hasCluster(place, say);
    const passwords = made ? await passwordsOf(place) : ((await readPasswords(place)) ?? (await makePasswords(place)));
    if (!made) await makeCluster(place, passwords.superuser, durable);
    const { port, pid } = await startPostmaster(place, durable);
    const release = guard(place, pid);
    const urls = urlsOf(port, passwords);
    try {
      await prepare(urls.adminUrl, passwords);
      return inUse(place, urls, await takeLease(urls.adminUrl), release);
    } catch (cause) {
      release();
      await stopPostmaster(place);
      throw cause;
    }
  });
}

/** Joins the embedded database that runs on the folder; null if none does. */
export async function findEmbedded(folder: string): Promise<EmbeddedDatabase | null> {
  const present = await stat(folder).catch(() => null);
  if (present === null) return null;
  const home = await makeHome(folder);
  return underLock(lockOf(home), async () => joinRunning(await choosePlace(home, () => undefined)));
}

async function joinRunning(place: Place): Promise<EmbeddedDatabase | null> {
  const running = await joinPostmaster(place);
  if (!running) return null;
  const urls = urlsOf(running.port, await passwordsOf(place));
  const lease = await takeLease(urls.adminUrl).catch(async (cause) => {
    if (codeOf(cause) === '28P01') {
      throw new DatabaseFault(`${join(place.home, 'database.json')} does not fit the database in ${place.cluster}.`);
    }
    // It began to stop a moment ago: the next look sees that. One that is stuck is an error.
    if ((await joinPostmaster(place)) === null) return null;
    throw cause;
  });
  if (!lease) return null;
  if (await lease.isShared()) return inUse(place, urls, lease, () => undefined);
  // The process it belonged to was killed, and its guard may be about to stop it under our feet.
  await lease.end();
  await stopPostmaster(place);
  return null;
}

const lockOf = (home: string) => join(home, 'database.lock');

async function passwordsOf(place: Place): Promise<Passwords> {
  const found = await readPasswords(place);
  if (found) return found;
  throw new DatabaseFault(
    `The passwords of the embedded database in ${place.cluster} are missing (${join(place.home, 'database.json')}); restore them, or remove both to begin anew.`,
  );
}

/** The addresses of one database of an embedded PostgreSQL. */
function urlsOf(port: number, passwords: Passwords): Urls {
  const url = (login: string, password: string, name: string) =>
    `postgres://${login}:${password}@127.0.0.1:${port}/${name}`;
  return {
    ownerUrl: url(logins.owner, passwords.owner, database),
    systemUrl: url(logins.system, passwords.system, database),
    appUrl: url(logins.app, passwords.app, database),
    adminUrl: url('postgres', passwords.superuser, 'postgres'),
  };
}

/** Makes the logins and the empty database, as far as a start that was broken off did not. */
async function prepare(adminUrl: string, passwords: Passwords): Promise<void> {
  const { sql, end } = connect(adminUrl, { name: 'c360 set-up', max: 1 });
  try {
    await makeLogins(sql, passwords);
    const [present] = await sql`select 1 from pg_database where datname = ${database}`;
    if (!present) await sql`create database ${sql(database)} owner ${sql(logins.owner)}`;
  } finally {
    await end();
  }
}

function inUse(place: Place, urls: Urls, lease: Lease, release: () => void): EmbeddedDatabase {
  let stopped: Promise<void> | undefined;
  const stop = () =>
    underLock(lockOf(place.home), async () => {
      const isLast = (await runningOn(place.cluster)) !== null && !(await lease.isShared());
      await lease.end();
      release();
      if (isLast) await stopPostmaster(place);
    });
  return {
    ...urls,
    files: dirname(place.cluster),
    stop: () => {
      stopped ??= stop();
      return stopped;
    },
  };
}
