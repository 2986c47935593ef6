import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { signingKeyFrom } from '../../src/access/signing-key';
import { signToken } from '../../src/access/tokens';
import { createLog, type Log } from '../../src/server/log';

const issuer = 'customer-360-graph';
const tokenKey = Buffer.alloc(32, 9);

interface Signed {
  readonly staffNumber: string;
  readonly clientId: string;
  readonly now: Date;
}

/** The keys of a server under test, as files that its settings name, and tokens signed with them. `secret` fills the bank's key. */
export function keyFiles(secret: number) {
  const folder = mkdtempSync(join(tmpdir(), 'c360-keys-'));
  const [secretFile, tokenFile] = [join(folder, 'secret.key'), join(folder, 'jwt.key')];
  writeFileSync(secretFile, Buffer.alloc(32, secret));
  writeFileSync(tokenFile, tokenKey);
  const key = signingKeyFrom(tokenKey, tokenFile);
  return {
    settings: { SECRET_KEY_FILE: secretFile, JWT_KEY_FILE: tokenFile },
    tokenOf: (signed: Signed) => signToken({ ...signed, issuer, audience: issuer, key }),
    remove: () => rmSync(folder, { recursive: true }),
  };
}

/** A log that is kept as text. */
export function keptLog(): { readonly log: Log; text(): string } {
  let written = '';
  const log = createLog('info', {
    write(line: string) {
      written += line;
    },
  });
  return { log, text: () => written };
}
