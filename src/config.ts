import { dirname, join } from 'node:path';
import { z } from 'zod';

/** Wrong environment values: one line each, with the variable, its fault and what is allowed. Never the value itself. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** A database of the project's own below `folder`, or PostgreSQL addresses given by the bank. */
export type DatabaseConfig =
  | { readonly kind: 'embedded'; readonly folder: string }
  | {
      readonly kind: 'given';
      readonly appUrl: string;
      readonly ownerUrl: string | undefined;
      readonly systemUrl: string | undefined;
      readonly readUrl: string | undefined;
    };

/** What a key file is and whether the product may make it where it is absent. */
export interface KeyFile {
  readonly file: string;
  readonly own: boolean;
}

export type TokenConfig =
  | ({ readonly kind: 'file'; readonly issuer: string; readonly audience: string } & KeyFile)
  | { readonly kind: 'jwks'; readonly url: string; readonly issuer: string; readonly audience: string };

export interface Config {
  readonly port: number;
  readonly host: string;
  readonly database: DatabaseConfig;
  readonly bankTimeZone: string;
  readonly secretKey: KeyFile;
  readonly tokens: TokenConfig;
  /** How many customers an empty database is filled with; undefined: never fill it. */
  readonly demoCustomers: number | undefined;
  readonly rowSecurity: boolean;
  /** What clients may send of whom the registry says nothing. */
  readonly documentsMode: 'OPEN' | 'LOG' | 'SAFELIST' | 'ID_ONLY';
  readonly logLevel: 'silent' | 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace';
}

/** The project's folder: the parent of `src` and of `dist`. */
export const projectFolder = dirname(__dirname);
const dataFolder = join(projectFolder, '.data');
const ownName = 'customer-360-graph';

const whole = (least: number, most: number) => {
  const allowed = `a whole number from ${least} to ${most}`;
  return z
    .string()
    .regex(/^\d{1,9}$/, allowed)
    .transform(Number)
    .refine((value) => value >= least && value <= most, allowed);
};

const oneOf = <const Values extends readonly [string, ...string[]]>(values: Values) =>
  z.enum(values, `one of ${values.join(', ')}`);

const address = (allowed: string, fits: (url: URL) => boolean) =>
  z.string().refine((text) => URL.canParse(text) && fits(new URL(text)), allowed);

const postgres = address(
  'an address like postgres://login:password@host:5432/database',
  (url) => /^postgres(ql)?:$/.test(url.protocol) && url.hostname !== '' && url.pathname.length > 1,
);
const keySet = address(
  'an https:// address, or http:// on this machine',
  (url) =>
    url.protocol === 'https:' || (url.protocol === 'http:' && /^(localhost|127\.0\.0\.1|\[::1\])$/.test(url.hostname)),
);
const text = (allowed: string) => z.string().regex(/^[^\p{Cc}]{1,4096}$/u, allowed);
const timeZone = z.string().refine(isTimeZone, 'a time zone such as Asia/Shanghai');

const variables = z.object({
  PORT: whole(0, 65_535).default(4000),
  HOST: z
    .string()
    .regex(/^[\w.:-]+$/, 'a host name or address such as 127.0.0.1')
    .default('127.0.0.1'),
  DATABASE_URL: postgres.optional(),
  DATABASE_OWNER_URL: postgres.optional(),
  DATABASE_SYSTEM_URL: postgres.optional(),
  DATABASE_READ_URL: postgres.optional(),
  BANK_TIME_ZONE: timeZone.default('Asia/Shanghai'),
  SECRET_KEY_FILE: text('the path of a file').optional(),
  JWT_KEY_FILE: text('the path of a file').optional(),
  JWKS_URL: keySet.optional(),
  JWT_ISSUER: text('the issuer named in tokens').optional(),
  JWT_AUDIENCE: text('the audience named in tokens').optional(),
  DEMO_CUSTOMERS: whole(1, 10_000_000).optional(),
  ROW_SECURITY: oneOf(['on', 'off']).default('on'),
  DOCUMENTS_MODE: oneOf(['open', 'log', 'safelist', 'id_only']).default('open'),
  LOG_LEVEL: oneOf(['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace']).default('info'),
});

const documentsModes = { open: 'OPEN', log: 'LOG', safelist: 'SAFELIST', id_only: 'ID_ONLY' } as const;

type Variables = z.infer<typeof variables>;
type Name = keyof Variables;

/** Reads the environment; an empty value counts as none. Throws a ConfigError that names each wrong variable. */
export function readConfig(environment: Record<string, string | undefined> = process.env): Config {
  const given = Object.fromEntries(
    Object.keys(variables.shape).flatMap((name) => (environment[name] ? [[name, environment[name]]] : [])),
  );
  const read = variables.safeParse(given);
  if (!read.success) throw new ConfigError(read.error.issues.map((issue) => faultOf(issue, given)).join('\n'));
  const values = read.data;
  refuseContradictions(values);
  return {
    port: values.PORT,
    host: values.HOST,
    database: databaseOf(values),
    bankTimeZone: values.BANK_TIME_ZONE,
    secretKey: keyFile(values.SECRET_KEY_FILE, 'secret.key'),
    tokens: tokensOf(values),
    demoCustomers: values.DEMO_CUSTOMERS ?? (values.DATABASE_URL ? undefined : 5_000),
    rowSecurity: values.ROW_SECURITY === 'on',
    documentsMode: documentsModes[values.DOCUMENTS_MODE],
    logLevel: values.LOG_LEVEL,
  };
}

/** The same for a process that is just starting: prints the faults and ends it with code 2. */
export function configOrExit(): Config {
  try {
    return readConfig();
  } catch (cause) {
    if (!(cause instanceof ConfigError)) throw cause;
    process.stderr.write(`${cause.message}\n`);
    return process.exit(2);
  }
}

function faultOf(issue: z.core.$ZodIssue, given: Record<string, unknown>): string {
  const name = String(issue.path[0]);
  // Addresses and paths may hold passwords or names; what is shown ends up in logs.
  const shown = /URL|FILE/.test(name) ? 'set to something else' : JSON.stringify(given[name]);
  return `${name} is ${shown}; it must be ${issue.message}.`;
}

function refuseContradictions(values: Variables): void {
  const needs = (name: Name, others: readonly Name[], why: string) => {
    const missing = others.filter((other) => values[other] === undefined);
    if (values[name] !== undefined && missing.length > 0) {
      throw new ConfigError(`${name} is set without ${missing.join(' and ')}; ${why}.`);
    }
  };
  for (const name of ['DATABASE_OWNER_URL', 'DATABASE_SYSTEM_URL', 'DATABASE_READ_URL'] as const) {
    needs(name, ['DATABASE_URL'], 'all addresses must name the same database');
  }
  needs(
    'DATABASE_URL',
    ['SECRET_KEY_FILE'],
    'a database of your own needs the keys of its identifiers, 32 random bytes or several keys with their versions',
  );
  needs('JWKS_URL', ['JWT_ISSUER', 'JWT_AUDIENCE'], 'tokens of a key set are checked against both');
  if (values.DATABASE_URL && !values.JWKS_URL) {
    needs('DATABASE_URL', ['JWT_KEY_FILE'], 'set it, or JWKS_URL, so that tokens can be checked');
  }
  if (values.JWKS_URL && values.JWT_KEY_FILE) {
    throw new ConfigError('JWKS_URL and JWT_KEY_FILE are both set; tokens are checked by one of them.');
  }
}

function databaseOf(values: Variables): DatabaseConfig {
  if (!values.DATABASE_URL) return { kind: 'embedded', folder: dataFolder };
  return {
    kind: 'given',
    appUrl: values.DATABASE_URL,
    ownerUrl: values.DATABASE_OWNER_URL,
    systemUrl: values.DATABASE_SYSTEM_URL,
    readUrl: values.DATABASE_READ_URL,
  };
}

function tokensOf(values: Variables): TokenConfig {
  const issuer = values.JWT_ISSUER ?? ownName;
  const audience = values.JWT_AUDIENCE ?? ownName;
  if (values.JWKS_URL) return { kind: 'jwks', url: values.JWKS_URL, issuer, audience };
  return { kind: 'file', issuer, audience, ...keyFile(values.JWT_KEY_FILE, 'jwt.key') };
}

const keyFile = (given: string | undefined, name: string): KeyFile =>
  given ? { file: given, own: false } : { file: join(dataFolder, name), own: true };

/** Whether it is the name of a time zone. */
export function isTimeZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name })) && !/^[+-]/.test(name);
  } catch {
    return false;
  }
}
