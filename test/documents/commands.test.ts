import { execFileSync, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectFolder } from '../../src/config';
import { connect } from '../../src/database/connect';
import { hashOf } from '../../src/documents/admit';
import { type FreshDatabase, freshDatabase } from '../support/database';

const folder = mkdtempSync(join(tmpdir(), 'c360-documents-'));
const library = 'src/documents/library';
let database: FreshDatabase;

beforeAll(async () => {
  execFileSync(process.execPath, ['src/setup.mjs', '--build'], { cwd: projectFolder });
  database = await freshDatabase('bank');
  for (const name of ['secret.key', 'jwt.key']) writeFileSync(join(folder, name), randomBytes(32));
});

afterAll(async () => {
  await database.drop();
  rmSync(folder, { recursive: true });
});

/** `status: what was printed`. */
function documents(...args: string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['dist/cli.js', 'documents', ...args], {
    cwd: projectFolder,
    encoding: 'utf8',
    env: {
      PATH: process.env.PATH,
      DATABASE_URL: database.appUrl,
      DATABASE_SYSTEM_URL: database.systemUrl,
      SECRET_KEY_FILE: join(folder, 'secret.key'),
      JWT_KEY_FILE: join(folder, 'jwt.key'),
    },
  });
  return `${status}: ${stdout}${stderr}`;
}

const ofDesk = ['--client', 'desk', '--as', 'HO0001'];

describe('documents', () => {
  test('a client is entered, its documents are registered, reviewed, activated, counted and retired', async () => {
    expect(documents('client', 'desk', '--mode', 'safelist', '--name', 'Branch desk')).toBe('0: desk: SAFELIST\n');

    const registered = documents('register', library, '--owner', 'Branch team', '--row-limit', '3000', ...ofDesk);
    expect(registered.split('\n')).toHaveLength(40);
    expect(registered).toContain(
      `find@1 sha256:${hashOf(readFileSync(join(projectFolder, library, 'find.graphql'), 'utf8'))} at most 100 rows\n`,
    );
    expect(documents('register', library, '--owner', 'Branch team', ...ofDesk)).toContain(
      'at most 100 rows, registered before',
    );

    expect(documents('activate', 'find@1', 'me@1', ...ofDesk)).toBe(
      '1: find@1: HO0001 registered it: another person must activate it.\n',
    );
    expect(documents('activate', 'find@1', 'me@1', '--client', 'desk', '--as', 'CO0001')).toBe(
      '0: find@1 is active.\nme@1 is active.\n',
    );

    const page = documents('check', '--client', 'desk');
    expect(page).toMatch(/^0: # Check of documents\n/);
    expect(page).toContain('## desk find@1, ACTIVE\n');
    expect(page).toContain('- at most 2900 rows, of which one request may ask for 3000; 21 coordinates\n');

    expect(documents('retire', 'me@1', ...ofDesk)).toBe('0: me@1 is retired.\n');
    expect(
      documents('list', '--client', 'desk')
        .split('\n')
        .map((line) => line.split(/ {2,}/).slice(0, 4).join(' ')),
    ).toEqual(
      expect.arrayContaining([
        'desk SAFELIST find@1 ACTIVE',
        'desk SAFELIST me@1 RETIRED',
        'desk SAFELIST worklist@1 PENDING',
      ]),
    );

    const { sql, end } = connect(database.appUrl, { name: 'test', max: 1 });
    const use = { client: 'desk', name: 'find', version: 1, day: '2026-06-16', uses: 12 };
    await sql`select count_document_uses(${JSON.stringify([use])})`;
    await end();
    expect(documents('usage')).toBe('0: client  document  day         uses\ndesk    find@1    2026-06-16  12\n');
  });

  test('what is wrong is told in one line', () => {
    const absent = join(folder, 'absent');
    expect(documents('register', absent, '--owner', 'x', ...ofDesk)).toBe(
      `1: ${absent} cannot be read: there is no such file or folder.\n`,
    );
    expect(documents('client', 'desk', '--mode', 'any')).toBe(
      '1: --mode must be one of open, log, safelist, id_only.\n',
    );
    expect(documents('check', library, '--roles', 'KING')).toMatch(
      /^1: KING is no role; there are HEAD_OFFICE, .*\.\n$/,
    );
    expect(documents('register', library, '--owner', 'x', '--client', 'nobody', '--as', 'HO0001')).toBe(
      '1: There is no client nobody; enter it by: documents client nobody\n',
    );
  });

  test('a document that the schema does not know is told as broken, with a code that is not 0', () => {
    const text = 'query Old { customers { nodes { formerField } } }';
    writeFileSync(join(folder, 'map.json'), JSON.stringify({ [hashOf(text)]: text }));

    const page = documents('check', join(folder, 'map.json'));

    expect(page).toMatch(/^1: /);
    expect(page).toContain('Broken by the current schema or rights: Old.\n');
    expect(page).toContain('## Old\n\n**Broken:** Cannot query field "formerField" on type "Customer".\n');
  });
});
