import { randomUUID } from 'node:crypto';
import { readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { codeOf, DatabaseFault } from '../fault';
import { isAlive } from './postmaster';

const beatMs = 1_000;
const deadAfterMs = 15_000;
const patienceMs = 180_000;

/** Runs the work while no other process starts or stops the same embedded database. A killed holder is passed over. */
export async function underLock<Result>(file: string, work: () => Promise<Result>): Promise<Result> {
  const token = `${process.pid} ${randomUUID()}`;
  await take(file, token);
  // A beat that fails finds no file: the lock was taken over, which the release below respects.
  const beat = setInterval(() => utimes(file, new Date(), new Date()).catch(() => clearInterval(beat)), beatMs);
  try {
    return await work();
  } finally {
    clearInterval(beat);
    if ((await contentOf(file)) === token) await rm(file, { force: true });
  }
}

async function take(file: string, token: string): Promise<void> {
  const deadline = Date.now() + patienceMs;
  let tookOver = false;
  while (Date.now() < deadline) {
    if (await writeNew(file, token)) {
      if (!tookOver) return;
      // Another waiter may have seen the same left-over and removed this new file in its place: look again.
      await sleep(100);
      if ((await contentOf(file)) === token) return;
    } else if (await isLeftOver(file)) {
      await rm(file, { force: true });
      tookOver = true;
    } else await sleep(50);
  }
  const holder = holderIn(await contentOf(file));
  throw new DatabaseFault(`Process ${holder} is still starting or stopping the embedded database; try again later.`);
}

async function writeNew(file: string, token: string): Promise<boolean> {
  try {
    await writeFile(file, token, { flag: 'wx', mode: 0o600 });
    return true;
  } catch (cause) {
    if (codeOf(cause) === 'EEXIST') return false;
    throw cause;
  }
}

const contentOf = (file: string): Promise<string> =>
  readFile(file, 'utf8').catch((cause) => {
    if (codeOf(cause) === 'ENOENT') return '';
    throw cause;
  });

const holderIn = (content: string): number => Number(content.split(' ')[0]);

async function isLeftOver(file: string): Promise<boolean> {
  const found = await stat(file).catch(() => null);
  if (found === null) return false;
  const holder = holderIn(await contentOf(file));
  // An empty file is one whose writer has made it and not yet written his number.
  return Date.now() - found.mtimeMs > deadAfterMs || (holder > 0 && !isAlive(holder));
}
