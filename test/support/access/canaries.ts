import type { Sql } from '../../../src/database/connect';
import type { Bank } from '../reference/bank';
import { bestEffect, type Class, type Standing } from '../reference/matrix';
import { ownsToday } from '../reference/model/model';
import type { Reader } from '../reference/reader';
import type { Row, Value } from '../reference/values';
import { type CanaryTable, canaryTables, confidentialColumns } from './canary-columns';

/** Ends every text of a customer with a word that stands in no other row and column of the bank. */
export async function plantCanaries(sql: Sql): Promise<void> {
  for (const { table, key, columns, lists = {} } of canaryTables) {
    const marked = Object.keys(columns).map((column, at) => {
      // Some stay as they are: absent, empty and equal texts go other ways than long ones.
      const kept = `${key} % 11 = ${at % 11}`;
      return `${column} = case when ${kept} and ${table !== 'account'} then ${column}
        else coalesce(${column}, '') || ' ' || ${marker(table, at, key)} end`;
    });
    const listed = Object.keys(lists).map(
      (column, at) => `${column} = array_append(${column}, ${marker(table, 20 + at, key)})`,
    );
    const set = [...marked, ...listed].join(', ');
    if (set !== '') await sql.unsafe(`update "${table}" set ${set}`);
  }
  await sql`update party set display_name = display_name || ' Zq' || lpad(party_id::text, 8, '0') || 'name'
    where length(trim(display_name)) > 2 and party_id % 5 <> 0`;
}

const marker = (table: string, column: number, key: string) =>
  `'Zq' || lpad(${key}::text, 8, '0') || '${table.replaceAll('_', '')}${column}q'`;

interface Holder {
  readonly table: CanaryTable;
  readonly column: string;
  readonly dataClass: Class;
  readonly row: Row;
}

const words = /[A-Za-z0-9]{8,}/g;

/** Knows whose each marker is, and finds in an answer those that its reader must not see. */
export class CanaryBook {
  private readonly holders = new Map<string, Holder[]>();

  constructor(
    private readonly bank: Bank,
    private readonly today: string,
    unseal: (identifier: Row) => string,
  ) {
    for (const table of canaryTables) {
      for (const [column, dataClass] of Object.entries({ ...table.columns, ...table.natural, ...table.lists })) {
        for (const row of bank.rows(table.table)) {
          const value = table.table === 'party_identifier' ? unseal(row) : (row[column] as Value);
          for (const text of [value].flat()) this.keep(String(text ?? ''), { table, column, dataClass, row });
        }
      }
    }
  }

  get size(): number {
    return this.holders.size;
  }

  private keep(text: string, holder: Holder): void {
    for (const word of text.match(words) ?? []) {
      // Words that everybody uses mark nothing.
      if (!/\d{4}/.test(word)) continue;
      const known = this.holders.get(word);
      if (known) known.push(holder);
      else this.holders.set(word, [holder]);
    }
  }

  /** The first marker in the text that no row and field open to the reader holds; null where there is none. */
  foreign(text: string, reader: Reader): string | null {
    for (const word of text.match(words) ?? []) {
      const holders = this.holders.get(word);
      if (holders && !holders.some((holder) => this.isOpen(holder, reader))) {
        const [{ table, column, dataClass }] = holders as [Holder];
        return `${word} of ${table.table}.${column} (${dataClass})`;
      }
    }
    return null;
  }

  private isOpen({ table, column, dataClass, row }: Holder, reader: Reader): boolean {
    const reached = new Set<Standing>(reader.reaches(row.customer_id as number));
    if (table.account) {
      for (const role of this.bank.where('account_party', 'account_id', row[table.account] as number)) {
        if (!ownsToday(role, this.today)) continue;
        for (const standing of reader.reaches(role.party_id as number)) reached.add(standing);
      }
    }
    if (bestEffect(reached, dataClass) !== 'FULL') return false;
    if (row.confidentiality !== 'CONFIDENTIAL' || !confidentialColumns.has(column)) return true;
    const isConfidant = reached.has('RELATIONSHIP_MANAGER') || reached.has('COMPLIANCE_OFFICER');
    return isConfidant || row.employee_id === reader.employee.id;
  }
}
