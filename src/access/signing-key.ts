import { createPublicKey, type KeyObject } from 'node:crypto';
import { type KeyFileOptions, readKeyFile } from '../database/secrets';

/** The key that verifies tokens, with the algorithms its own type allows: a token never chooses. */
export interface SigningKey {
  readonly key: Uint8Array | KeyObject;
  readonly algorithms: readonly string[];
  readonly shared: boolean;
}

const minimumSecretBytes = 32;
const minimumRsaBits = 2048;

/** Reads a key file: a PEM public key, or at least 32 secret bytes for HS256. Throws an error that names the fault. */
export async function readSigningKey(options: KeyFileOptions): Promise<SigningKey> {
  return signingKeyFrom(await readKeyFile(options), options.file);
}

export function signingKeyFrom(bytes: Buffer, file: string): SigningKey {
  if (bytes.includes('-----BEGIN')) return publicKey(bytes.toString('latin1'), file);
  const secret = withoutLineEnd(bytes);
  if (secret.length < minimumSecretBytes) {
    throw new Error(
      `The token key file ${file} holds ${secret.length} bytes; HS256 needs ${minimumSecretBytes} or more.`,
    );
  }
  return { key: secret, algorithms: ['HS256'], shared: true };
}

// A secret typed or piped as text ends in a line end that its other holder does not count; raw bytes are kept as they are.
function withoutLineEnd(bytes: Buffer): Uint8Array {
  const isText = bytes.every((byte) => (byte >= 0x20 && byte < 0x7f) || byte === 0x0a || byte === 0x0d);
  return new Uint8Array(isText ? Buffer.from(bytes.toString('latin1').replace(/[\r\n]+$/, ''), 'latin1') : bytes);
}

function publicKey(pem: string, file: string): SigningKey {
  if (pem.includes('PRIVATE KEY'))
    throw new Error(`The token key file ${file} holds a private key; give the public one.`);
  let key: KeyObject;
  try {
    key = createPublicKey(pem);
  } catch {
    throw new Error(`The token key file ${file} is no PEM public key.`);
  }
  return { key, algorithms: [algorithmOf(key, file)], shared: false };
}

function algorithmOf(key: KeyObject, file: string): string {
  const { modulusLength = 0, namedCurve } = key.asymmetricKeyDetails ?? {};
  if (key.asymmetricKeyType === 'rsa' && modulusLength >= minimumRsaBits) return 'RS256';
  if (key.asymmetricKeyType === 'ec' && namedCurve === 'prime256v1') return 'ES256';
  if (key.asymmetricKeyType === 'ed25519') return 'EdDSA';
  throw new Error(`The token key file ${file} must hold an RSA key of 2048 bits or more, a P-256 or an Ed25519 key.`);
}
