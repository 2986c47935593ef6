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

export interface OwnBank extends ScratchBank {
  readonly ownerUrl: string;
  /** A superuser, for what no login of the product may do. */
  readonly adminUrl: string;
  /** The same rows in a database beside it; nobody may be connected to this one. */
  copy(): Promise<OwnBank>;
}

/**
 * Works on a database of its own, filled by `fill`, in a PostgreSQL of its own; both are gone afterwards. `durable`: it
 * waits for the disk as a bank's own would.
 */
export async function onScratchBank<Result>(
  fill: (bank: OwnBank) => Promise<void>,
  work: (bank: OwnBank) => Promise<Result>,
  durable = false,
): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'c360-check-'));
  // A run as root starts PostgreSQL as another user, who has to pass through.
  await chmod(folder, 0o711);
  const server = await startEmbedded({ folder: join(folder, 'data'), durable });
  const admin = connect(server.adminUrl, { name: 'check', max: 1 });
  const bankAt = (name: string): OwnBank => {
    const at = (url: string) => Object.assign(new URL(url), { pathname: `/${name}` }).href;
    const { appUrl, systemUrl, ownerUrl, adminUrl } = server;
    return {
      ...{ appUrl: at(appUrl), systemUrl: at(systemUrl), ownerUrl: at(ownerUrl), adminUrl: at(adminUrl) },
      copy: async () => {
        const beside = `${name}_copy`;
        await admin.sql`create database ${admin.sql(beside)} template ${admin.sql(name)} owner c360_owner`;
        return bankAt(beside);
      },
    };
  };
  try {
    const bank = bankAt('scratch');
    await admin.sql`create database scratch owner c360_owner`;
    await migrate({ ownerUrl: bank.ownerUrl });
    await fill(bank);
    return await work(bank);
  } finally {
    await admin.end();
    await server.stop();
    await rm(server.files, { recursive: true, force: true });
    await rm(folder, { recursive: true, force: true });
  }
}
