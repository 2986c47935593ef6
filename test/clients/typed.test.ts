import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { codegen } from '@graphql-codegen/core';
import * as typedDocuments from '@graphql-codegen/typed-document-node';
import * as operations from '@graphql-codegen/typescript-operations';
import { type DocumentNode, parse, visit } from 'graphql';
import type { ReportedBank } from '../reports/reported-bank';
import { clientBank } from './client-bank';

const root = join(__dirname, '../..');
const sources = join(__dirname, 'typed');
const documentText = readFileSync(join(sources, 'OpenComplaints.graphql'), 'utf8');
const graph = parse(readFileSync(join(root, 'schema.graphql'), 'utf8'));

/** Generates the types of the documents from a schema, beside the client that is written against them. */
async function generate(folder: string, schema: DocumentNode, document: string): Promise<void> {
  const text = await codegen({
    filename: 'graph.ts',
    schema,
    documents: [{ document: parse(document) }],
    plugins: [{ operations: {} }, { documents: {} }],
    pluginMap: { operations, documents: typedDocuments },
    config: { useTypeImports: true },
  });
  writeFileSync(join(folder, 'graph.ts'), text);
}

/** What the TypeScript compiler says; nothing where the client is sound. */
function compile(folder: string): string {
  const options = ['--strict', '--module', 'nodenext', '--target', 'es2022', '--skipLibCheck', '--types', 'node'];
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  return spawnSync(process.execPath, [tsc, ...options, 'complaints.ts'], { cwd: folder, encoding: 'utf8' }).stdout;
}

describe('a client typed by GraphQL Code Generator', () => {
  let bank: ReportedBank;
  let folder: string;

  beforeAll(async () => {
    bank = await clientBank(sources);
  });
  afterAll(() => bank.close());
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'c360-typed-'));
    cpSync(sources, folder, { recursive: true });
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test('compiles against the schema, and reads from the server what its types say', async () => {
    await generate(folder, graph, documentText);

    const said = compile(folder);
    const { openComplaints } = createRequire(__filename)(join(folder, 'complaints.js'));
    const lines = await openComplaints(bank.address, await bank.tokenOf('BM0001'));

    expect(said).toBe('');
    expect(lines).toEqual([
      'CMP-2024-02751447 MEDIUM Jan Wagner',
      'CMP-2024-02799718 CRITICAL Jan Wagner',
      'CMP-2024-01013691 HIGH 广州兴业达物流有限公司',
    ]);
  });

  test('is not generated, and then does not compile, once a field is gone that it reads', async () => {
    const changed = visit(graph, {
      ObjectTypeDefinition: ({ name }) => (name.value === 'Complaint' ? undefined : false),
      FieldDefinition: ({ name }) => (name.value === 'severity' ? null : undefined),
    });

    await expect(generate(folder, changed, documentText)).rejects.toThrow(/"severity" on type "Complaint"/);
    await generate(folder, changed, documentText.replace(' severity', ''));

    expect(compile(folder)).toMatch(/complaints\.ts.*Property 'severity' does not exist/);
  });
});
