import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ProtectionRing } from '../../src/entities/party/protection-keys';
import { runImport } from '../../src/ingest/import';
import type { ImportReport } from '../../src/ingest/report';
import { secrets } from '../ingest/importing';
import { type OwnedBank, ownedBank } from '../related-parties/owned-bank';

export const leis = {
  Aurelia: '98450000AURELIA00177',
  Bright: '98450000BRIGHT000216',
  Cedar: '98450000CEDAR0000360',
  Dunmore: '98450000DUNMOR000428',
} as const;
type Company = keyof typeof leis;

const mappings = { bods: 'bods.mapping.yaml', gleif: 'gleif.mapping.yaml' } as const;

/** A folder with the samples of both standards, gone after the test. */
export class Files {
  readonly path = mkdtempSync(join(tmpdir(), 'c360-interchange-'));
  readonly rejects = join(this.path, 'rejects');

  constructor() {
    cpSync(join(__dirname, 'sample'), this.path, { recursive: true });
  }

  write(file: string, text: string): void {
    writeFileSync(join(this.path, file), text);
  }

  read(file: string): string {
    return readFileSync(join(this.path, file), 'utf8');
  }

  rejected(source: string): string[] {
    const file = join(this.rejects, `${source}.rejects.csv`);
    return existsSync(file) ? readFileSync(file, 'utf8').trimEnd().split('\n').slice(1) : [];
  }

  /** Changes the sample statements, as they are read. */
  editStatements(change: (statements: Statement[]) => unknown): void {
    const statements = JSON.parse(this.read('statements.json')) as Statement[];
    const changed = change(statements);
    this.write('statements.json', JSON.stringify(changed ?? statements));
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

export interface Statement {
  recordId: string;
  recordType: string;
  // Tests put anything into what they break.
  recordDetails: Record<string, unknown> & { interests: Record<string, unknown>[]; identifiers: { id: string }[] };
  [name: string]: unknown;
}

/** A bank whose customers are companies with LEIs. */
export async function interchangeBank(companies: readonly Company[]): Promise<OwnedBank> {
  const bank = await ownedBank(Object.fromEntries(companies.map((name) => [name, 'B001'])), []);
  for (const name of companies) {
    await bank.sql`update organisation set lei = ${leis[name]} where customer_id = ${bank.keys.get(name) as string}`;
  }
  return bank;
}

export const importInto = (
  bank: OwnedBank,
  files: Files,
  standard: keyof typeof mappings,
  ring: ProtectionRing = [secrets],
): Promise<ImportReport> =>
  runImport({
    sql: bank.sql,
    mappingFile: join(__dirname, '../../src/ingest', mappings[standard]),
    folder: files.path,
    secrets: ring,
    rejectsFolder: files.rejects,
  });

/** The relations of the bank from their first party, by the names of the parties. */
export async function relationsOf(bank: OwnedBank): Promise<unknown[]> {
  const rows = await bank.sql
    .unsafe(`select f.display_name, r.type, t.display_name, r.directness, r.share_pct::text,
      r.share_min::text, r.share_max::text, r.valid_from::text, r.valid_to::text
    from party_relationship r join party f on f.party_id = r.customer_id join party t on t.party_id = r.other_party_id
    where r.outgoing order by 1 nulls first, 2, 3`)
    .values();
  return rows.map((row) => [...row]);
}
