import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { signingKeyFrom } from '../../src/access/signing-key';
import { signToken } from '../../src/access/tokens';
import { projectFolder, readConfig } from '../../src/config';
import { connect, type Sql } from '../../src/database/connect';
import { assemble } from '../../src/server/assemble';
import { createLog } from '../../src/server/log';
import { startServer } from '../../src/server/start';
import type { Answer } from '../access/audited-bank';
import { smallBank } from '../demo/small-bank';
import { type FreshDatabase, freshDatabase } from '../support/database';

const issuer = 'customer-360-graph';
const tokenKey = Buffer.alloc(32, 9);

/** The key under which the small bank was filled, two that come after it, and one that is nobody's. */
export const [key1, key2, key3, wrong] = [7, 8, 9, 66].map((byte) => Buffer.alloc(32, byte).toString('hex')) as [
  string,
  string,
  string,
  string,
];

/** The keys of a secret key file by version. */
export type Ring = Readonly<Record<number, string>>;
export type Ask = (staffNumber: string, query: string) => Promise<Answer>;

export interface Served {
  readonly ask: Ask;
  readonly ready: () => Promise<string>;
  readonly log: () => string;
}

/** The small bank, served by one secret key file after the other. */
export class RotatedBank {
  private readonly folder = mkdtempSync(join(tmpdir(), 'c360-rotation-'));

  private constructor(
    readonly database: FreshDatabase,
    readonly sql: Sql,
    private readonly end: () => Promise<void>,
  ) {}

  static async open(): Promise<RotatedBank> {
    const database = await freshDatabase('bank');
    const { sql, end } = connect(database.systemUrl, { name: 'test', max: 2 });
    return new RotatedBank(database, sql, end);
  }

  keyFile(ring: Ring): string {
    const file = join(this.folder, 'secret.key');
    writeFileSync(
      file,
      `# ring\n${Object.entries(ring)
        .map((line) => `${line.join(' ')}\n`)
        .join('')}`,
    );
    return file;
  }

  /** A server of its own over these keys, while the work runs. */
  async served<Result>(ring: Ring, work: (served: Served) => Promise<Result>): Promise<Result> {
    const config = readConfig(this.environment(ring));
    const app = connect(this.database.appUrl, { name: 'test app', max: 2 });
    const audit = connect(this.database.appUrl, { name: 'test audit', max: 1 });
    let log = '';
    try {
      const parts = await assemble(config, { sql: app.sql, auditSql: audit.sql }, () => smallBank.asOf);
      const written = createLog('info', {
        write(line: string) {
          log += line;
        },
      });
      const server = await startServer({ ...parts, host: '127.0.0.1', port: 0, log: written });
      const ask: Ask = async (staffNumber, query) => {
        const key = signingKeyFrom(tokenKey, '');
        const now = smallBank.asOf;
        const token = await signToken({ staffNumber, clientId: 'desk', issuer, audience: issuer, key, now });
        const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
        const body = JSON.stringify({ query });
        return (await fetch(`${server.address}/graphql`, { method: 'POST', body, headers })).json() as Promise<Answer>;
      };
      const ready = async () => (await fetch(`${server.address}/readyz`)).text();
      return await work({ ask, ready, log: () => log }).finally(() => server.stop());
    } finally {
      await Promise.all([app.end(), audit.end()]);
    }
  }

  command(ring: Ring, ...args: string[]): { status: number | null; output: string } {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ['-r', './test/support/typescript.cjs', 'src/cli.ts', ...args],
      {
        cwd: projectFolder,
        encoding: 'utf8',
        timeout: 30_000,
        env: { PATH: process.env.PATH, PORT: '0', ...this.environment(ring) },
      },
    );
    return { status, output: stdout + stderr };
  }

  /** Begins to change the keys by small batches, and is killed once so many identifiers are changed. */
  async killedRotation(ring: Ring, least: number): Promise<void> {
    const child = spawn(
      process.execPath,
      ['-r', './test/support/typescript.cjs', 'test/server/rotating.cjs', this.database.systemUrl, this.keyFile(ring)],
      { cwd: projectFolder, stdio: ['ignore', 'ignore', 'inherit'] },
    );
    const ended = once(child, 'exit');
    for (const late = Date.now() + 30_000; Date.now() < late && (await this.standing(2))[0] < least; )
      await new Promise((resolve) => setTimeout(resolve, 2));
    child.kill('SIGKILL');
    await ended;
    // What it had begun ends only with its connection.
    while (
      (
        await this
          .sql`select from pg_stat_activity where application_name = 'rotation' and datname = current_database()`
      ).length > 0
    );
  }

  /** How many identifiers and phones stand under a key. */
  async standing(version: number): Promise<[number, number]> {
    const [row] = await this.sql<{ identifiers: number; phones: number }[]>`
      select (select count(*)::int from party_identifier where key_version = ${version}) as identifiers,
        (select count(*)::int from contact_point where value_hash is not null and key_version = ${version}) as phones`;
    return [row?.identifiers ?? 0, row?.phones ?? 0];
  }

  async close(): Promise<void> {
    await this.end();
    await this.database.drop();
    rmSync(this.folder, { recursive: true });
  }

  private environment(ring: Ring) {
    const tokenFile = join(this.folder, 'jwt.key');
    writeFileSync(tokenFile, tokenKey);
    return {
      DATABASE_URL: this.database.appUrl,
      DATABASE_SYSTEM_URL: this.database.systemUrl,
      SECRET_KEY_FILE: this.keyFile(ring),
      JWT_KEY_FILE: tokenFile,
    };
  }
}
