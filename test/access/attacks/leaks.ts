import type { Sql } from '../../../src/database/connect';
import type { AttackedBank } from './attacked-bank';
import type { Answer } from './attacked-server';
import { birthDateOf, twoDigits, wordOf } from './planted';

/** Finds in answers what belongs to customers out of scope. */
export interface Leaks {
  /** What of these customers stands in the answer, in its headers or in the cursors in it; empty where nothing does; inner keys always count. */
  of(nns: readonly number[], answer: Pick<Answer, 'text' | 'headers'>): string[];
  /** The public ids of all rows of a customer. */
  idsOf(nn: number): readonly string[];
}

/** Knows every public id of every row besides the canaries. */
export async function leaksIn(bank: AttackedBank): Promise<Leaks> {
  const ids = await publicIds(bank.system, bank.keys);
  return {
    idsOf: (nn) => ids.get(nn) ?? [],
    of(nns, { text, headers }) {
      const everything = `${text}\n${JSON.stringify(headers)}\n${decodedParts(text)}`;
      const plain = everything.replaceAll('.', '');
      // Keys of the compiler's own, which name rows by their numbers in the database.
      const inner = text.match(/"\$\w*" ?:/g) ?? [];
      return [
        ...inner,
        ...nns.flatMap((nn) => [
          ...(everything.match(new RegExp(`${wordOf(nn)}\\w*`, 'gi')) ?? []),
          ...(plain.match(new RegExp(`77${twoDigits(nn)}\\d{3}31|77[01]00${twoDigits(nn)}`, 'g')) ?? []),
          ...(everything.includes(birthDateOf(nn)) ? [birthDateOf(nn)] : []),
          ...(ids.get(nn) ?? []).filter((id) => everything.includes(id)),
        ]),
      ];
    },
  };
}

async function publicIds(sql: Sql, keys: ReadonlyMap<number, string>): Promise<Map<number, string[]>> {
  const tables = await sql<{ name: string }[]>`
    select c.table_name as name from information_schema.columns c
    join information_schema.columns o on o.table_schema = c.table_schema and o.table_name = c.table_name
    where c.table_schema = 'public' and c.column_name = 'public_id' and o.column_name = 'customer_id'
    order by 1`;
  const ids = new Map<number, string[]>();
  for (const [nn, key] of keys) {
    const own: string[] = [];
    for (const { name } of tables) {
      const rows = await sql<{ id: string }[]>`select public_id as id from ${sql(name)} where customer_id = ${key}`;
      own.push(...rows.map(({ id }) => id));
    }
    ids.set(nn, own);
  }
  return ids;
}

/** What a curious reader finds in a cursor or an id: its bytes as they are. */
function decodedParts(text: string): string {
  const parts = text.match(/[A-Za-z0-9_-]{32,}/g) ?? [];
  return parts.map((part) => Buffer.from(part, 'base64url').toString('latin1')).join('\n');
}
