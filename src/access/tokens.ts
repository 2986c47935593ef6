import { SignJWT } from 'jose';
import type { SigningKey } from './signing-key';

export interface TokenRequest {
  readonly staffNumber: string;
  readonly clientId: string;
  readonly issuer: string;
  readonly audience: string;
  readonly key: SigningKey;
  /** Life of the token in seconds; by default twelve hours. */
  readonly lifetime?: number;
  readonly now?: Date;
}

/** Signs a token for demo and development. It names a person and carries no right. Throws where the key only verifies. */
export async function signToken(request: TokenRequest): Promise<string> {
  const { staffNumber, clientId, issuer, audience, key, lifetime = 12 * 60 * 60, now = new Date() } = request;
  if (!key.shared) throw new Error('Tokens are signed by the bank here: the configured key can only verify them.');
  const issuedAt = Math.floor(now.getTime() / 1000);
  return new SignJWT({ client_id: clientId })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setSubject(staffNumber)
    .setIssuer(issuer)
    .setAudience(audience)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + lifetime)
    .sign(key.key);
}
