import { readSigningKey } from '../access/signing-key';
import { signToken } from '../access/tokens';
import { type Config, ConfigError, configOrExit } from '../config';

/** Prints a token for a member of staff and nothing else. */
export async function token({ as, client }: { as: string; client: string }): Promise<void> {
  process.stdout.write(`${await tokenFor(configOrExit(), as, client)}\n`);
}

/** Throws where tokens are made by the bank's own sign-in. */
export async function tokenFor({ tokens }: Config, staffNumber: string, clientId: string): Promise<string> {
  if (tokens.kind !== 'file' || !tokens.own) {
    throw new ConfigError(
      'Tokens come from the bank’s own sign-in here (JWKS_URL or JWT_KEY_FILE is set); this command is for demo and development.',
    );
  }
  for (const [name, value] of Object.entries({ '--as': staffNumber, '--client': clientId })) {
    if (!/^[A-Za-z0-9._@-]{1,64}$/.test(value)) throw new Error(`${name} must be 1 to 64 letters, digits or . _ @ -`);
  }
  const { issuer, audience } = tokens;
  return signToken({ staffNumber, clientId, issuer, audience, key: await readSigningKey(tokens) });
}
