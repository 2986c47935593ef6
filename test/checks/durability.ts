import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Presets, SingleBar } from 'cli-progress';
import { verifyAudit } from '../../src/access/audit/verify';
import { connect, type Sql } from '../../src/database/connect';
import { secretFrom } from '../../src/database/secrets';
import { fillDemo } from '../../src/demo/fill';
import { protectionKeys } from '../../src/entities/party/protection-keys';
import { type Acknowledged, Client } from './durability-clients';
import { EventReader } from './durability-events';
import { checkOptions } from './options';
import { onScratchBank } from './scratch-bank';
import { tokenOf } from './served';

const key = Buffer.alloc(32, 7);
const clientId = 'desk';
const staffNumber = 'HO0001';

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** The product in a process of its own at a port of its own, killed and started again. */
class Server {
  private child: ChildProcess | undefined;
  private complaints = '';
  kills = 0;

  constructor(
    readonly port: number,
    private readonly env: NodeJS.ProcessEnv,
  ) {}

  async start(): Promise<void> {
    for (;;) {
      const child = spawn(
        process.execPath,
        ['test/checks/run.mjs', 'test/checks/served-process.ts', 'audited', String(this.port)],
        {
          env: this.env,
          stdio: ['ignore', 'pipe', 'pipe'],
        },
      );
      this.child = child;
      this.complaints = '';
      child.stderr?.on('data', (chunk: Buffer) => {
        this.complaints += chunk;
      });
      const [line] = await Promise.race([once(child.stdout as NodeJS.ReadableStream, 'data'), once(child, 'exit')]);
      if (String(line).startsWith('http')) return;
      // The database may be recovering.
      await sleep(500);
    }
  }

  async kill(): Promise<void> {
    const { child } = this;
    if (!child) return;
    if (child.exitCode !== null) throw new Error(`The server ended by itself: ${this.complaints}`);
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
    this.kills += 1;
  }
}

/** A crash of PostgreSQL: one of its processes is killed, all sessions end, and it recovers from its log. */
async function crash(adminUrl: string): Promise<void> {
  const { sql, end } = connect(adminUrl, { name: 'crash', max: 1 });
  try {
    const [victim] = await sql<{ pid: number }[]>`
      select pid from pg_stat_activity where usename = 'c360_app' and backend_type = 'client backend' limit 1`;
    if (!victim) throw new Error('Nobody is at work who could be killed.');
    process.kill(victim.pid, 'SIGKILL');
  } finally {
    await end();
  }
}

/** Retries a question while the database recovers. */
async function told<Result>(ask: () => Promise<Result>): Promise<Result> {
  for (let left = 60; ; left -= 1) {
    try {
      return await ask();
    } catch (cause) {
      if (left === 0) throw cause;
      await sleep(500);
    }
  }
}

/** How often each acknowledged change stands in the bank: its record, and its event. */
async function standing(sql: Sql, acknowledged: readonly Acknowledged[]): Promise<{ lost: number; doubled: number }> {
  const rows = JSON.stringify(acknowledged);
  const [found] = await sql<{ lost: number; doubled: number }[]>`
    with known as (
      select * from jsonb_to_recordset(${rows}::text::jsonb) as a (key text, subject text, version int)
    ), counted as (
      select k.key, k.version, (select count(*) from change_event e where e.subject_id = k.subject and e.version = k.version) as events,
        case when k.version = 1 then (select count(*) from interaction i where i.subject = k.key)
          + (select count(*) from complaint c where c.reason = k.key) else 1 end as rows
      from known k
    )
    select count(*) filter (where events = 0 or rows = 0)::int as lost,
      count(*) filter (where events > 1 or rows > 1)::int as doubled from counted`;
  return found as { lost: number; doubled: number };
}

async function main(): Promise<void> {
  const { clients, seconds, kills, crashes } = checkOptions({ clients: 64, seconds: 60, kills: 10, crashes: 2 });
  const folder = await mkdtemp(join(tmpdir(), 'c360-durability-'));
  const keyFile = join(folder, 'secret.key');
  await writeFile(keyFile, key);
  try {
    await onScratchBank(
      async ({ systemUrl }) => {
        const { sql, end } = connect(systemUrl, { name: 'check', max: 2 });
        await fillDemo({ sql, customers: Math.max(200, clients), seed: 1, secrets: protectionKeys(secretFrom(key)) });
        await end();
      },
      async ({ appUrl, systemUrl, adminUrl }) => {
        const port = await freePort();
        const server = new Server(port, {
          ...{ PATH: process.env.PATH, DATABASE_URL: appUrl, SECRET_KEY_FILE: keyFile, JWT_KEY_FILE: keyFile },
        });
        await server.start();
        const system = connect(systemUrl, { name: 'check', max: 2 });
        const asking = { address: `http://127.0.0.1:${port}`, token: () => tokenOf(staffNumber, clientId, key) };
        const chosen = await system.sql<{ id: string; version: number }[]>`
          select public_id as id, version from customer order by customer_id limit ${clients}`;
        const began = performance.now();
        const isOver = () => performance.now() - began > seconds * 1000;
        const working = chosen.map(({ id, version }) => new Client(asking, id, version, isOver));
        const reader = new EventReader(asking);
        const bar = new SingleBar(
          { format: '{bar} {value}/{total} s, {made} changes acknowledged' },
          Presets.shades_classic,
        );
        bar.start(seconds, 0, { made: 0 });
        const made = () => working.reduce((sum, { acknowledged }) => sum + acknowledged.length, 0);
        const watch = setInterval(
          () => bar.update(Math.min(seconds, Math.round((performance.now() - began) / 1000)), { made: made() }),
          500,
        );
        const reading = reader.follow(isOver);
        const disturbing = disturb({ server, adminUrl, kills, crashes, seconds });
        await Promise.all([...working.map((client) => client.work()), disturbing]);
        await reading;
        clearInterval(watch);
        bar.stop();
        await reader.toTheEnd();
        await judge({ system: system.sql, working, reader, server });
        await server.kill();
        await system.end();
      },
      true,
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

interface Disturbance {
  readonly server: Server;
  readonly adminUrl: string;
  readonly kills: number;
  readonly crashes: number;
  readonly seconds: number;
}

/** Kills server and database, evenly over the time, and starts the server again. */
async function disturb({ server, adminUrl, kills, crashes, seconds }: Disturbance): Promise<void> {
  const every = Math.max(1, Math.floor(kills / (crashes + 1)));
  const pause = (seconds * 1000) / (kills + 1);
  for (let at = 1; at <= kills; at += 1) {
    const next = performance.now() + pause;
    if (at % every === 0 && at / every <= crashes) await told(() => crash(adminUrl));
    await sleep(Math.max(0, next - performance.now()) / 2);
    await server.kill();
    await server.start();
    await sleep(Math.max(0, next - performance.now()));
  }
}

interface Judged {
  readonly system: Sql;
  readonly working: readonly Client[];
  readonly reader: EventReader;
  readonly server: Server;
}

async function judge({ system, working, reader, server }: Judged): Promise<void> {
  const acknowledged = working.flatMap((client) => client.acknowledged);
  const { lost, doubled } = await told(() => standing(system, acknowledged));
  const events = await system<{ id: string }[]>`select e.public_id as id from change_event e order by e.id`;
  const isInOrder = events.length === reader.ids.length && events.every(({ id }, at) => id === reader.ids[at]);
  const { entries, chains, fault } = await verifyAudit({ sql: system, keys: [secretFrom(key).macKey('audit')] });
  const faults = working.flatMap((client) => client.faults);
  const again = working.reduce((sum, client) => sum + client.again, 0);
  console.log(
    `${acknowledged.length} changes acknowledged, asked again ${again} times; server killed ${server.kills} times`,
  );
  console.log(
    `events: ${events.length} written, ${reader.ids.length} read while it went on, ${isInOrder ? 'complete and in order' : 'NOT complete or in order'}`,
  );
  console.log(`audit: ${entries} entries in ${chains} chains, ${fault ?? 'intact'}`);
  for (const one of faults.slice(0, 10)) console.log(`refused: ${one}`);
  if (lost + doubled + faults.length > 0 || !isInOrder || fault !== undefined || acknowledged.length === 0)
    process.exitCode = 1;
  console.log(`lost: ${lost}, doubled: ${doubled}`);
}

void main();
