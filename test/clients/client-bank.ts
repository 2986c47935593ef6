import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Sql } from '../../src/database/connect';
import { registryOf } from '../documents/registering';
import { clientId, type ReportedBank, reportedBank } from '../reports/reported-bank';

/** The product for a client that may send ids only: of what stands under a path, registered and released by two people. */
export async function clientBank(path: string): Promise<ReportedBank> {
  const registered = async (system: Sql) => {
    const team = registryOf(system, clientId, { registers: 'HO0001', activates: 'CO0001' });
    await team.enter('ID_ONLY');
    await team.activeFrom(path);
  };
  return reportedBank({ registered });
}

/** A file as a build writes one, for as long as it is read. */
export async function withFile<Result>(name: string, content: unknown, use: (path: string) => Promise<Result>) {
  const folder = mkdtempSync(join(tmpdir(), 'c360-clients-'));
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify(content));
  return use(path).finally(() => rmSync(folder, { recursive: true }));
}
