import { execFile, spawn } from 'node:child_process';
import { open, readFile, rename, stat } from 'node:fs/promises';
import { createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { DatabaseFault, reasonOf } from '../fault';
import { program } from './binaries';
import { spawnOptions } from './cluster';
import type { Place } from './place';
import { isAlive, type Postmaster, removeLeftOver, runningOn } from './postmaster';
import { settingsFor } from './settings';

const startPatienceMs = 300_000;
const stopPatienceMs = 20_000;
const logLimitBytes = 10 * 1024 * 1024;
const portTrials = 5;
const logOf = (place: Place) => join(place.home, 'postgres.log');

/** Starts PostgreSQL on the data folder, on a free port, and waits until it takes connections. */
export async function startPostmaster(place: Place, durable: boolean): Promise<Postmaster> {
  for (let trial = 1; ; trial++) {
    await removeLeftOver(place.cluster);
    const log = await openLog(place);
    const before = (await log.stat()).size;
    const settings = Object.entries(settingsFor(await freePort(), durable));
    const child = spawn(
      program(place.binaries, 'postgres'),
      ['-D', place.cluster, ...settings.flatMap(([name, value]) => ['-c', `${name}=${value}`])],
      { ...spawnOptions(place), detached: true, stdio: ['ignore', log.fd, log.fd] },
    );
    let end: string | undefined;
    child.once('error', (cause) => {
      end = reasonOf(cause);
    });
    child.once('exit', (code, signal) => {
      end = `it ended with ${signal ?? `code ${code}`}`;
    });
    child.unref();
    await log.close();
    const started = await untilReady(place, () => end === undefined);
    if (started) return started;
    const written = (await readFile(logOf(place))).subarray(before).toString();
    if (trial < portTrials && written.includes('could not create any TCP/IP sockets')) continue;
    const fault = written.split('\n').findLast((line) => /FATAL|PANIC/.test(line)) ?? end;
    throw new DatabaseFault(`The embedded database did not start: ${fault}; see ${logOf(place)}.`);
  }
}

/** Waits for a PostgreSQL that starts or recovers; null if it ended meanwhile. */
async function untilReady(place: Place, lives: () => boolean): Promise<Postmaster | null> {
  const deadline = Date.now() + startPatienceMs;
  while (lives()) {
    const found = await runningOn(place.cluster);
    if (found?.state === 'ready') return found;
    if (Date.now() > deadline) {
      throw new DatabaseFault(
        `The embedded database is not ready after ${startPatienceMs / 1000} s; see ${logOf(place)}.`,
      );
    }
    await sleep(20);
  }
  return null;
}

/** The PostgreSQL that another process started on the data folder, once it takes connections. */
export async function joinPostmaster(place: Place): Promise<Postmaster | null> {
  const stopsBy = Date.now() + stopPatienceMs;
  for (;;) {
    const found = await runningOn(place.cluster);
    if (found === null || found.state === 'ready') return found;
    if (found.state === 'starting') return untilReady(place, () => isAlive(found.pid));
    if (Date.now() > stopsBy) {
      throw new DatabaseFault(
        `The embedded database (process ${found.pid}) is stopping and waits for another process that still uses it; end that one first.`,
      );
    }
    await sleep(50);
  }
}

async function openLog(place: Place) {
  const file = logOf(place);
  const size = await stat(file).then(
    (found) => found.size,
    () => 0,
  );
  if (size > logLimitBytes) await rename(file, `${file}.1`);
  const log = await open(file, 'a', 0o600);
  // PostgreSQL writes through the open file; it belongs to the folder's owner, who may not be root today.
  const { uid, gid } = await stat(place.home);
  await log.chown(uid, gid);
  return log;
}

const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

/** Ends it in order: running statements are broken off, what was committed is on disk. */
export async function stopPostmaster(place: Place): Promise<void> {
  const stop = (mode: string) =>
    promisify(execFile)(
      program(place.binaries, 'pg_ctl'),
      ['stop', '-D', place.cluster, '-m', mode, '-w', '-t', '60'],
      spawnOptions(place),
    );
  try {
    await stop('fast');
  } catch (cause) {
    if ((await runningOn(place.cluster)) === null) return;
    await stop('immediate').catch(() => {
      throw new DatabaseFault(`The embedded database could not be stopped: ${reasonOf(cause)}`);
    });
  }
}

/**
 * Ends the database when this process dies without doing so itself: a shell waits for the end of a pipe that only this
 * process holds open. Windows has no such shell; there the next start finds the left-over and takes it over.
 */
export function guard(place: Place, pid: number): () => void {
  if (process.platform === 'win32') return () => undefined;
  const script = 'read -r _; kill -TERM "$0" 2>/dev/null';
  const watcher = spawn('/bin/sh', ['-c', script, String(pid)], {
    ...spawnOptions(place),
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  watcher.on('error', () => undefined);
  watcher.unref();
  (watcher.stdin as unknown as Socket).unref();
  return () => void watcher.kill('SIGKILL');
}
