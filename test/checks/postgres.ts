import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { connect } from '../../src/database/connect';
import type { EmbeddedDatabase } from '../../src/database/embedded/embedded';

export type ServerUrls = Pick<EmbeddedDatabase, 'adminUrl' | 'ownerUrl' | 'systemUrl' | 'appUrl'>;

const nobody = { uid: 65534, gid: 65534 };
const startPatienceMs = 20_000;

/** Works on a PostgreSQL of its own, run from a folder of PostgreSQL's programs of any version; gone afterwards. */
export async function onPostgres<Result>(bin: string, work: (urls: ServerUrls) => Promise<Result>): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'c360-postgres-'));
  const data = join(folder, 'data');
  const as = process.getuid?.() === 0 ? nobody : {};
  await chmod(folder, 0o711);
  await mkdir(data, { mode: 0o700 });
  if (process.getuid?.() === 0) await chown(data, nobody.uid, nobody.gid);
  const options = { ...as, cwd: folder, env: { LC_ALL: 'C', TZ: 'UTC' } };
  try {
    const cluster = ['-D', data, '-U', 'postgres', '-A', 'trust', '--no-sync', '--no-locale', '-E', 'UTF8'];
    await promisify(execFile)(join(bin, 'initdb'), cluster, options);
    const port = await freePort();
    const settings = { port, listen_addresses: '127.0.0.1', unix_socket_directories: '', fsync: 'off', jit: 'off' };
    const args = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    const server = spawn(join(bin, 'postgres'), ['-D', data, ...args], { ...options, stdio: 'ignore' });
    const ended = once(server, 'exit');
    try {
      const at = (login: string) => `postgres://${login}:x@127.0.0.1:${port}/postgres`;
      await untilReady(at('postgres'));
      const [ownerUrl, systemUrl, appUrl] = [at('c360_owner'), at('c360_system'), at('c360_app')];
      return await work({ adminUrl: at('postgres'), ownerUrl, systemUrl, appUrl });
    } finally {
      server.kill('SIGINT');
      await ended;
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function untilReady(adminUrl: string): Promise<void> {
  const { sql, end } = connect(adminUrl, { name: 'check', max: 1 });
  const since = performance.now();
  try {
    for (;;) {
      const fault = await sql`select 1`.then(
        () => null,
        (error: Error) => error,
      );
      if (fault === null) return;
      if (performance.now() - since > startPatienceMs) throw fault;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  } finally {
    await end();
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}
