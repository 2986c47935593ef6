import { createHmac, randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { codeOf, DatabaseFault, reasonOf } from './fault';

const keyBytes = 32;
const hexadecimal = /^[0-9a-f]{64}$/i;

/** What a derived key is for; a key made for one purpose tells nothing about the others. */
export type KeyPurpose = 'identifier-mac' | 'identifier-cipher' | 'contact-mac' | 'cursor' | 'audit' | 'report-tag';

/** One of the bank's secrets, kept outside the database. */
export interface Secret {
  /** Its number, which rows made with it carry. */
  readonly version: number;
  /** HMAC-SHA256 of the purpose's name under the secret: 32 bytes. */
  macKey(purpose: KeyPurpose): Buffer;
}

/** The secrets at hand, the newest first: it makes all that is new, and each of them reads. */
export type KeyRing = readonly [Secret, ...Secret[]];

export interface KeyFileOptions {
  readonly file: string;
  /** Whether the product may make the file where it is absent. */
  readonly own: boolean;
}

/**
 * The secrets of a file: version 1 alone, as 32 bytes or 64 hexadecimal digits, or a line for each, of its version and
 * its digits. Throws a DatabaseFault for anything else.
 */
export async function loadKeyRing(options: KeyFileOptions): Promise<KeyRing> {
  const content = await readKeyFile(options);
  const text = content.toString('utf8');
  if (content.length === keyBytes) return [secretFrom(content)];
  if (hexadecimal.test(text.trim())) return [secretFrom(Buffer.from(text.trim(), 'hex'))];
  if (/^\s*(#|\d+\s)/.test(text)) return ringFrom(text, options.file);
  throw new DatabaseFault(
    `The secret key file ${options.file} must hold 32 random bytes, 64 hexadecimal digits, or lines of a version and 64 hexadecimal digits.`,
  );
}

function ringFrom(text: string, file: string): KeyRing {
  const found = new Map<number, string>();
  for (const [place, line] of text.split(/\r?\n/).entries()) {
    const [words = ''] = line.split('#');
    if (words.trim() === '') continue;
    const [, version, digits = ''] = /^\s*([1-9]\d{0,3})\s+(\S+)\s*$/.exec(words) ?? [];
    const key = digits.toLowerCase();
    const fault = (reason: string) => new DatabaseFault(`Line ${place + 1} of the secret key file ${file} ${reason}.`);
    if (!hexadecimal.test(key)) throw fault('must be a version from 1 to 9999 and 64 hexadecimal digits');
    if (found.has(Number(version))) throw fault(`gives version ${version} a second time`);
    for (const [other, known] of found) if (known === key) throw fault(`repeats the key of version ${other}`);
    found.set(Number(version), key);
  }
  const [newest, ...older] = [...found]
    .sort(([one], [other]) => other - one)
    .map(([version, key]) => secretFrom(Buffer.from(key, 'hex'), version));
  if (!newest) throw new DatabaseFault(`The secret key file ${file} holds no key.`);
  return [newest, ...older];
}

export function secretFrom(key: Buffer, version = 1): Secret {
  return { version, macKey: (purpose) => createHmac('sha256', key).update(purpose).digest() };
}

/** The content of a key file; an absent one of the product's own is made of 32 random bytes, for its user only. */
export async function readKeyFile({ file, own }: KeyFileOptions): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (cause) {
    if (!own || codeOf(cause) !== 'ENOENT') throw new DatabaseFault(`A key file cannot be read: ${reasonOf(cause)}`);
  }
  await makeKeyFile(file);
  return readFile(file);
}

/** Of two processes that make it at once, the first one's content stands. */
async function makeKeyFile(file: string): Promise<void> {
  const half = `${file}.${randomBytes(6).toString('hex')}`;
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  await writeFile(half, randomBytes(keyBytes), { mode: 0o600 });
  try {
    await link(half, file);
  } catch (cause) {
    if (codeOf(cause) !== 'EEXIST') throw cause;
  } finally {
    await rm(half, { force: true });
  }
}
