import { SignJWT } from 'jose';
import { type AttackedBank, attackedBank, hiddenFrom } from './attacked-bank';
import { type AttackedServer, serve } from './attacked-server';
import { type Leaks, leaksIn } from './leaks';

const query =
  '{ viewer { staffNumber grants { role } } customers { totalCount nodes { customerNumber } } accounts { nodes { number balance { amount } } } }';

describe('what a request says of its own rights', () => {
  let bank: AttackedBank;
  let server: AttackedServer;
  let leaks: Leaks;

  beforeAll(async () => {
    bank = await attackedBank();
    server = await serve(bank.database);
    leaks = await leaksIn(bank);
  });
  afterAll(async () => {
    await server.stop();
    await bank.drop();
  });

  /** A well-signed token with whatever claims. */
  async function token(claims: Record<string, unknown>): Promise<string> {
    const [, payload] = (await server.tokenOf('RM1')).split('.') as [string, string, string];
    const usual = JSON.parse(Buffer.from(payload, 'base64url').toString());
    return new SignJWT({ ...usual, ...claims })
      .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
      .sign(Buffer.alloc(32, 9));
  }

  test.each([
    ['role', 'HEAD_OFFICE'],
    ['roles', ['HEAD_OFFICE', 'COMPLIANCE_OFFICER']],
    ['scope', 'admin customers:read:all'],
    ['groups', ['HO']],
    ['grants', [{ role: 'HEAD_OFFICE', unit: 'HO' }]],
    ['realm_access', { roles: ['HEAD_OFFICE'] }],
    ['staffNumber', 'HO1'],
    ['staff_number', 'HO1'],
    ['employeeId', 1],
    ['act', { sub: 'HO1' }],
    ['org_unit', 'HO'],
    ['portfolio', [1, 2, 3, 4, 5, 6, 8]],
    ['today', '2020-01-01'],
    ['https://hasura.io/jwt/claims', { 'x-hasura-role': 'HEAD_OFFICE' }],
    ['__proto__', { role: 'HEAD_OFFICE' }],
  ])('a claim %s in a good token changes nothing', async (name, value) => {
    const usual = await server.ask('RM1', query);
    const authorization = `Bearer ${await token({ [name]: value })}`;
    const claimed = await server.ask('RM1', query, {}, { authorization });
    expect([claimed.status, claimed.text, claimed.headers]).toEqual([usual.status, usual.text, usual.headers]);
    expect(leaks.of(hiddenFrom('RM1'), claimed)).toEqual([]);
  });

  test.each([
    { 'x-role': 'HEAD_OFFICE' },
    { 'x-roles': 'HEAD_OFFICE,COMPLIANCE_OFFICER', 'x-user-role': 'HEAD_OFFICE' },
    { 'x-hasura-role': 'HEAD_OFFICE', 'x-hasura-admin-secret': 'x' },
    { 'x-user-id': 'HO1', 'x-staff-number': 'HO1', 'x-forwarded-user': 'HO1', 'x-remote-user': 'HO1' },
    { 'x-org-unit': 'HO', 'x-tenant': 'HO', 'x-branch': 'B002' },
    {
      'x-forwarded-for': '127.0.0.1',
      'x-real-ip': '127.0.0.1',
      forwarded: 'for=127.0.0.1',
      'x-original-url': '/admin',
    },
    { 'x-http-method-override': 'GET', 'x-method-override': 'DELETE' },
    { cookie: 'role=HEAD_OFFICE; session=HO1; token=x' },
    { 'x-client-id': 'admin', 'client-id': 'admin', 'apollographql-client-name': 'admin' },
    { 'x-apollo-tracing': '1', 'apollo-federation-include-trace': 'ftv1', 'x-debug': 'true' },
    { 'proxy-authorization': 'Bearer admin' },
  ] as Record<string, string>[])('headers %j change nothing', async (headers) => {
    const usual = await server.ask('RM1', query);
    const claimed = await server.ask('RM1', query, {}, headers);
    expect([claimed.status, claimed.text, claimed.headers]).toEqual([usual.status, usual.text, usual.headers]);
    expect(leaks.of(hiddenFrom('RM1'), claimed)).toEqual([]);
  });

  test('members of the body besides the operation change nothing', async () => {
    const usual = await server.ask('RM1', query);
    for (const more of [
      { role: 'HEAD_OFFICE', viewer: { staffNumber: 'HO1' }, context: { role: 'HEAD_OFFICE' } },
      { extensions: { role: 'HEAD_OFFICE', viewer: 'HO1', tracing: true } },
      { variables: { viewer: 'HO1', role: 'HEAD_OFFICE', today: '2000-01-01' } },
    ]) {
      const body = JSON.stringify({ query, ...more });
      const answer = await server.send('RM1', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
      });
      expect([answer.status, answer.text]).toEqual([usual.status, usual.text]);
    }
  });

  test('a token elsewhere than in its header lets nobody in', async () => {
    const good = await server.tokenOf('HO1');
    const encoded = encodeURIComponent('{ customers { totalCount } }');
    for (const [path, headers] of [
      [`/graphql?query=${encoded}&access_token=${good}`, {}],
      [`/graphql?query=${encoded}`, { cookie: `access_token=${good}; authorization=Bearer ${good}` }],
      [`/graphql?query=${encoded}`, { 'x-access-token': good }],
      [`/graphql?query=${encoded}`, { authorization: `Token ${good}` }],
      [`/graphql?query=${encoded}`, { authorization: good }],
      [`/graphql?query=${encoded}`, { authorization: `Bearer ${good}, Bearer ${good}` }],
      [`/graphql?query=${encoded}`, { authorization: `Bearer ${good.toUpperCase()}` }],
      [`/graphql?query=${encoded}`, { authorization: `Bearer ${good}.${good}` }],
    ] as [string, Record<string, string>][]) {
      const response = await fetch(`${server.address}${path}`, { headers });
      expect([response.status, await response.text()]).toEqual([
        401,
        '{"errors":[{"message":"A valid bearer token is required.","extensions":{"code":"UNAUTHENTICATED"}}]}',
      ]);
    }
  });

  test('somebody whom the directory does not know, or knows in another spelling, does not get in', async () => {
    for (const sub of ['NOBODY', 'rm1', 'Ho1', 'RM1.', 'RM1@bank', '1', 'HO1_']) {
      const answer = await server.ask('RM1', query, {}, { authorization: `Bearer ${await token({ sub })}` });
      expect([sub, answer.status, answer.statements]).toEqual([sub, 401, 0]);
    }
    expect(server.log()).not.toMatch(/Bearer|eyJ/);
  });
});
