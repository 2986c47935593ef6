import { createHash } from 'node:crypto';
import { chmod, lstat, mkdir, realpath, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { codeOf, DatabaseFault } from '../fault';
import { type Binaries, copyBinaries, findBinaries, program } from './binaries';

const nobody = 65534;

/** The user who runs the database: none where it is this process's own. */
export type RunAs = { readonly uid: number; readonly gid: number } | undefined;

/** Where an embedded database lives and with whose rights it runs. */
export interface Place {
  /** The folder handed in: passwords, lock and log. */
  readonly home: string;
  /** PostgreSQL's own data folder. */
  readonly cluster: string;
  readonly binaries: Binaries;
  readonly runAs: RunAs;
}

const isRoot = () => process.getuid?.() === 0;

/** PostgreSQL refuses to run as root: then another user runs it, who must be able to reach its files and programs. */
export async function choosePlace(home: string, say: (line: string) => void): Promise<Place> {
  const binaries = await findBinaries();
  if (!isRoot()) return { home, cluster: join(home, 'postgres'), binaries, runAs: undefined };

  const runAs = await userOf(join(home, 'postgres'));
  if (await mayEnter(home, runAs.uid)) return placeBelow(home, home, binaries, runAs);
  const system = await makeSystemFolder(home);
  say(`The database's files are kept in ${system}, because ${home} is closed to the user who runs the database.`);
  return placeBelow(system, home, binaries, await userOf(join(system, 'postgres')));
}

async function placeBelow(parent: string, home: string, binaries: Binaries, runAs: NonNullable<RunAs>): Promise<Place> {
  const postgres = program(binaries, 'postgres');
  const reachable = (await mayEnter(dirname(postgres), runAs.uid)) && ((await stat(postgres)).mode & 0o5) === 0o5;
  return {
    home,
    cluster: join(parent, 'postgres'),
    binaries: reachable ? binaries : await copyBinaries(binaries, parent),
    runAs,
  };
}

/** Makes the folder for data, passwords and log. Root's lets others pass, because the database is another user's. */
export async function makeHome(folder: string): Promise<string> {
  const mode = isRoot() ? 0o711 : 0o700;
  await mkdir(folder, { recursive: true, mode });
  const { uid } = await stat(folder);
  const mine = process.getuid?.() ?? uid;
  if (uid === mine) await chmod(folder, mode);
  else if (!isRoot()) {
    throw new DatabaseFault(`${folder} belongs to another user (uid ${uid}); run as that user or remove the folder.`);
  }
  return realpath(folder);
}

/** Where the project is closed to others: a folder of the system's, named after the project's. */
async function makeSystemFolder(home: string): Promise<string> {
  const name = createHash('sha256').update(home).digest('hex').slice(0, 16);
  const base = (await mayEnter('/var/lib', nobody)) ? '/var/lib' : await realpath(tmpdir());
  const folder = join(base, `customer-360-graph-${name}`);
  await mkdir(folder, { recursive: true, mode: 0o711 });
  const found = await lstat(folder);
  // In a folder for all, somebody else may have been there first.
  if (!found.isDirectory() || found.uid !== 0) throw new DatabaseFault(`${folder} is not root's own; remove it.`);
  await chmod(folder, 0o711);
  return folder;
}

/** The owner of the data where there is some, so that a folder made by an ordinary user stays his. */
async function userOf(cluster: string): Promise<NonNullable<RunAs>> {
  try {
    const { uid, gid } = await stat(cluster);
    return uid === 0 ? { uid: nobody, gid: nobody } : { uid, gid };
  } catch (cause) {
    if (codeOf(cause) === 'ENOENT') return { uid: nobody, gid: nobody };
    throw cause;
  }
}

async function mayEnter(folder: string, uid: number): Promise<boolean> {
  for (let path = folder; ; path = dirname(path)) {
    const found = await stat(path).catch(() => null);
    if (found === null || (found.mode & (found.uid === uid ? 0o100 : 0o001)) === 0) return false;
    if (path === dirname(path)) return true;
  }
}
