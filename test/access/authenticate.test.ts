import { createHmac, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, SignJWT } from 'jose';
import { type Authenticate, createAuthenticator, SignInError } from '../../src/access/authenticate';
import { readSigningKey, signingKeyFrom } from '../../src/access/signing-key';
import { signToken } from '../../src/access/tokens';

const issuer = 'bank';
const audience = 'graph';
const keyOf = (text: string) => signingKeyFrom(Buffer.from(text), 'jwt.key');

const seconds = (date = new Date()) => Math.floor(date.getTime() / 1000);
const encode = (part: unknown) => Buffer.from(JSON.stringify(part)).toString('base64url');
const claims = (changes: Record<string, unknown> = {}) => ({
  iss: issuer,
  aud: audience,
  sub: 'BM0001',
  client_id: 'desk',
  iat: seconds(),
  exp: seconds() + 600,
  ...changes,
});

function handMade(header: unknown, payload: unknown, secret: Uint8Array | string): string {
  const signed = `${encode(header)}.${encode(payload)}`;
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
}

/** Why a sign-in was refused; 'accepted' where it was not. */
async function verdict(authenticate: Authenticate, token: string): Promise<string> {
  try {
    await authenticate(`Bearer ${token}`);
    return 'accepted';
  } catch (error) {
    if (!(error instanceof SignInError)) throw error;
    expect(error.message).toBe('A valid bearer token is required.');
    expect(error.extensions).toEqual({ code: 'UNAUTHENTICATED' });
    return error.reason;
  }
}

describe('a shared secret', () => {
  const secret = randomBytes(48);
  const keys = signingKeyFrom(secret, 'key');
  const authenticate = createAuthenticator({ issuer, audience, keys });
  const hs256 = { alg: 'HS256', typ: 'JWT' };

  it('accepts the demo token and reads nothing but who speaks through what', async () => {
    const token = await signToken({ staffNumber: 'BM0001', clientId: 'desk', issuer, audience, key: keys });
    expect(await authenticate(`Bearer ${token}`)).toEqual({ staffNumber: 'BM0001', clientId: 'desk' });
    expect(await authenticate(`bearer ${token}`)).toEqual({ staffNumber: 'BM0001', clientId: 'desk' });
    const boasting = handMade(hs256, claims({ roles: ['HEAD_OFFICE'], role: 'HEAD_OFFICE' }), secret);
    expect(await authenticate(`Bearer ${boasting}`)).toEqual({ staffNumber: 'BM0001', clientId: 'desk' });
  });

  it.each([
    ['another secret', handMade(hs256, claims(), randomBytes(48)), 'ERR_JWS_SIGNATURE_VERIFICATION_FAILED'],
    ['no algorithm', `${encode({ alg: 'none' })}.${encode(claims())}.`, 'no bearer token'],
    ['no algorithm but a signature', handMade({ alg: 'none' }, claims(), secret), 'ERR_JOSE_ALG_NOT_ALLOWED'],
    ['another algorithm', handMade({ alg: 'HS512' }, claims(), secret), 'ERR_JOSE_ALG_NOT_ALLOWED'],
    ['another issuer', handMade(hs256, claims({ iss: 'other' }), secret), 'ERR_JWT_CLAIM_VALIDATION_FAILED'],
    ['another audience', handMade(hs256, claims({ aud: 'other' }), secret), 'ERR_JWT_CLAIM_VALIDATION_FAILED'],
    ['no audience', handMade(hs256, claims({ aud: undefined }), secret), 'ERR_JWT_CLAIM_VALIDATION_FAILED'],
    ['no expiry', handMade(hs256, claims({ exp: undefined }), secret), 'ERR_JWT_CLAIM_VALIDATION_FAILED'],
    ['no issue time', handMade(hs256, claims({ iat: undefined }), secret), 'ERR_JWT_CLAIM_VALIDATION_FAILED'],
    ['an expiry in the past', handMade(hs256, claims({ exp: seconds() - 6 }), secret), 'ERR_JWT_EXPIRED'],
    [
      'a start in the future',
      handMade(hs256, claims({ nbf: seconds() + 60 }), secret),
      'ERR_JWT_CLAIM_VALIDATION_FAILED',
    ],
    ['an issue in the future', handMade(hs256, claims({ iat: seconds() + 60 }), secret), 'issued in the future'],
    ['too long a life', handMade(hs256, claims({ exp: seconds() + 90_000 }), secret), 'lifetime too long'],
    ['no client', handMade(hs256, claims({ client_id: undefined }), secret), 'ERR_JWT_CLAIM_VALIDATION_FAILED'],
    ['a client that is no name', handMade(hs256, claims({ client_id: ['desk'] }), secret), 'malformed client'],
    ['a subject with a line break', handMade(hs256, claims({ sub: 'BM\n0001' }), secret), 'malformed subject'],
    ['an empty subject', handMade(hs256, claims({ sub: '' }), secret), 'malformed subject'],
    ['a key address', handMade({ ...hs256, jku: 'https://evil.example/keys' }, claims(), secret), 'foreign key header'],
    [
      'a certificate address',
      handMade({ ...hs256, x5u: 'https://evil.example/c' }, claims(), secret),
      'foreign key header',
    ],
    ['a key of its own', handMade({ ...hs256, jwk: { kty: 'oct', k: 'AA' } }, claims(), secret), 'foreign key header'],
    ['a critical extension', handMade({ ...hs256, crit: ['b64'], b64: false }, claims(), secret), 'foreign key header'],
    ['a path as key id', handMade({ ...hs256, kid: '../../../dev/null' }, claims(), secret), 'malformed key id'],
    ['an unreadable header', `AAAA.${encode(claims())}.AAAA`, 'unreadable header'],
    ['a payload that is no object', handMade(hs256, [1], secret), 'ERR_JWT_INVALID'],
  ])('refuses %s', async (_name, token, reason) => {
    expect(await verdict(authenticate, token)).toBe(reason);
  });

  it('refuses a token whose claims or signature were changed', async () => {
    const [header, , signature] = handMade(hs256, claims(), secret).split('.');
    expect(await verdict(authenticate, `${header}.${encode(claims({ sub: 'HO0001' }))}.${signature}`)).toContain(
      'SIGNATURE',
    );
    expect(await verdict(authenticate, `${header}.${encode(claims())}.`)).toBe('no bearer token');
  });

  it('forgets an accepted token when it expires', async () => {
    let now = new Date();
    const timed = createAuthenticator({ issuer, audience, keys, clock: () => now });
    const token = handMade(hs256, claims({ exp: seconds() + 60 }), secret);
    expect(await verdict(timed, token)).toBe('accepted');
    expect(await verdict(timed, token)).toBe('accepted');
    now = new Date(Date.now() + 66_000);
    expect(await verdict(timed, token)).toBe('ERR_JWT_EXPIRED');
  });

  it('refuses 300 tokens with one character changed', async () => {
    const token = handMade(hs256, claims(), secret);
    for (let each = 0; each < 300; each += 1) {
      const place = Math.floor((each / 300) * (token.length - 2));
      const changed = `${token.slice(0, place)}${token[place] === 'A' ? 'B' : 'A'}${token.slice(place + 1)}`;
      expect(await verdict(authenticate, changed)).not.toBe('accepted');
    }
  });
});

describe('a public key', () => {
  const pem = (key: KeyObject) => key.export({ type: 'spki', format: 'pem' }).toString();
  const sign = (alg: string, key: KeyObject) => new SignJWT(claims()).setProtectedHeader({ alg, kid: 'k1' }).sign(key);
  const pairs = {
    RS256: generateKeyPairSync('rsa', { modulusLength: 2048 }),
    ES256: generateKeyPairSync('ec', { namedCurve: 'prime256v1' }),
    EdDSA: generateKeyPairSync('ed25519'),
  };

  it.each(['RS256', 'ES256', 'EdDSA'] as const)(
    'pins %s by its type and does not serve as a shared secret',
    async (alg) => {
      const text = pem(pairs[alg].publicKey);
      const authenticate = createAuthenticator({ issuer, audience, keys: keyOf(text) });
      expect(await verdict(authenticate, await sign(alg, pairs[alg].privateKey))).toBe('accepted');
      expect(await verdict(authenticate, handMade({ alg: 'HS256' }, claims(), text))).toBe('ERR_JOSE_ALG_NOT_ALLOWED');
      const other = alg === 'RS256' ? 'ES256' : 'RS256';
      expect(await verdict(authenticate, await sign(other, pairs[other].privateKey))).toBe('ERR_JOSE_ALG_NOT_ALLOWED');
    },
  );

  it('cannot sign tokens', async () => {
    const key = keyOf(pem(pairs.ES256.publicKey));
    await expect(signToken({ staffNumber: 'BM0001', clientId: 'desk', issuer, audience, key })).rejects.toThrow(
      'Tokens are signed by the bank here: the configured key can only verify them.',
    );
  });

  it('names what is wrong with a key file', async () => {
    const weak = pem(generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey);
    const secretPem = pairs.ES256.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    expect(() => keyOf('short\n')).toThrow('holds 5 bytes; HS256 needs 32 or more.');
    expect(() => keyOf(weak)).toThrow('must hold an RSA key of 2048 bits or more');
    expect(() => keyOf(secretPem)).toThrow('holds a private key; give the public one.');
    expect(() => keyOf('-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----')).toThrow('is no PEM public key.');
    await expect(readSigningKey({ file: 'absent', own: false })).rejects.toThrow('A key file cannot be read');
  });
});

describe('a key set', () => {
  it('takes the key named by the token, and tells an unreachable set from a bad token', async () => {
    const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
    const set = JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid: 'k1', alg: 'ES256', use: 'sig' }] });
    const server = createServer((_request, response) => response.end(set)).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/keys`);
    const sign = (kid: string) => new SignJWT(claims()).setProtectedHeader({ alg: 'ES256', kid }).sign(privateKey);
    const authenticate = createAuthenticator({ issuer, audience, keys: address });
    expect(await verdict(authenticate, await sign('k1'))).toBe('accepted');
    expect(await verdict(authenticate, await sign('k2'))).toBe('ERR_JWKS_NO_MATCHING_KEY');
    expect(await verdict(authenticate, handMade({ alg: 'HS256', kid: 'k1' }, claims(), set))).toBe(
      'ERR_JOSE_ALG_NOT_ALLOWED',
    );
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    const fresh = createAuthenticator({ issuer, audience, keys: address });
    await expect(fresh(`Bearer ${await sign('k1')}`)).rejects.toThrow('The key set for tokens cannot be read.');
  });

  it('must be an https address unless it is on this machine', () => {
    expect(() => createAuthenticator({ issuer, audience, keys: new URL('http://keys.example/set') })).toThrow(
      'JWKS_URL must be an https address.',
    );
  });
});
