import type { Config } from '../config';
import { loadSecret } from '../database/secrets';

/** The keys under which what fills the bank hashes phones and identifiers and seals identifiers. */
export async function identifierKeys({ secretKey }: Config) {
  const secret = await loadSecret(secretKey);
  return {
    identifierMac: secret.macKey('identifier-mac'),
    identifierCipher: secret.macKey('identifier-cipher'),
    contactMac: secret.macKey('contact-mac'),
  };
}
