import { createHmac, randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { codeOf, DatabaseFault, reasonOf } from './fault';

const keyBytes = 32;

/** What a derived key is for; a key made for one purpose tells nothing about the others. */
export type KeyPurpose = 'identifier-mac' | 'identifier-cipher' | 'contact-mac' | 'cursor' | 'audit' | 'report-tag';

/** The bank's secret, kept outside the database. */
export interface Secret {
  /** HMAC-SHA256 of the purpose's name under the secret: 32 bytes. */
  macKey(purpose: KeyPurpose): Buffer;
}

export interface KeyFileOptions {
  readonly file: string;
  /** Whether the product may make the file where it is absent. */
  readonly own: boolean;
}

/** The secret of a file of 32 bytes, or of 64 hexadecimal digits; throws a DatabaseFault for anything else. */
export async function loadSecret(options: KeyFileOptions): Promise<Secret> {
  const content = await readKeyFile(options);
  const digits = content.length > keyBytes ? content.toString('latin1').trim() : '';
  const key = /^[0-9a-f]{64}$/i.test(digits) ? Buffer.from(digits, 'hex') : content;
  if (key.length !== keyBytes) {
    throw new DatabaseFault(`The secret key file ${options.file} must hold 32 random bytes or 64 hexadecimal digits.`);
  }
  return secretFrom(key);
}

export function secretFrom(key: Buffer): Secret {
  return { macKey: (purpose) => createHmac('sha256', key).update(purpose).digest() };
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
