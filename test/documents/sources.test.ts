import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { admit } from '../../src/documents/admit';
import { defaultDocumentLimits } from '../../src/documents/limits';
import { readDrafts } from '../../src/documents/sources';
import { schema } from './registering';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const folder = mkdtempSync(join(tmpdir(), 'c360-documents-'));
const one = 'query One { customers(first: 1) { nodes { displayName } } }';
const other = 'query Other { customers(first: 2) { nodes { displayName } } }';

afterAll(() => rmSync(folder, { recursive: true }));

describe('reading what a build made', () => {
  const file = (name: string, content: unknown) => {
    const path = join(folder, name);
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
    return path;
  };
  const operation = (id: string) => ({ id, name: 'One', type: 'query', body: one });
  const apollo = (id: string) => ({
    format: 'apollo-persisted-query-manifest',
    version: 1,
    operations: [operation(id)],
  });

  test('Apollo’s manifest, and the maps of Relay and GraphQL Code Generator', () => {
    expect(readDrafts(file('apollo.json', apollo(sha256(one))))).toEqual([{ name: 'One', text: one }]);
    expect(readDrafts(file('map.json', { [sha256(one)]: one, [`sha256:${sha256(other)}`]: other }))).toEqual([
      { name: 'One', text: one },
      { name: 'Other', text: other },
    ]);
  });

  test('a hash that is another text’s is refused', () => {
    const fault = /the id [0-9a-f]+ is not the SHA-256 of its text/;
    expect(() => readDrafts(file('poisoned.json', apollo(sha256(other))))).toThrow(fault);
    expect(() => readDrafts(file('swapped.json', { [sha256(one)]: other, [sha256(other)]: one }))).toThrow(fault);
    const md5 = createHash('md5').update(one).digest('hex');
    expect(() => readDrafts(file('md5.json', { [md5]: one }))).toThrow(/let the build hash by SHA-256/);
  });

  test('a folder, with the fragments that its files share', () => {
    const path = join(folder, 'queries');
    mkdirSync(join(path, 'fragments'), { recursive: true });
    writeFileSync(
      join(path, 'names.graphql'),
      '# Names of customers.\n# All of them.\nquery Names { customers { nodes { ...Name } } }\n',
    );
    writeFileSync(join(path, 'fragments', 'name.graphql'), 'fragment Name on Customer { ...Key displayName }');
    writeFileSync(join(path, 'fragments', 'key.graphql'), 'fragment Key on Customer { id }');

    const [draft, ...more] = readDrafts(path);

    expect(more).toEqual([]);
    expect(draft).toMatchObject({ name: 'names', purpose: 'Names of customers. All of them.' });
    expect(draft?.text).toBe(
      '# Names of customers.\n# All of them.\nquery Names { customers { nodes { ...Name } } }\n' +
        'fragment Key on Customer {\n  id\n}\nfragment Name on Customer {\n  ...Key\n  displayName\n}\n',
    );
    expect(admit(schema, draft?.text ?? '', defaultDocumentLimits).operationName).toBe('Names');
  });

  test.each([
    ['absent', /cannot be read: there is no such file or folder/],
    [file('list.json', []), /neither Apollo’s manifest nor a map/],
    [file('empty.json', {}), /holds no document/],
    [file('text.json', 'query One'), /is no JSON/],
  ])('refuses %s', (path, fault) => {
    expect(() => readDrafts(path)).toThrow(fault);
  });
});
