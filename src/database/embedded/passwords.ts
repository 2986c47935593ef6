import { randomBytes } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { codeOf, DatabaseFault } from '../fault';
import type { Place } from './place';

const password = z.string().regex(/^[0-9a-f]{32,}$/);
const passwords = z.object({ superuser: password, owner: password, system: password, app: password });

/** The random passwords of an embedded database, kept in a file that only its user may read. */
export type Passwords = z.infer<typeof passwords>;

const fileOf = (place: Place) => join(place.home, 'database.json');

export async function readPasswords(place: Place): Promise<Passwords | null> {
  const file = fileOf(place);
  try {
    return passwords.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (cause) {
    if (codeOf(cause) === 'ENOENT') return null;
    throw new DatabaseFault(
      `${file} does not hold the embedded database's passwords; restore it, or remove it together with ${place.cluster}.`,
    );
  }
}

export async function makePasswords(place: Place): Promise<Passwords> {
  const random = () => randomBytes(24).toString('hex');
  const made = { superuser: random(), owner: random(), system: random(), app: random() };
  const half = `${fileOf(place)}.${process.pid}`;
  await writeFile(half, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600 });
  await rename(half, fileOf(place));
  return made;
}
