import { execFileSync, type SpawnSyncReturns, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { signingKeyFrom } from '../../src/access/signing-key';
import { signToken } from '../../src/access/tokens';
import { projectFolder } from '../../src/config';
import { type FreshDatabase, freshDatabase } from '../support/database';

const name = 'customer-360-graph';
const folder = mkdtempSync(join(tmpdir(), 'c360-commands-'));
const tokenKey = randomBytes(32);
writeFileSync(join(folder, 'jwt.key'), tokenKey);
writeFileSync(join(folder, 'secret.key'), randomBytes(32));

let database: FreshDatabase;
let environment: NodeJS.ProcessEnv;

beforeAll(async () => {
  execFileSync(process.execPath, ['src/setup.mjs', '--build'], { cwd: projectFolder });
  database = await freshDatabase();
  environment = {
    PATH: process.env.PATH,
    PORT: '0',
    DATABASE_URL: database.appUrl,
    DATABASE_OWNER_URL: database.ownerUrl,
    DATABASE_SYSTEM_URL: database.systemUrl,
    SECRET_KEY_FILE: join(folder, 'secret.key'),
    JWT_KEY_FILE: join(folder, 'jwt.key'),
  };
});

afterAll(async () => {
  await database.drop();
  rmSync(folder, { recursive: true });
});

function c360(args: readonly string[], changes: NodeJS.ProcessEnv = {}): SpawnSyncReturns<string> {
  const env = { ...environment, ...changes };
  return spawnSync(process.execPath, ['dist/cli.js', ...args], {
    cwd: projectFolder,
    env,
    encoding: 'utf8',
    timeout: 30_000,
  });
}

describe('commands', () => {
  it('refuse with one line, and a code that is not 0', () => {
    const refusal = (args: readonly string[], changes?: NodeJS.ProcessEnv) => {
      const { status, stdout, stderr } = c360(args, changes);
      expect(stdout).toBe('');
      return `${status}: ${stderr}`;
    };

    expect(refusal(['nonsense'])).toBe("1: error: unknown command 'nonsense'\n");
    expect(refusal(['demo', '--customers', 'many'])).toBe(
      "1: error: option '--customers <count>' argument 'many' is invalid. It must be a whole number.\n",
    );
    expect(refusal(['token', '--as', 'BM0001'])).toMatch(/^2: Tokens come from the bank’s own sign-in here .*\.\n$/);
    expect(refusal(['migrate'], { PORT: 'x' })).toBe('2: PORT is "x"; it must be a whole number from 0 to 65535.\n');
    expect(refusal(['migrate'], { DATABASE_OWNER_URL: '' })).toMatch(/^2: Set DATABASE_OWNER_URL: .*\n$/);
    expect(refusal(['import', '--mapping', 'absent.yaml', '.'])).toMatch(/^1: The mapping absent\.yaml .*\n$/);
    expect(refusal(['related-parties', 'export', '--format', 'xml', '--out', 'x'])).toBe(
      "1: error: option '--format <format>' argument 'xml' is invalid. Allowed choices are bods, gleif.\n",
    );
    expect(refusal(['related-parties', 'export', '--format', 'bods', '--out', join(folder, 'absent', 'x')])).toMatch(
      /^1: .*absent\/x cannot be written: ENOENT: .*\n$/,
    );
    const empty = Object.assign(new URL(database.systemUrl), { pathname: '/postgres' }).href;
    expect(refusal(['related-parties'], { DATABASE_SYSTEM_URL: empty })).toBe(
      '1: The database was not migrated to this version (relation "related_party_run" does not exist); run: npm run c360 -- migrate\n',
    );
    expect(refusal(['serve'], { DATABASE_URL: 'postgres://c360_app:secret@127.0.0.1:1/x' })).toBe(
      '1: The database cannot be used: connect ECONNREFUSED 127.0.0.1:1\n',
    );
  });

  it('serve refuses a database whose tables are missing', async () => {
    const empty = await freshDatabase('empty');
    const { status, stderr } = c360(['serve'], { DATABASE_URL: empty.appUrl });
    await empty.drop();

    expect([status, stderr]).toEqual([
      1,
      expect.stringMatching(/^The database lacks \d+ migrations; run: npm run c360 -- migrate\n$/),
    ]);
  });

  it('schema prints what is committed', () => {
    expect(c360(['schema']).stdout).toBe(readFileSync(join(projectFolder, 'schema.graphql'), 'utf8'));
  });

  it('migrate says when there is nothing to do', () => {
    expect(c360(['migrate'])).toMatchObject({ status: 0, stdout: 'Nothing to migrate.\n', stderr: '' });
  });

  it('demo fills once, serve answers from it, and a signal ends it in order', async () => {
    const filled = c360(['demo', '--customers', '300', '--seed', '7']);
    expect([filled.status, filled.stderr]).toEqual([0, '']);
    expect(filled.stdout).toMatch(/^300 customers, [\d,]+ rows in [\d.]+ s: [\d,]+ rows a second\.\n$/);
    expect(c360(['demo', '--customers', '300', '--seed', '7']).stderr).toContain('holds a demo bank already');
    expect(c360(['documents', 'list', '--client', 'reporting']).stdout).toMatch(
      /^reporting +ID_ONLY +branch-accounts@1 +ACTIVE +100 /m,
    );

    const { lines, code } = await served(async (address, ask) => {
      const answer = await ask(
        '{ viewer { staffNumber } customers(first: 1) { totalCount nodes { displayName customerNumber } } }',
      );
      expect(answer.data.viewer.staffNumber).toBe('BM0001');
      expect(answer.data.customers.totalCount).toBeGreaterThan(0);
      expect(await (await fetch(`${address}/readyz`)).text()).toBe('ok\n');
      expect(await (await fetch(`${address}/metrics`)).text()).toMatch(
        /c360_database_connections\{state="active"\} [1-9]/,
      );
      const [customer] = answer.data.customers.nodes;
      const found = await ask(`query One { customer(customerNumber: "${customer.customerNumber}") { displayName } }`);
      expect(found.data.customer).toEqual({ displayName: customer.displayName });
      return [customer.displayName, customer.customerNumber];
    });

    expect(code).toBe(0);
    expect(lines.map(({ msg }) => msg)).toEqual(['serving', 'request', 'request']);
    expect(lines[2]).toMatchObject({ operation: 'One', outcome: 'OK', principal: 'BM0001' });
  });

  it('import takes statements of owners, and related-parties export writes them', () => {
    const imported = c360(['import', '--mapping', 'src/ingest/bods.mapping.yaml', 'test/interchange/sample']);
    expect([imported.status, imported.stderr]).toEqual([0, '']);
    expect(imported.stdout).toMatch(/^relationship +party_relationship +8 +8 +0 +0 +0$/m);
    const out = join(folder, 'statements.json');

    const { status, stdout } = c360(['related-parties', 'export', '--format', 'bods', '--out', out]);

    expect(status).toBe(0);
    expect(stdout).toMatch(/^[\d,]+ persons, [\d,]+ entities, [\d,]+ relationships in .*statements\.json\.\n$/);
    expect(readFileSync(out, 'utf8')).toContain('"name":"Aurelia Instruments Ltd"');
  });
});

type Ask = (query: string) => Promise<{ data: { [field: string]: never } & Answer }>;

interface Answer {
  readonly viewer: { readonly staffNumber: string };
  readonly customer: { readonly displayName: string };
  readonly customers: {
    readonly totalCount: number;
    readonly nodes: [{ readonly displayName: string; readonly customerNumber: string }];
  };
}

/** Serves in a process of its own while the work runs; what the work answers must not be in the log. */
async function served(work: (address: string, ask: Ask) => Promise<readonly string[]>) {
  const child = spawn(process.execPath, ['dist/cli.js', 'serve'], {
    cwd: projectFolder,
    env: environment,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (part: string) => {
    output += part;
  });
  const ended = once(child, 'close');
  while (!output.includes('\n')) await once(child.stdout, 'data');
  const address: string = JSON.parse(output).address;
  const key = signingKeyFrom(tokenKey, 'jwt.key');
  const token = await signToken({ staffNumber: 'BM0001', clientId: 'test', issuer: name, audience: name, key });
  const secrets = await work(address, async (query) => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const response = await fetch(`${address}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query }) });
    return response.json() as never;
  }).finally(() => child.kill('SIGTERM'));
  const [code] = await ended;
  for (const secret of [...secrets, token]) expect(output).not.toContain(secret);
  const lines = output
    .trim()
    .split('\n')
    .map((line): Record<string, unknown> => JSON.parse(line));
  return { code, lines };
}
