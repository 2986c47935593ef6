import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { directory } from '../../src/access/directory';
import { viewerSetting } from '../../src/access/scope';
import { signingKeyFrom } from '../../src/access/signing-key';
import { signToken } from '../../src/access/tokens';
import { connect, type Sql } from '../../src/database/connect';
import { secretFrom } from '../../src/database/secrets';
import { fillDemo } from '../../src/demo/fill';
import { protectionKeys } from '../../src/entities/party/protection-keys';
import { checkOptions } from './options';
import { onScratchBank, type ScratchBank } from './scratch-bank';

const issuer = 'customer-360-graph';
const key = Buffer.alloc(32, 7);
const mostMemory = 64 * 1024 * 1024;
const leastRatio = 0.5;

const document = `query Report { interactions { nodes {
  id at channel direction purpose subject notes customer { customerNumber displayName tier } } } }`;

/** The same rows and columns, as somebody would write them by hand. */
const copied = `select i.public_id, to_char(i.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), i.channel,
  i.direction, i.purpose, case when i.confidentiality <> 'CONFIDENTIAL' then i.subject end,
  case when i.confidentiality <> 'CONFIDENTIAL' then i.notes end, c.customer_number, c.display_name, c.tier
  from interaction i join customer c on c.customer_id = i.customer_id order by i.at desc, i.id desc`;

/** The demo bank, filled up to so many contacts. */
async function fill({ systemUrl }: ScratchBank, rows: number, customers: number): Promise<void> {
  const { sql, end } = connect(systemUrl, { name: 'check', max: 2 });
  const secret = secretFrom(key);
  const secrets = protectionKeys(secret);
  await fillDemo({ sql, customers, seed: 1, secrets });
  await sql`
    insert into interaction (customer_id, scope_key, at, channel, direction, purpose, subject, notes)
    select c.customer_id, c.scope_key, timestamptz '2020-01-01' + g * interval '97 seconds',
      (array['BRANCH', 'PHONE', 'WEB', 'MOBILE'])[1 + g % 4], 'INBOUND', 'SERVICE',
      'Card limit, raised ' || g, 'He said "yes", 客户满意 ' || g
    from generate_series(1, ${rows} - (select count(*) from interaction)) as g
    join (select customer_id, scope_key, row_number() over (order by customer_id) - 1 as place from customer) as c
      on c.place = g % (select count(*) from customer)`;
  await sql`analyze`;
  await end();
}

interface Taken {
  readonly seconds: number;
  readonly bytes: number;
  readonly lines: number;
  readonly beginning: string;
}

/** Counts what comes, and keeps the first of it. */
function counter() {
  const began = performance.now();
  let [bytes, lines] = [0, 0];
  const kept: Buffer[] = [];
  return {
    take(part: Buffer) {
      if (bytes < 200_000) kept.push(Buffer.from(part));
      bytes += part.length;
      for (let at = part.indexOf(10); at >= 0; at = part.indexOf(10, at + 1)) lines += 1;
    },
    taken: (): Taken => {
      const seconds = (performance.now() - began) / 1000;
      return { seconds, bytes, lines, beginning: Buffer.concat(kept).toString() };
    },
  };
}

/** By the serving login, with the same viewer set, as a cursor's transaction has it. */
async function copy(sql: Sql, setting: string): Promise<Taken> {
  const counted = counter();
  await sql.begin('isolation level repeatable read read only', async (transaction) => {
    await transaction`select set_viewer(${setting})`;
    const stream = await transaction.unsafe(`copy (${copied}) to stdout (format csv)`).readable();
    stream.on('data', counted.take);
    await once(stream, 'end');
  });
  return counted.taken();
}

function report(address: string, token: string): Promise<Taken> {
  return new Promise((resolve, reject) => {
    const counted = counter();
    const headers = { authorization: `Bearer ${token}` };
    const asked = request(`${address}/reports/check`, { headers, agent: false }, (response) => {
      if (response.statusCode !== 200) reject(new Error(`The report was answered ${response.statusCode}.`));
      response.on('data', counted.take);
      response.on('end', () => resolve(counted.taken()));
      response.on('error', reject);
    });
    asked.on('error', reject);
    asked.end();
  });
}

const firstRows = (text: string, skipped: number): unknown =>
  parse(text.slice(0, text.lastIndexOf('\n') + 1), { relax_column_count: true }).slice(skipped, skipped + 500);

async function memoryOf(server: ChildProcess): Promise<number> {
  server.send('memory');
  const [bytes] = await once(server, 'message');
  return Number(bytes);
}

async function measure(bank: ScratchBank, rounds: number): Promise<boolean> {
  const folder = await mkdtemp(join(tmpdir(), 'c360-reports-'));
  const [secretFile, tokenFile] = [join(folder, 'secret.key'), join(folder, 'jwt.key')];
  await writeFile(secretFile, key);
  await writeFile(tokenFile, key);
  const server = fork('test/checks/run.mjs', ['test/checks/report-server.ts', document], {
    env: { PATH: process.env.PATH, DATABASE_URL: bank.appUrl, SECRET_KEY_FILE: secretFile, JWT_KEY_FILE: tokenFile },
  });
  const { sql, end } = connect(bank.appUrl, { name: 'check', max: 1 });
  try {
    const [address] = await once(server, 'message');
    const token = () =>
      signToken({ staffNumber: 'HO0001', clientId: 'check', issuer, audience: issuer, key: signingKeyFrom(key, '') });
    const viewerOf = directory({ sql, clock: () => new Date(), timeZone: 'Asia/Shanghai' });
    const viewer = await viewerOf({ staffNumber: 'HO0001', clientId: 'check' });
    if (!viewer) throw new Error('HO0001 is not at work.');
    const setting = viewerSetting(viewer);
    await report(String(address), await token());
    await memoryOf(server);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    const before = await memoryOf(server);
    const ratios: number[] = [];
    for (let round = 1; round <= rounds; round += 1) {
      const plain = await copy(sql, setting);
      const reported = await report(String(address), await token());
      const [one, other] = [firstRows(plain.beginning, 0), firstRows(reported.beginning, 1)];
      if (JSON.stringify(one) !== JSON.stringify(other) || reported.lines !== plain.lines + 1)
        throw new Error('The report and the copy differ.');
      ratios.push(plain.seconds / reported.seconds);
      console.log(
        `round ${round}: ${plain.lines} rows, copy ${plain.seconds.toFixed(2)} s, report ${reported.seconds.toFixed(2)} s`,
      );
    }
    const grown = (await memoryOf(server)) - before;
    const ratio = ratios.sort((a, b) => a - b)[ratios.length >> 1] ?? 0;
    console.log(
      `memory at rest ${(before / 2 ** 20).toFixed(0)} MB, growing by at most ${(grown / 2 ** 20).toFixed(0)} MB`,
    );
    console.log(`report speed vs copy: ${ratio.toFixed(2)}`);
    return ratio >= leastRatio && grown < mostMemory;
  } finally {
    server.kill();
    await end();
    await rm(folder, { recursive: true });
  }
}

/** A report of a million rows beside COPY of the same rows and columns by the same login, turn about; the figure is the median. */
async function main(): Promise<void> {
  const { rows, customers, rounds } = checkOptions({ rows: 1_000_000, customers: 5_000, rounds: 3 });
  const passed = await onScratchBank(
    (bank) => fill(bank, rows, customers),
    (bank) => measure(bank, rounds),
  );
  process.exitCode = passed ? 0 : 1;
}

void main();
