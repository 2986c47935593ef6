import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, type Sql } from '../../src/database/connect';
import { type EmbeddedDatabase, startEmbedded } from '../../src/database/embedded/embedded';
import { migrate } from '../../src/database/migrate';
import { secretFrom } from '../../src/database/secrets';
import { fillDemo } from '../../src/demo/fill';
import { protectionKeys } from '../../src/entities/party/protection-keys';
import { peerSetup } from './peer-setup';
import { registerDocuments } from './registered';

export const benchKey = Buffer.alloc(32, 7);
const openLogin = 'bench_open';
const openPassword = 'bench';

/** A demo bank on a PostgreSQL of its own. */
export interface BenchBank {
  /** A login that passes row security: for the limit and the peers. */
  readonly peerUrl: string;
  /** The product's serving login. */
  readonly appUrl: string;
  /** The same rights without row security. */
  readonly openUrl: string;
  readonly keyFile: string;
  readonly postmaster: number;
  readonly sql: Sql;
}

interface BankOptions {
  readonly customers: number;
  readonly folder: string | undefined;
  readonly say: (line: string) => void;
}

/** Works on a bank of so many customers; it is made where it is not there yet, and thrown away unless it has a folder. */
export async function onBenchBank<Result>(
  { customers, folder, say }: BankOptions,
  work: (bank: BenchBank) => Promise<Result>,
): Promise<Result> {
  const home = folder ?? (await mkdtemp(join(tmpdir(), 'c360-bench-')));
  await mkdir(home, { recursive: true });
  // A run as root starts PostgreSQL as another user, who has to pass through.
  await chmod(home, 0o711);
  const server = await startEmbedded({ folder: join(home, 'data'), say });
  const admin = connect(inBank(server.adminUrl), { name: 'bench', max: 1 });
  try {
    await migrate({ ownerUrl: server.ownerUrl });
    await fill(server, admin.sql, customers, say);
    const keyFile = join(home, 'secret.key');
    await writeFile(keyFile, benchKey);
    const [{ postmaster } = { postmaster: 0 }] = await admin.sql<{ postmaster: number }[]>`
      select split_part(pg_read_file('postmaster.pid'), E'\n', 1)::integer as postmaster`;
    return await work({
      peerUrl: inBank(server.adminUrl),
      appUrl: server.appUrl,
      openUrl: Object.assign(new URL(server.appUrl), { username: openLogin, password: openPassword }).href,
      keyFile,
      postmaster,
      sql: admin.sql,
    });
  } finally {
    await admin.end();
    await server.stop();
    if (folder === undefined) {
      await rm(server.files, { recursive: true, force: true });
      await rm(home, { recursive: true, force: true });
    }
  }
}

const inBank = (url: string) => Object.assign(new URL(url), { pathname: '/c360' }).href;

async function fill(server: EmbeddedDatabase, admin: Sql, customers: number, say: (line: string) => void) {
  const [{ count } = { count: 0n }] = await admin<{ count: bigint }[]>`select count(*) from customer`;
  if (count > 0n && count !== BigInt(customers)) {
    throw new Error(`The bank in the folder has ${count} customers, not ${customers}.`);
  }
  if (count === 0n) {
    say(`Filling a bank of ${customers.toLocaleString('en')} customers …`);
    const secrets = protectionKeys(secretFrom(benchKey));
    const { sql, end } = connect(server.systemUrl, { name: 'bench', max: 2 });
    const { seconds } = await fillDemo({ sql, customers, seed: 1, secrets });
    await end();
    say(`Filled in ${Math.round(seconds)} s.`);
    await admin`create role ${admin(openLogin)} login bypassrls password '${admin.unsafe(openPassword)}' in role c360_app`;
  }
  await admin.unsafe(peerSetup);
  const system = connect(server.systemUrl, { name: 'bench', max: 1 });
  await registerDocuments(system.sql).finally(system.end);
  await admin`vacuum (analyze)`;
  await admin`checkpoint`;
}
