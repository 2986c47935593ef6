import { createCipheriv, createHmac } from 'node:crypto';

/** The keys under which identifiers and phones are hashed and identifiers sealed. */
export interface IdentifierKeys {
  readonly identifierMac: Buffer;
  readonly identifierCipher: Buffer;
  readonly contactMac: Buffer;
}

export type Values = Map<string, string | null>;

const separator = '\u001f';
const hashOf = (key: Buffer, kind: string, value: string): Buffer =>
  createHmac('sha256', key).update(`${kind}${separator}${value}`, 'utf8').digest().subarray(0, 16);
const bytea = (bytes: Buffer): string => `\\x${bytes.toString('hex')}`;

/** The last four characters, and never more than half of the value. */
const mask = (value: string): string => {
  const characters = [...value];
  return `****${characters.slice(characters.length - Math.min(4, Math.floor(characters.length / 2))).join('')}`;
};

/** An identifier's stored form: masked, hashed, and sealed by AES-256-CBC under its own hash. */
function sealIdentifier(values: Values, keys: IdentifierKeys): void {
  const value = values.get('value') ?? '';
  const hash = hashOf(keys.identifierMac, values.get('scheme') ?? '', value);
  const cipher = createCipheriv('aes-256-cbc', keys.identifierCipher, hash);
  values.delete('value');
  values.set('value_masked', mask(value));
  values.set('value_hash', bytea(hash));
  values.set('value_sealed', bytea(Buffer.concat([cipher.update(value, 'utf8'), cipher.final()])));
}

/** A phone is found by the hash of its digits. */
function hashPhone(values: Values, keys: IdentifierKeys): void {
  const isPhone = values.get('kind') === 'PHONE';
  const digits = (values.get('value') ?? '').replace(/\D/g, '');
  values.set('value_hash', isPhone ? bytea(hashOf(keys.contactMac, 'PHONE', digits)) : null);
}

const protections: Record<string, (values: Values, keys: IdentifierKeys) => void> = {
  party_identifier: sealIdentifier,
  contact_point: hashPhone,
};

/** Brings the fields of a row into their stored form, where the entity keeps something in another one. */
export function protect(entity: string, values: Values, keys: IdentifierKeys): Values {
  protections[entity]?.(values, keys);
  return values;
}
