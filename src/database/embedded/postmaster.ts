import { execFile } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { codeOf } from '../fault';

/** A running PostgreSQL as its own pid file tells of it. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  readonly state: 'starting' | 'ready' | 'stopping';
}

/** Whether a process of that number exists, whoever owns it. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (cause) {
    return codeOf(cause) === 'EPERM';
  }
}

const pidFileOf = (cluster: string) => join(cluster, 'postmaster.pid');

/** The PostgreSQL that runs on the data folder, or null. */
export async function runningOn(cluster: string): Promise<Postmaster | null> {
  const text = await readFile(pidFileOf(cluster), 'utf8').catch((cause) => {
    if (codeOf(cause) === 'ENOENT') return '';
    throw cause;
  });
  // Lines: pid, folder, start time, port, socket folder, address, memory key, status.
  const lines = text.split('\n');
  const pid = Number(lines[0]);
  if (!(pid > 0) || !(await serves(pid, cluster))) return null;
  const status = lines[7]?.trim();
  return { pid, port: Number(lines[3]), state: status === 'ready' || status === 'stopping' ? status : 'starting' };
}

/**
 * Removes the pid file of a PostgreSQL that is dead: a new one would refuse to start where the number now belongs to
 * another process of the same user. To be called before a start only, as one that just starts has an empty file.
 */
export async function removeLeftOver(cluster: string): Promise<void> {
  if ((await runningOn(cluster)) === null) await rm(pidFileOf(cluster), { force: true });
}

/** Whether the process is a PostgreSQL on that folder, and not another one that was given the same number. */
async function serves(pid: number, cluster: string): Promise<boolean> {
  if (!isAlive(pid)) return false;
  if (process.platform === 'win32') return true;
  const command = await commandOf(pid);
  return command.includes('postgres') && command.includes(cluster);
}

async function commandOf(pid: number): Promise<string> {
  if (process.platform === 'linux') return readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  const shown = await promisify(execFile)('ps', ['-ww', '-o', 'command=', '-p', String(pid)]).catch(() => null);
  return shown?.stdout ?? '';
}
