import type { KeyRing, Secret } from '../../database/secrets';
import type { KeyedHashes } from '../../graph/declare/lookup';
import type { Sealing } from '../../graph/declare/writing';
import { type IdentifierKeys, identifierHash, phoneHash, sealIdentifier } from './identifier-seal';

/** The keys under which identifiers and phones are hashed and identifiers sealed, all made of one secret. */
export interface ProtectionKeys extends IdentifierKeys {
  /** The secret's, which each row carries. */
  readonly version: number;
  readonly identifierMac: Buffer;
  readonly identifierCipher: Buffer;
  readonly contactMac: Buffer;
}

/** Those of every secret at hand, the newest first. */
export type ProtectionRing = readonly [ProtectionKeys, ...ProtectionKeys[]];

export const protectionKeys = (secret: Secret): ProtectionKeys => ({
  version: secret.version,
  identifierMac: secret.macKey('identifier-mac'),
  identifierCipher: secret.macKey('identifier-cipher'),
  contactMac: secret.macKey('contact-mac'),
});

export const protectionRing = ([newest, ...older]: KeyRing): ProtectionRing => [
  protectionKeys(newest),
  ...older.map(protectionKeys),
];

export const cipherKeyIn = (ring: ProtectionRing) => (version: number) =>
  ring.find((keys) => keys.version === version)?.identifierCipher;

/** A value is looked for under every key: while keys change, rows stand under several. */
export const keyedHashes = (ring: ProtectionRing): KeyedHashes => ({
  identifier: (scheme, value) => ring.map(({ identifierMac }) => identifierHash(scheme, value, identifierMac)),
  phone: (number) => ring.map(({ contactMac }) => phoneHash(number, contactMac)),
});

/** What is written is kept under the newest keys. */
export const sealingBy = ([keys]: ProtectionRing): Sealing => ({
  version: keys.version,
  identifier: (scheme, value) => sealIdentifier(scheme, value, keys),
  phone: (number) => phoneHash(number, keys.contactMac),
});
