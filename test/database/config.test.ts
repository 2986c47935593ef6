import { ConfigError, readConfig } from '../../src/config';

const refusalOf = (environment: Record<string, string>): string => {
  try {
    readConfig(environment);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  return 'accepted';
};

const own = {
  DATABASE_URL: 'postgres://app:secret@db/bank',
  SECRET_KEY_FILE: '/keys/secret',
  JWT_KEY_FILE: '/keys/jwt',
};

describe('the configuration', () => {
  it('needs nothing: the embedded database, its own keys, a demo bank', () => {
    const config = readConfig({ PORT: '', TERM: 'dumb' });
    expect(config).toMatchObject({
      port: 4000,
      host: '127.0.0.1',
      database: { kind: 'embedded', folder: expect.stringMatching(/[/\\]\.data$/) },
      bankTimeZone: 'Asia/Shanghai',
      secretKey: { file: expect.stringMatching(/secret\.key$/), own: true },
      tokens: { kind: 'file', file: expect.stringMatching(/jwt\.key$/), own: true, audience: 'customer-360-graph' },
      demoCustomers: 5000,
      rowSecurity: true,
      documentsMode: 'OPEN',
      logLevel: 'info',
    });
  });

  it('never fills a bank’s own database unless told', () => {
    expect(readConfig(own)).toMatchObject({
      database: { kind: 'given', appUrl: own.DATABASE_URL, ownerUrl: undefined },
      secretKey: { file: '/keys/secret', own: false },
      tokens: { kind: 'file', file: '/keys/jwt', own: false },
      demoCustomers: undefined,
    });
    expect(readConfig({ ...own, DEMO_CUSTOMERS: '200' }).demoCustomers).toBe(200);
  });

  it.each([
    [{ PORT: '70000' }, 'PORT is "70000"; it must be a whole number from 0 to 65535.'],
    [{ PORT: '4000\nx' }, 'PORT is "4000\\nx"; it must be a whole number from 0 to 65535.'],
    [{ HOST: 'a b' }, 'HOST is "a b"; it must be a host name or address such as 127.0.0.1.'],
    [{ BANK_TIME_ZONE: 'Mars/Base' }, 'BANK_TIME_ZONE is "Mars/Base"; it must be a time zone such as Asia/Shanghai.'],
    [{ BANK_TIME_ZONE: '+08:00' }, 'BANK_TIME_ZONE is "+08:00"; it must be a time zone such as Asia/Shanghai.'],
    [{ ROW_SECURITY: 'yes' }, 'ROW_SECURITY is "yes"; it must be one of on, off.'],
    [{ DOCUMENTS_MODE: 'any' }, 'DOCUMENTS_MODE is "any"; it must be one of open, log, safelist, id_only.'],
    [{ DEMO_CUSTOMERS: '0' }, 'DEMO_CUSTOMERS is "0"; it must be a whole number from 1 to 10000000.'],
    [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL is "loud"; it must be one of silent, fatal, error, warn, info, debug, trace.'],
    [
      { ...own, DATABASE_URL: 'mysql://app:secret@db/bank' },
      'DATABASE_URL is set to something else; it must be an address like postgres://login:password@host:5432/database.',
    ],
    [
      { JWKS_URL: 'http://keys.bank.example/jwks' },
      'JWKS_URL is set to something else; it must be an https:// address, or http:// on this machine.',
    ],
    [
      { DATABASE_OWNER_URL: own.DATABASE_URL },
      'DATABASE_OWNER_URL is set without DATABASE_URL; all addresses must name the same database.',
    ],
    [
      { DATABASE_URL: own.DATABASE_URL },
      'DATABASE_URL is set without SECRET_KEY_FILE; a database of your own needs the keys of its identifiers, 32 random bytes or several keys with their versions.',
    ],
    [
      { JWKS_URL: 'https://keys.bank.example/jwks' },
      'JWKS_URL is set without JWT_ISSUER and JWT_AUDIENCE; tokens of a key set are checked against both.',
    ],
  ])('refuses %j on one line', (environment, message) => {
    expect(refusalOf(environment)).toBe(message);
  });

  it('names every wrong variable, one a line', () => {
    expect(
      refusalOf({ PORT: '-1', ROW_SECURITY: '1' })
        .split('\n')
        .map((line) => line.split(' ')[0]),
    ).toEqual(['PORT', 'ROW_SECURITY']);
  });
});
