import { chmod, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbedded } from '../../src/database/embedded/embedded';
import { fillSmallBank } from '../demo/small-bank';
import { announceServer, bankName, makeDatabase, templateName, urlsOf } from './database';
import { running } from './running-server';
import { fillTemplate } from './template';

/** One PostgreSQL for the whole run, with the template that each test file's database is copied from. */
export default async function globalSetup(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'c360-test-'));
  // A run as root starts PostgreSQL as another user, who has to pass through.
  await chmod(folder, 0o711);
  const server = await startEmbedded({ folder: join(folder, 'data'), durable: false });
  running.set({ server, folder });
  try {
    announceServer(server);
    await makeDatabase(templateName, 'template0');
    await fillTemplate(urlsOf(templateName));
    await makeDatabase(bankName, templateName);
    await fillSmallBank(urlsOf(bankName).systemUrl);
  } catch (cause) {
    await running.stop();
    throw cause;
  }
}
