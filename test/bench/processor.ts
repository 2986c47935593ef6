import { readdirSync, readFileSync } from 'node:fs';

const ticksPerSecond = 100;

/** Seconds of processor time that a process has used; 0 where the system does not tell. */
export function processorSeconds(pid: number): number {
  const fields = statusOf(pid);
  return fields ? (Number(fields[11]) + Number(fields[12])) / ticksPerSecond : 0;
}

/** The processes that PostgreSQL runs: one for each connection, and those that write. */
export function backendsOf(postmaster: number): number[] {
  const found = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return found.map(Number).filter((pid) => Number(statusOf(pid)?.[1]) === postmaster);
}

/** What stands behind the name in /proc/<pid>/stat: state, parent … */
function statusOf(pid: number): string[] | undefined {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ').at(-1)?.split(' ');
  } catch {
    return undefined;
  }
}

/** Kilobytes of memory that a process holds. */
export function residentKilobytes(pid: number): number {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}
