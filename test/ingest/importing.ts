import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Connection, connect } from '../../src/database/connect';
import type { ProtectionRing } from '../../src/entities/party/protection-keys';
import { runImport } from '../../src/ingest/import';
import type { ImportReport } from '../../src/ingest/report';
import { type FreshDatabase, freshDatabase } from '../support/database';

const key = (byte: number) => Buffer.alloc(32, byte);

export const secrets = { version: 1, identifierMac: key(1), identifierCipher: key(2), contactMac: key(3) };
export const berkaMapping = join(__dirname, '../../src/ingest/berka.mapping.yaml');
export const emptyBank =
  'truncate org_unit, party, product, search_token, customer_number, account_reach, source_record cascade';

/** A folder of files to import, a copy of the sample, gone after the test. */
export class Folder {
  readonly path = mkdtempSync(join(tmpdir(), 'c360-import-'));
  readonly rejects = join(this.path, 'rejects');

  constructor() {
    cpSync(join(__dirname, 'sample'), this.path, { recursive: true });
  }

  read(file: string): string {
    return readFileSync(join(this.path, file), 'utf8');
  }

  write(file: string, content: string | Buffer): string {
    writeFileSync(join(this.path, file), content);
    return join(this.path, file);
  }

  append(file: string, lines: readonly string[]): void {
    this.write(file, `${this.read(file)}${lines.join('\n')}\n`);
  }

  /** Puts `after` in the place of `before`, which must be there once. */
  edit(file: string, before: string, after: string): void {
    const text = this.read(file);
    expect(text.split(before)).toHaveLength(2);
    this.write(
      file,
      text.replace(before, () => after),
    );
  }

  rejected(source: string): string[] {
    return readFileSync(join(this.rejects, `${source}.rejects.csv`), 'utf8')
      .trimEnd()
      .split('\n')
      .slice(1);
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

/** An empty bank of its own for a test file, and imports into it. */
export class ImportBank {
  private constructor(
    readonly database: FreshDatabase,
    private readonly connection: Connection,
  ) {}

  static async open(): Promise<ImportBank> {
    const database = await freshDatabase();
    const bank = new ImportBank(database, connect(database.systemUrl, { name: 'import test' }));
    await bank.empty();
    return bank;
  }

  get sql() {
    return this.connection.sql;
  }

  async empty(): Promise<void> {
    await this.sql.unsafe(emptyBank);
  }

  import(folder: Folder, mappingFile = berkaMapping, ring: ProtectionRing = [secrets]): Promise<ImportReport> {
    const { path, rejects } = folder;
    return runImport({ sql: this.sql, mappingFile, folder: path, secrets: ring, rejectsFolder: rejects });
  }

  /** Rows as lists of their columns, all as text; one column as plain values. */
  async values(query: string): Promise<unknown[]> {
    const rows = await this.sql.unsafe(query).values();
    return rows.map((row) => {
      const cells = [...row].map((cell) => (typeof cell === 'bigint' ? Number(cell) : cell));
      return cells.length === 1 ? cells[0] : cells;
    });
  }

  async close(): Promise<void> {
    await this.connection.end();
    await this.database.drop();
  }
}

/** Per target: read, inserted, changed, unchanged, rejected. */
export const countsOf = (report: ImportReport) =>
  Object.fromEntries(
    report.entities.map(({ target, read, inserted, changed, unchanged, rejected }) => [
      target,
      [read, inserted, changed, unchanged, rejected],
    ]),
  );
