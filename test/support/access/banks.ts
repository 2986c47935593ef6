import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from '../../../src/database/connect';
import { startEmbedded } from '../../../src/database/embedded/embedded';
import { migrate } from '../../../src/database/migrate';
import { fillDemo } from '../../../src/demo/fill';
import { protectionKeys } from '../../../src/entities/party/protection-keys';
import { measureAgain } from '../measure-again';
import { Random } from '../reference/documents/random';
import { addEdgeCases } from '../reference/edge-cases';
import { moment, secret, timeZone } from '../reference/world';
import { plantCanaries } from './canaries';
import { addOddRows, addRandomReaders } from './odd-shapes';
import { plantTree } from './odd-trees';

/** The logins of one bank's database. */
export interface BankUrls {
  readonly appUrl: string;
  readonly systemUrl: string;
  readonly ownerUrl: string;
}

const secrets = protectionKeys(secret);
const volumes = { interactions: 4, transactionMonths: 1, balanceMonths: 2, holdingMonths: 2 };

/** Fills a migrated, empty database with a bank that follows from its size and a seed, a canary in every text. */
export async function fillOddBank(systemUrl: string, customers: number, seed: number): Promise<void> {
  const { sql, end } = connect(systemUrl, { name: 'odd bank', max: 1 });
  const random = new Random(seed);
  try {
    await fillDemo({ sql, customers, seed, secrets, asOf: moment, timeZone, volumes });
    await plantCanaries(sql);
    await addEdgeCases(sql);
    await addRandomReaders(sql, random);
    await addOddRows(sql, random);
    // Who owns an account now did not when the demo bank was measured.
    await measureAgain(sql);
    await plantTree(sql);
    await sql`analyze`;
  } finally {
    await end();
  }
}

/** Row security off, on some tables or all: whether a predicate is missing shows only without the wall behind it. */
export async function dropRowSecurity(
  { ownerUrl }: Pick<BankUrls, 'ownerUrl'>,
  only?: readonly string[],
): Promise<void> {
  const { sql, end } = connect(ownerUrl, { name: 'odd bank', max: 1 });
  try {
    const tables = await sql<{ name: string }[]>`
      select relname as name from pg_class where relnamespace = 'public'::regnamespace and relrowsecurity`;
    for (const { name } of tables.filter((table) => !only || only.includes(table.name)))
      await sql`alter table ${sql(name)} disable row level security`;
  } finally {
    await end();
  }
}

/** Works on banks of these sizes, each a database of its own in one PostgreSQL; all are gone afterwards. */
export async function onOddBanks<Result>(
  sizes: readonly number[],
  seed: number,
  work: (banks: readonly BankUrls[]) => Promise<Result>,
): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'c360-access-'));
  // A run as root starts PostgreSQL as another user, who has to pass through.
  await chmod(folder, 0o711);
  const server = await startEmbedded({ folder: join(folder, 'data'), durable: false });
  const admin = connect(server.adminUrl, { name: 'check', max: 1 });
  try {
    await admin.sql`create database model owner c360_owner`;
    await migrate({ ownerUrl: renamed(server.ownerUrl, 'model') });
    const banks: BankUrls[] = [];
    for (const [at, customers] of sizes.entries()) {
      const name = `bank${at}`;
      await admin.sql`create database ${admin.sql(name)} template model owner c360_owner`;
      const { appUrl, systemUrl, ownerUrl } = server;
      const bank = {
        appUrl: renamed(appUrl, name),
        systemUrl: renamed(systemUrl, name),
        ownerUrl: renamed(ownerUrl, name),
      };
      await fillOddBank(bank.systemUrl, customers, seed * 100 + at);
      banks.push(bank);
    }
    return await work(banks);
  } finally {
    await admin.end();
    await server.stop();
    await rm(server.files, { recursive: true, force: true });
    await rm(folder, { recursive: true, force: true });
  }
}

const renamed = (url: string, name: string) => Object.assign(new URL(url), { pathname: `/${name}` }).href;
