import { connect, type Sql } from '../../src/database/connect';
import { migrate } from '../../src/database/migrate';
import { filledTables } from '../../src/demo/contents';
import { freshDatabase, makeDatabase, urlsOf } from '../support/database';

export interface BankDatabase {
  readonly sql: Sql;
  close(): Promise<void>;
}

export interface EmptyBanks {
  /** A migrated database without any row, and a pool on its system login. */
  open(): Promise<BankDatabase>;
  close(): Promise<void>;
}

/** Migrates once; every bank is a copy. */
export async function emptyBanks(): Promise<EmptyBanks> {
  const template = await freshDatabase('empty');
  await migrate({ ownerUrl: template.ownerUrl });
  const opened: BankDatabase[] = [];
  const open = async () => {
    const name = `${template.name}_${opened.length}`;
    await makeDatabase(name, template.name);
    const { sql, end } = connect(urlsOf(name).systemUrl, { name: 'test', max: 2 });
    const bank = { sql, close: end };
    opened.push(bank);
    return bank;
  };
  const close = async () => {
    for (const bank of opened) await bank.close();
    await template.drop();
  };
  return { open, close };
}

/**
 * A hash of the rows of each table that a fill writes, without what differs between equal banks: the ids under the
 * database's own key.
 */
export async function hashesOf(sql: Sql): Promise<Record<string, string>> {
  const hashes: Record<string, string> = {};
  for (const name of filledTables) {
    const [row] = await sql<{ hash: string | null }[]>`
      select md5(string_agg(line, '' order by line collate "C")) as hash
      from (select md5((to_jsonb(t) - 'public_id')::text) as line from ${sql(name)} as t) as lines`;
    hashes[name] = row?.hash ?? 'empty';
  }
  return hashes;
}

/** The rows of a statement of two columns, a name and a number. */
export async function pairsOf(sql: Sql, statement: string): Promise<Record<string, number>> {
  const rows = await sql.unsafe(statement).values();
  return Object.fromEntries(rows.map(([name, count]) => [String(name), Number(count)]));
}

/** The number a statement answers. */
export async function numberOf(sql: Sql, statement: string): Promise<number> {
  const [row] = await sql.unsafe(statement).values();
  return Number(row?.[0]);
}
