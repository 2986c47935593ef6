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

/** PostgreSQL refuses to run as root: then another user runs it, who must be able to reach its files and programs. */
export async function choosePlace(folder: string, say: (line: string) => void): Promise<Place> {
  const root = process.getuid?.() === 0;
  const home = await makeHome(folder, root);
  const binaries = await findBinaries();
  if (!root) return { home, cluster: join(home, 'postgres'), binaries, runAs: undefined };

  const runAs = await userOf(join(home, 'postgres'));
  if (await mayEnter(home, runAs.uid)) return placeBelow(home, home, binaries, runAs);
  const name = createHash('sha256').update(home).digest('hex').slice(0, 16);
  const base = (await mayEnter('/var/lib', nobody)) ? '/var/lib' : await realpath(tmpdir());
  const system = await makeHome(join(base, `customer-360-graph-${name}`), true);
  say(`The database's files are kept in ${system}, because ${home} is closed to the user who runs the database.`);
  return placeBelow(system, home, binaries, await userOf(join(system, 'postgres')));
}

async function placeBelow(parent: string, home: string, binaries: Binaries, runAs: NonNullable<RunAs>): Promise<Place> {
  const bin = dirname(program(binaries, 'postgres'));
  const reachable =
    (await mayEnter(bin, runAs.uid)) && ((await stat(program(binaries, 'postgres'))).mode & 0o5) === 0o5;
  return {
    home,
    cluster: join(parent, 'postgres'),
    binaries: reachable ? binaries : await copyBinaries(binaries, parent),
    runAs,
  };
}

/** Makes the folder, closed to others but for passing through where another user's database lies below it. */
async function makeHome(folder: string, root: boolean): Promise<string> {
  const mode = root ? 0o711 : 0o700;
  await mkdir(folder, { recursive: true, mode });
  const found = await lstat(folder);
  const mine = process.getuid?.() ?? found.uid;
  if (!root && found.uid !== mine) {
    throw new DatabaseFault(
      `${folder} belongs to another user (uid ${found.uid}); run as that user or remove the folder.`,
    );
  }
  if (found.uid === mine) await chmod(folder, mode);
  else if (found.isSymbolicLink() || (found.mode & 0o022) !== 0) {
    throw new DatabaseFault(`${folder} is not safe: it is a link or other users may write to it; remove it.`);
  }
  return realpath(folder);
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
