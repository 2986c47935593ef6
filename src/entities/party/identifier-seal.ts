import { createCipheriv, createDecipheriv, createHmac } from 'node:crypto';

/** The keys of protected identifiers; they live outside the database. */
export interface IdentifierKeys {
  readonly identifierMac: Uint8Array;
  readonly identifierCipher: Uint8Array;
}

/** An identifier as it is kept: its last four characters, its keyed hash, and itself enciphered under that hash. */
export interface SealedIdentifier {
  readonly masked: string;
  readonly hash: Buffer;
  readonly sealed: Buffer;
}

/** A hash and the value it stands for, as hexadecimal text, and the version of their keys. */
export type SealedText = Readonly<Record<string, string>>;

const hashLength = 16;
const cipherName = 'aes-256-cbc';
const fieldSeparator = '\x1f';

/** One number in the ways people write it: no spaces or hyphens, capital letters, plain digits. */
export const normaliseIdentifier = (value: string): string =>
  value
    .normalize('NFKC')
    .replace(/[\s\p{Pd}]/gu, '')
    .toUpperCase();

/** The keyed hash under which equal identifiers are equal; 16 bytes of HMAC-SHA256. */
export function identifierHash(scheme: string, value: string, mac: Uint8Array): Buffer {
  const text = `${scheme}${fieldSeparator}${normaliseIdentifier(value)}`;
  return createHmac('sha256', mac).update(text).digest().subarray(0, hashLength);
}

/** The keyed hash by which a phone is found: of its digits, whatever stands between them. */
export const phoneHash = (number: string, mac: Uint8Array): Buffer =>
  identifierHash('PHONE', number.replace(/\D/g, ''), mac);

/** Seals an identifier; equal identifiers give equal bytes, the same that PostgreSQL makes. */
export function sealIdentifier(scheme: string, value: string, keys: IdentifierKeys): SealedIdentifier {
  const hash = identifierHash(scheme, value, keys.identifierMac);
  const cipher = createCipheriv(cipherName, keys.identifierCipher, hash);
  const sealed = Buffer.concat([cipher.update(value, 'utf8'), cipher.final()]);
  return { masked: maskedNumber(value), hash, sealed };
}

/** The last four characters; of a short value fewer, so that four are hidden at least. */
function maskedNumber(value: string): string {
  const characters = [...value];
  return `****${characters.slice(Math.max(characters.length - 4, 4)).join('')}`;
}

/** The identifiers behind their seals, in order; an Error where the key is not the one they were sealed with. */
export function unsealIdentifiers(
  rows: readonly SealedText[],
  cipherKeyOf: (version: number) => Uint8Array | undefined,
): (string | Error)[] {
  const utf8 = new TextDecoder('utf-8', { fatal: true });
  return rows.map(({ hash = '', sealed = '', version }) => {
    try {
      const cipherKey = cipherKeyOf(Number(version));
      if (!cipherKey) return new Error(`Key ${version} of an identifier is not at hand.`);
      const decipher = createDecipheriv(cipherName, cipherKey, Buffer.from(hash, 'hex'));
      return utf8.decode(Buffer.concat([decipher.update(Buffer.from(sealed, 'hex')), decipher.final()]));
    } catch (cause) {
      return new Error('An identifier cannot be unsealed with this key.', { cause });
    }
  });
}
