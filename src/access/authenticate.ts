import { hash as digestOf } from 'node:crypto';
import {
  createRemoteJWKSet,
  decodeProtectedHeader,
  errors,
  type JWTPayload,
  type JWTVerifyOptions,
  jwtVerify,
} from 'jose';
import { LRUCache } from 'lru-cache';
import { type Clock, systemClock } from '../clock';
import { ClientError } from '../errors';
import type { SigningKey } from './signing-key';

/** Who a token says it speaks for. What that person may do comes from the directory. */
export interface Principal {
  readonly staffNumber: string;
  readonly clientId: string;
}

/** Takes the Authorization header; throws `SignInError` (UNAUTHENTICATED) for everything but a valid bearer token. */
export type Authenticate = (authorization: string | undefined) => Promise<Principal>;

export interface AuthenticationOptions {
  readonly issuer: string;
  readonly audience: string;
  /** The key of a file, or the address of a key set. */
  readonly keys: SigningKey | URL;
  readonly clock?: Clock;
  /** The longest life a token may have from issue to expiry, in seconds. */
  readonly maxLifetime?: number;
}

/** Refusal of a sign-in: one text for every cause; the cause is for the log only. */
export class SignInError extends ClientError {
  constructor(readonly reason: string) {
    super('UNAUTHENTICATED', 'A valid bearer token is required.');
  }
}

const keySetAlgorithms = ['RS256', 'PS256', 'ES256', 'EdDSA'];
const clockTolerance = 5;
const maxTokenLength = 8192;
const bearer = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i;
const wellFormedName = /^[A-Za-z0-9._@-]{1,64}$/;
// Headers that let a token bring or point to its own key.
const foreignKeyHeaders = ['jku', 'jwk', 'x5u', 'x5c', 'crit', 'b64'];

interface Verified {
  readonly principal: Principal;
  readonly expires: number;
}

export function createAuthenticator(options: AuthenticationOptions): Authenticate {
  const { issuer, audience, clock = systemClock, maxLifetime = 24 * 60 * 60 } = options;
  const verified = new LRUCache<string, Verified>({ max: 2000 });
  const verify = verifierOf(options.keys);

  return async (authorization) => {
    const token = tokenOf(authorization);
    const hash = digestOf('sha256', token, 'base64');
    const now = clock();
    const known = verified.get(hash);
    if (known && known.expires > now.getTime() / 1000) return known.principal;
    verified.delete(hash);
    refuseForeignKeys(token);
    const claims = await verify(token, {
      issuer,
      audience,
      clockTolerance,
      currentDate: now,
      requiredClaims: ['exp', 'iat', 'sub', 'client_id'],
    });
    const fresh = verifiedFrom(claims, now, maxLifetime);
    verified.set(hash, fresh);
    return fresh.principal;
  };
}

function tokenOf(authorization: string | undefined): string {
  if (authorization === undefined) throw new SignInError('no token');
  const token = authorization.length <= maxTokenLength ? bearer.exec(authorization)?.[1] : undefined;
  if (token === undefined) throw new SignInError('no bearer token');
  return token;
}

function refuseForeignKeys(token: string): void {
  let header: ReturnType<typeof decodeProtectedHeader>;
  try {
    header = decodeProtectedHeader(token);
  } catch {
    throw new SignInError('unreadable header');
  }
  if (foreignKeyHeaders.some((name) => Object.hasOwn(header, name))) throw new SignInError('foreign key header');
  if (header.kid !== undefined && !/^[\w.=-]{1,128}$/.test(String(header.kid)))
    throw new SignInError('malformed key id');
}

function verifierOf(keys: SigningKey | URL): (token: string, expected: JWTVerifyOptions) => Promise<JWTPayload> {
  const isAddress = keys instanceof URL;
  const keySet = isAddress ? createRemoteJWKSet(secure(keys)) : undefined;
  const algorithms = isAddress ? keySetAlgorithms : [...keys.algorithms];
  return async (token, expected) => {
    try {
      const all = { ...expected, algorithms };
      return (keySet ? await jwtVerify(token, keySet, all) : await jwtVerify(token, (keys as SigningKey).key, all))
        .payload;
    } catch (error) {
      if (isFaultOfToken(error)) throw new SignInError(error.code);
      throw new Error('The key set for tokens cannot be read.', { cause: error });
    }
  };
}

// A key set that does not answer is our fault, and must not tell the caller that his token is bad.
function isFaultOfToken(error: unknown): error is errors.JOSEError {
  if (!(error instanceof errors.JOSEError)) return false;
  return (
    !(error instanceof errors.JWKSTimeout || error instanceof errors.JWKSInvalid) && error.code !== 'ERR_JOSE_GENERIC'
  );
}

function secure(address: URL): URL {
  const isLoopback = ['localhost', '127.0.0.1', '[::1]'].includes(address.hostname);
  if (address.protocol === 'https:' || (address.protocol === 'http:' && isLoopback)) return address;
  throw new Error('JWKS_URL must be an https address.');
}

function verifiedFrom(claims: JWTPayload, now: Date, maxLifetime: number): Verified {
  const { sub, client_id: clientId, exp = 0, iat = 0 } = claims;
  if (iat > now.getTime() / 1000 + clockTolerance) throw new SignInError('issued in the future');
  if (exp - iat > maxLifetime) throw new SignInError('lifetime too long');
  if (typeof sub !== 'string' || !wellFormedName.test(sub)) throw new SignInError('malformed subject');
  if (typeof clientId !== 'string' || !wellFormedName.test(clientId)) throw new SignInError('malformed client');
  return { principal: { staffNumber: sub, clientId }, expires: exp };
}
