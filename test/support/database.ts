import { randomBytes } from 'node:crypto';
import { connect } from '../../src/database/connect';
import type { EmbeddedDatabase } from '../../src/database/embedded/embedded';

/** The three logins' addresses of one database. */
export type DatabaseUrls = Pick<EmbeddedDatabase, 'ownerUrl' | 'systemUrl' | 'appUrl'>;

/** A database of one test file's own. */
export interface FreshDatabase extends DatabaseUrls {
  readonly name: string;
  drop(): Promise<void>;
}

type ServerUrls = DatabaseUrls & Pick<EmbeddedDatabase, 'adminUrl'>;

export const templateName = 'c360_template';
export const bankName = 'c360_bank';
const variable = 'C360_TEST_SERVER';

/** Tells the test workers, which inherit the environment, where the run's PostgreSQL is. */
export function announceServer({ ownerUrl, systemUrl, appUrl, adminUrl }: ServerUrls): void {
  process.env[variable] = JSON.stringify({ ownerUrl, systemUrl, appUrl, adminUrl });
}

function server(): ServerUrls {
  const urls = process.env[variable];
  if (!urls) throw new Error('The test database is started by the global set-up of jest.');
  return JSON.parse(urls);
}

const sources = { template: templateName, bank: bankName, empty: 'template0' } as const;

/** A copy in some 40 ms: of the migrated tables, of the small demo bank, or with `empty` a database without anything. */
export async function freshDatabase(from: keyof typeof sources = 'template'): Promise<FreshDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  await makeDatabase(name, sources[from]);
  const drop = () => asAdmin((sql) => sql`drop database if exists ${sql(name)} with (force)`);
  return { name, ...urlsOf(name), drop: async () => void (await drop()) };
}

/** The addresses of a database of the run's PostgreSQL. */
export function urlsOf(name: string): DatabaseUrls {
  const { ownerUrl, systemUrl, appUrl } = server();
  return { ownerUrl: renamed(ownerUrl, name), systemUrl: renamed(systemUrl, name), appUrl: renamed(appUrl, name) };
}

/** The superuser's address of a database, for tests of what only he can do. */
export const adminUrlOf = (name: string): string => renamed(server().adminUrl, name);

export const makeDatabase = (name: string, template: string) =>
  asAdmin((sql) => sql`create database ${sql(name)} template ${sql(template)} owner c360_owner`);

async function asAdmin<Result>(work: (sql: ReturnType<typeof connect>['sql']) => Promise<Result>): Promise<Result> {
  const { sql, end } = connect(server().adminUrl, { name: 'test', max: 1 });
  try {
    return await work(sql);
  } finally {
    await end();
  }
}

function renamed(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}
