import type { Sql } from '../../../src/database/connect';
import { plainDecimal, type Row, type Value } from './values';

interface Column {
  readonly table: string;
  readonly name: string;
  readonly type: string;
}

const tables = [
  'org_unit',
  'employee',
  'role_grant',
  'portfolio_assignment',
  'party',
  'individual',
  'organisation',
  'party_identifier',
  'contact_point',
  'customer',
  'party_relationship',
  'account',
  'account_party',
  'party_account',
  'transaction',
  'balance_month',
  'standing_order',
  'product',
  'product_holding',
  'holding_month',
  'credit_assessment',
  'collateral',
  'guarantee',
  'interaction',
  'root_cause',
  'complaint',
  'complaint_event',
  'complaint_clock',
  'complaint_extension',
  'satisfaction_survey',
  'knowledge_article',
  'service_ticket',
  'feedback',
  'break_glass',
  'aml_case',
  'ownership_interest',
  'ownership_step',
  'beneficial_owner_test',
  'beneficial_owner',
  'party_relationship_history',
  'account_party_history',
  'party_account_history',
  'portfolio_assignment_history',
  'hidden_relation',
  'party_group',
  'party_group_member',
  'customer_position',
  'related_party_run',
  'customer_measure',
  'measure_run',
  'measure_rules',
  'peer_figure',
  'unit_month',
  'customer_cluster',
  'behaviour_tree',
  'behaviour_rule',
  'exchange_rate',
  'ftp_rate',
  'product_recommendation',
  'risk_alert',
  'change_event',
  'bank_event',
  'profile_value',
] as const;
export type Table = (typeof tables)[number];

/** All rows of the bank, read once into memory. */
export class Bank {
  private readonly indexes = new Map<string, Map<Value, Row[]>>();
  private readonly earlier = new Map<string, Bank>();
  /** The bank as it is known today, by which it is judged where things stand. */
  readonly now: Bank;

  private readonly contents: ReadonlyMap<Table, readonly Row[]>;

  private constructor(
    /** All versions of all rows, results of earlier days among them. */
    readonly everything: ReadonlyMap<Table, readonly Row[]>,
    private readonly types: ReadonlyMap<string, string>,
    now?: Bank,
    contents?: ReadonlyMap<Table, readonly Row[]>,
  ) {
    this.now = now ?? this;
    this.contents = contents ?? this.toldAt();
  }

  static async load(sql: Sql): Promise<Bank> {
    const columns = await sql<Column[]>`
      select c.relname as "table", a.attname as "name", format_type(a.atttypid, null) as "type"
      from pg_attribute a join pg_class c on c.oid = a.attrelid
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'v') and a.attnum > 0 and not a.attisdropped
      order by a.attnum`;
    const contents = new Map<Table, readonly Row[]>();
    for (const table of tables) {
      const own = columns.filter((column) => column.table === table);
      if (own.length === 0) throw new Error(`There is no table ${table}.`);
      const selected = own.map(({ name, type }) => `${readExpression(name, type)} as "${name}"`).join(', ');
      const found = await sql.unsafe(`select ${selected} from "${table}"`);
      contents.set(
        table,
        found.map((row) => Object.fromEntries(own.map((c) => [c.name, valueRead(row[c.name], c.type)]))),
      );
    }
    return new Bank(contents, new Map(columns.map((column) => [`${column.table}.${column.name}`, column.type])));
  }

  /** The bank as it was known at a moment, in ISO 8601, with the results of a day; by default as it is known now. */
  asTold({ recorded, day }: { recorded?: string; day?: string }): Bank {
    const name = `${recorded} ${day}`;
    const told = this.earlier.get(name) ?? new Bank(this.everything, this.types, this.now, this.toldAt(recorded, day));
    this.earlier.set(name, told);
    return told;
  }

  private toldAt(moment?: string, day?: string): Map<Table, readonly Row[]> {
    const isKnown = ({ recorded_at: from, recorded_to: to }: Row) =>
      moment === undefined ||
      from === undefined ||
      (String(from) <= moment && (to === undefined || String(to) > moment));
    const stood = ({ as_of: from, as_of_end: to }: Row) =>
      to === undefined || (to === null ? day === undefined || String(from) <= day : isWithin(day, from, to));
    const tablesThen = [...this.everything.keys()].filter(
      (table) => moment === undefined || !table.endsWith('_history'),
    );
    return new Map(
      tablesThen.map((table) => {
        const earlier = moment === undefined ? [] : (this.everything.get(`${table}_history` as Table) ?? []);
        return [table, [...(this.everything.get(table) ?? []), ...earlier].filter((row) => isKnown(row) && stood(row))];
      }),
    );
  }

  rows(table: Table): readonly Row[] {
    return this.contents.get(table) ?? [];
  }

  /** Every row of the table with that value in a column. */
  where(table: Table, column: string, value: Value): readonly Row[] {
    const name = `${table}.${column}`;
    let index = this.indexes.get(name);
    if (!index) {
      index = new Map();
      for (const row of this.rows(table)) {
        const found = index.get(row[column] as Value);
        if (found) found.push(row);
        else index.set(row[column] as Value, [row]);
      }
      this.indexes.set(name, index);
    }
    return value === null ? [] : (index.get(value) ?? []);
  }

  one(table: Table, column: string, value: Value): Row | undefined {
    return this.where(table, column, value)[0];
  }

  hasColumn(table: string, column: string): boolean {
    return this.types.has(`${table}.${column}`);
  }

  typeOf(table: Table, column: string): string {
    const type = this.types.get(`${table}.${column}`);
    if (!type) throw new Error(`There is no column ${table}.${column}.`);
    return type;
  }
}

const isWithin = (day: string | undefined, from: Value | undefined, to: Value): boolean =>
  day !== undefined && String(from) <= day && String(to) > day;

function readExpression(name: string, type: string): string {
  if (type.startsWith('timestamp')) return `(extract(epoch from "${name}") * 1000)::bigint::text`;
  if (type === 'bytea') return `encode("${name}", 'hex')`;
  if (/^(bigint|numeric|date|character|text$)/.test(type)) return `"${name}"::text`;
  return `"${name}"`;
}

function valueRead(value: unknown, type: string): Value {
  if (value === null) return null;
  if (type.startsWith('timestamp')) return new Date(Number(value)).toISOString();
  if (type.startsWith('numeric')) return plainDecimal(String(value));
  if (type !== 'bigint') return value as Value;
  const key = Number(value);
  if (!Number.isSafeInteger(key)) throw new Error(`${value} is too large to be exact.`);
  return key;
}
