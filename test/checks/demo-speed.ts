import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, type Sql } from '../../src/database/connect';
import { type EmbeddedDatabase, startEmbedded } from '../../src/database/embedded/embedded';
import { migrate } from '../../src/database/migrate';
import { filledTables } from '../../src/demo/contents';
import { fillDemo } from '../../src/demo/fill';
import { checkOptions } from './options';
import { plainInserts } from './plain-bank';

const key = Buffer.alloc(32, 1);
const secrets = { version: 1, identifierMac: key, identifierCipher: key, contactMac: key };

/** Works on a fresh, migrated database and throws it away. */
async function onFreshBank<Result>(server: EmbeddedDatabase, work: (sql: Sql) => Promise<Result>): Promise<Result> {
  const admin = connect(server.adminUrl, { name: 'check', max: 1 });
  const at = (url: string) => Object.assign(new URL(url), { pathname: '/speed' }).href;
  try {
    await admin.sql`create database speed owner c360_owner`;
    await migrate({ ownerUrl: at(server.ownerUrl) });
    const { sql, end } = connect(at(server.systemUrl), { name: 'check', max: 2 });
    try {
      return await work(sql);
    } finally {
      await end();
    }
  } finally {
    await admin.sql`drop database if exists speed with (force)`;
    await admin.end();
  }
}

const total = (rows: Readonly<Record<string, number>>) => Object.values(rows).reduce((sum, count) => sum + count, 0);

async function countRows(sql: Sql): Promise<number> {
  let count = 0;
  for (const name of filledTables) {
    const [row] = await sql<{ count: bigint }[]>`select count(*) from ${sql(name)}`;
    count += Number(row?.count ?? 0);
  }
  return count;
}

const fill = (server: EmbeddedDatabase, customers: number, seed: number, sessions: number) =>
  onFreshBank(server, (sql) => fillDemo({ sql, customers, seed, secrets, sessions }));

/** Rows a second of the plain way, the rows of the triggers counted as in the demo bank. */
const plain = (server: EmbeddedDatabase, rows: Readonly<Record<string, number>>, customers: number) =>
  onFreshBank(server, async (sql) => {
    await fillDemo({ sql, customers: 1, seed: 1, secrets });
    const before = await countRows(sql);
    const began = performance.now();
    for (const [, text] of plainInserts(rows, customers)) {
      await sql.unsafe(text);
    }
    const seconds = (performance.now() - began) / 1000;
    return ((await countRows(sql)) - before) / seconds;
  });

/**
 * Turn about, so that both meet the same machine; the figure is the median of the rounds. The plain way has one
 * connection, and so has the fill unless told.
 */
async function main(): Promise<void> {
  const { customers, rounds, seed, sessions } = checkOptions({ customers: 10_000, rounds: 3, seed: 1, sessions: 1 });
  const folder = await mkdtemp(join(tmpdir(), 'c360-speed-'));
  const server = await startEmbedded({ folder: join(folder, 'data') });
  try {
    const ratios: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const demo = await fill(server, customers, seed + round, sessions);
      const demoRate = total(demo.rows) / demo.seconds;
      const plainRate = await plain(server, demo.rows, customers);
      ratios.push(demoRate / plainRate);
      console.log(
        `round ${round + 1}: demo ${Math.round(demoRate)} rows/s, plain insert ${Math.round(plainRate)} rows/s`,
      );
    }
    const median = ratios.sort((a, b) => a - b)[Math.floor(ratios.length / 2)] ?? 0;
    console.log(`demo rate vs plain insert: ${median.toFixed(2)}`);
    process.exitCode = median >= 0.5 ? 0 : 1;
  } finally {
    await server.stop();
    await rm(server.files, { recursive: true, force: true });
    await rm(folder, { recursive: true, force: true });
  }
}

void main();
