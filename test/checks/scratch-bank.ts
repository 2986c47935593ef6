import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from '../../src/database/connect';
import { startEmbedded } from '../../src/database/embedded/embedded';
import { migrate } from '../../src/database/migrate';

export interface ScratchBank {
  readonly appUrl: string;
  readonly systemUrl: string;
}

/**
 * Works on a database of its own, filled by `fill`, in a PostgreSQL of its own; both are gone afterwards. `durable`: it
 * waits for the disk as a bank's own would.
 */
export async function onScratchBank<Result>(
  fill: (bank: ScratchBank) => Promise<void>,
  work: (bank: ScratchBank) => Promise<Result>,
  durable = false,
): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'c360-check-'));
  // A run as root starts PostgreSQL as another user, who has to pass through.
  await chmod(folder, 0o711);
  const server = await startEmbedded({ folder: join(folder, 'data'), durable });
  const at = (url: string) => Object.assign(new URL(url), { pathname: '/scratch' }).href;
  const admin = connect(server.adminUrl, { name: 'check', max: 1 });
  try {
    await admin.sql`create database scratch owner c360_owner`;
    await migrate({ ownerUrl: at(server.ownerUrl) });
    const bank = { appUrl: at(server.appUrl), systemUrl: at(server.systemUrl) };
    await fill(bank);
    return await work(bank);
  } finally {
    await admin.end();
    await server.stop();
    await rm(server.files, { recursive: true, force: true });
    await rm(folder, { recursive: true, force: true });
  }
}
