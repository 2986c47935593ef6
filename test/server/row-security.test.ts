import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectFolder } from '../../src/config';
import { connect } from '../../src/database/connect';
import { switchRowSecurity } from '../../src/database/row-security';
import { obstacleTo } from '../../src/server/assemble';
import { type FreshDatabase, freshDatabase } from '../support/database';

const folder = mkdtempSync(join(tmpdir(), 'c360-walls-'));
let database: FreshDatabase;

beforeAll(async () => {
  database = await freshDatabase();
  for (const name of ['secret.key', 'jwt.key']) writeFileSync(join(folder, name), randomBytes(32));
});

afterAll(async () => {
  await database.drop();
  rmSync(folder, { recursive: true });
});

function c360(command: string, changes: NodeJS.ProcessEnv): string {
  const env = {
    PATH: process.env.PATH,
    PORT: '0',
    DATABASE_URL: database.appUrl,
    SECRET_KEY_FILE: join(folder, 'secret.key'),
    JWT_KEY_FILE: join(folder, 'jwt.key'),
    ...changes,
  };
  const args = ['test/checks/run.mjs', 'src/cli.ts', command];
  const options = { cwd: projectFolder, env, encoding: 'utf8', timeout: 30_000 } as const;
  const { status, stdout, stderr } = spawnSync(process.execPath, args, options);
  return `${status}: ${stdout}${stderr}`;
}

describe('row security at the start of a process', () => {
  it('serving by a login that it does not hold is refused in one line', () => {
    expect(c360('serve', { DATABASE_URL: database.ownerUrl })).toBe(
      '1: The serving login c360_owner owns protected tables; serve with a login that owns nothing and bypasses nothing.\n',
    );
  });

  it('off is the owner’s to say, and said aloud; on again is the rule', async () => {
    const { ownerUrl } = database;
    expect(c360('serve', { ROW_SECURITY: 'off' })).toBe(
      '2: ROW_SECURITY=off needs DATABASE_OWNER_URL: only the owner of the tables can switch it.\n',
    );
    expect(c360('migrate', { ROW_SECURITY: 'off', DATABASE_OWNER_URL: ownerUrl })).toBe(
      '0: Nothing to migrate.\nRow security is OFF, for everybody who reads this database: 54 tables switched.\n',
    );
    expect(c360('serve', {})).toMatch(
      /^1: Row security is not forced on tables with customers’ data: account, .*migrate\n$/,
    );
    expect(c360('migrate', { DATABASE_OWNER_URL: ownerUrl })).toBe(
      '0: Nothing to migrate.\nRow security is on: 54 tables switched.\n',
    );
  });

  it('a server that runs is no longer ready where another process has switched it off', async () => {
    const { ownerUrl } = database;
    const { sql, end } = connect(database.appUrl, { name: 'test', max: 1 });
    const before = await obstacleTo(sql, { rowSecurity: true });
    await switchRowSecurity({ ownerUrl, on: false });
    const off = await obstacleTo(sql, { rowSecurity: true });
    await switchRowSecurity({ ownerUrl, on: true });
    await end();

    expect([before, off]).toEqual([null, expect.stringMatching(/^Row security is not forced on tables/)]);
  });
});
