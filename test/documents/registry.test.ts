import { connect, type Sql } from '../../src/database/connect';
import { defaultDocumentLimits } from '../../src/documents/limits';
import { type DocumentRegistry, openRegistry } from '../../src/documents/registry';
import { retire } from '../../src/documents/release';
import { type FreshDatabase, freshDatabase } from '../support/database';
import { comesAbout, registryOf, schema } from './registering';

const textOf = (word: string) => `query ${word} { customers(first: 1) { nodes { displayName } } }`;
const people = { registers: 'HO0001', activates: 'CO0001' };

let database: FreshDatabase;
let system: Sql;
let serving: Sql;
const ends: (() => Promise<void>)[] = [];
const open: DocumentRegistry[] = [];
const warnings: string[] = [];

beforeAll(async () => {
  database = await freshDatabase('bank');
  const pools = [database.systemUrl, database.appUrl].map((url) => connect(url, { name: 'test', max: 2 }));
  [system, serving] = pools.map(({ sql }) => sql) as [Sql, Sql];
  ends.push(...pools.map(({ end }) => end));
  for (const clientId of ['desk', 'other']) await registryOf(system, clientId, people).enter('OPEN');
});

afterAll(async () => {
  for (const registry of open) await registry.stop();
  for (const end of ends) await end();
  await database.drop();
});

async function opened(sql = serving): Promise<DocumentRegistry> {
  const warn = (text: string) => void warnings.push(text);
  const options = { sql, schema, limits: defaultDocumentLimits, defaultMode: 'LOG' as const, warn };
  const registry = await openRegistry(options);
  open.push(registry);
  return registry;
}

const desk = () => registryOf(system, 'desk', people);

describe('the registry of a process', () => {
  test('finds an active document by version, by name and by hash, for its client alone', async () => {
    await desk().active('first', textOf('First'));
    await desk().active('first', textOf('FirstAgain'));
    await desk().pending('first', textOf('FirstToBe'));
    const registry = await opened();

    const newest = registry.find('desk', 'first');
    expect(newest).toMatchObject({
      clientId: 'desk',
      id: 'first@2',
      name: 'first',
      version: 2,
      text: textOf('FirstAgain'),
      operationName: 'FirstAgain',
      owner: 'Tests',
      purpose: 'A test.',
      roles: [],
      rowLimit: null,
      state: 'ACTIVE',
    });
    expect(newest?.document).toBe(registry.parsed(newest?.hash ?? ''));
    expect(registry.find('desk', `sha256:${newest?.hash}`)).toBe(newest);
    expect(registry.find('desk', 'first@1')?.operationName).toBe('First');
    expect(registry.find('desk', 'first@3')).toBeUndefined();
    expect(registry.find('other', 'first')).toBeUndefined();
    expect(registry.find('desk first@1', '')).toBeUndefined();

    await retire({ sql: system, clientId: 'desk', ids: ['first@2'], by: 'HO0001' });
    await comesAbout(() => registry.find('desk', 'first')?.version === 1);
  });

  test('tells the mode of a client, and the usual one of clients that were never entered', async () => {
    const registry = await opened();
    expect([registry.modeOf('desk'), registry.modeOf('unknown')]).toEqual(['OPEN', 'LOG']);

    await registryOf(system, 'other', people).enter('SAFELIST');
    await comesAbout(() => registry.modeOf('other') === 'SAFELIST');
  });

  test('every process hears of a change, also where notices are lost', async () => {
    const deaf = new Proxy(serving, {
      get: (target, name) =>
        name === 'listen' ? async () => ({ unlisten: async () => undefined }) : Reflect.get(target, name),
    });
    const registries = [await opened(), await opened(), await opened(deaf)];

    await desk().active('heard', textOf('Heard'));

    await Promise.all(registries.map((registry) => comesAbout(() => registry.find('desk', 'heard') !== undefined)));
  });

  test('what the schema no longer knows is not served, and the rest is', async () => {
    const text = 'query Old { customers { nodes { formerField } } }';
    await system`
      insert into registered_document (client_id, name, version, sha256, text, operation_name, owner, purpose, roles, state,
        schema_version, worst_rows, coordinates, inputs, registered_by, activated_at, activated_by)
      values ('desk', 'old', 1, encode(sha256(${text}::text::bytea), 'hex'), ${text}, 'Old', 'x', 'x', '{}', 'ACTIVE', 'x', 1,
        '{}', '{}', 'HO0001', now(), 'CO0001')`;
    const registry = await opened();

    expect(registry.find('desk', 'old@1')).toBeUndefined();
    expect(registry.find('desk', 'first@1')).toBeDefined();
    expect(warnings.at(-1)).toMatch(
      /^The document sha256:[0-9a-f]{64} is not served: Cannot query field "formerField" on type "Customer"\.$/,
    );
  });

  test('uses are counted by document and day, over all processes', async () => {
    const registries = [await opened(), await opened()];
    for (const registry of registries) {
      const document = registry.find('desk', 'first@1');
      if (!document) throw new Error('It is gone.');
      for (const day of ['2026-06-15', '2026-06-16', '2026-06-16']) registry.used(document, day);
      await registry.stop();
    }

    expect(await system`select name, version, day::text, uses::integer from document_usage order by day`).toEqual([
      { name: 'first', version: 1, day: '2026-06-15', uses: 2 },
      { name: 'first', version: 1, day: '2026-06-16', uses: 4 },
    ]);
  });
});
