import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { getTableName, is } from 'drizzle-orm';
import { bigint, foreignKey, getTableConfig, PgTable, pgTable, text, unique } from 'drizzle-orm/pg-core';

/** Small dictionaries and registries, copied to every machine; every other table lies with its customer. */
const referenceTables = new Set([
  'audit_anchor',
  'audit_entry',
  'behaviour_rule',
  'behaviour_tree',
  'capital_charge',
  'change_request',
  'client',
  'bank_event',
  'cost_rate',
  'customer_cluster',
  'customer_number',
  'document_usage',
  'employee',
  'exchange_rate',
  'export_tally',
  'ftp_rate',
  'knowledge_article',
  'lookup_tally',
  'measure_month_draft',
  'measure_rules',
  'measure_run',
  'measure_slice',
  'org_unit',
  'peer_figure',
  'peer_place',
  'product',
  'product_demand',
  'product_likeness',
  'product_trait',
  'registered_document',
  'related_party_run',
  'relationship_type',
  'risk_alert_run',
  'role_grant',
  'root_cause',
  'source_record',
  'tier1_capital',
  'transaction_watch',
]);

const source = join(__dirname, '../../src');

function tables(): PgTable[] {
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.table.ts'));
  const exported = files.flatMap((file) => Object.values(require(join(source, file)) as Record<string, unknown>));
  return [...new Set(exported.filter((value) => is(value, PgTable)))];
}

/** The column by which a table would be distributed: the customer's key, in `party` called party_id. */
const distributionColumn = (table: PgTable) => (getTableName(table) === 'party' ? 'party_id' : 'customer_id');
const isReference = (table: PgTable) => referenceTables.has(getTableName(table));

/** What forbids to distribute a table by customer. */
function faultsOf(table: PgTable): string[] {
  const config = getTableConfig(table);
  const own = distributionColumn(table);
  const faults: string[] = [];
  const keys: [string, string[]][] = [
    ...config.primaryKeys.map((key): [string, string[]] => [key.getName(), key.columns.map((column) => column.name)]),
    ...config.uniqueConstraints.map((key): [string, string[]] => [
      key.name ?? 'unnamed',
      key.columns.map((column) => column.name),
    ]),
    ...config.columns
      .filter((column) => column.primary)
      .map((column): [string, string[]] => ['column key', [column.name]]),
  ];
  if (!isReference(table)) {
    if (!config.columns.some((column) => column.name === own && column.notNull))
      faults.push(`${config.name} has no ${own}`);
    for (const [name, columns] of keys) {
      if (!columns.includes(own)) faults.push(`${config.name}: key ${name} lacks ${own}`);
    }
  }
  for (const foreignKey of config.foreignKeys) {
    const { columns, foreignColumns, foreignTable } = foreignKey.reference();
    if (isReference(foreignTable)) continue;
    const place = columns.findIndex((column) => column.name === own);
    const held = !isReference(table) && foreignColumns[place]?.name === distributionColumn(foreignTable);
    if (!held) faults.push(`${config.name}: ${foreignKey.getName()} does not run along the customer`);
  }
  return faults;
}

describe('the keys of the tables', () => {
  const all = tables();

  it('reads every table of the product', () => {
    expect(all.length).toBeGreaterThanOrEqual(35);
    expect(all.filter(isReference)).toHaveLength(referenceTables.size);
  });

  it('finds a key and a reference that leave the customer', () => {
    const owner = pgTable('owner', { customerId: bigint('customer_id', { mode: 'bigint' }).primaryKey() });
    const wrong = pgTable(
      'wrong',
      { customerId: bigint('customer_id', { mode: 'bigint' }).notNull(), other: text('other') },
      (table) => [
        unique('wrong_other_key').on(table.other),
        foreignKey({ name: 'wrong_fk', columns: [table.other], foreignColumns: [owner.customerId] }),
      ],
    );

    expect(faultsOf(wrong)).toEqual([
      'wrong: key wrong_other_key lacks customer_id',
      'wrong: wrong_fk does not run along the customer',
    ]);
  });

  it('lets every table be distributed by customer', () => {
    expect(all.flatMap(faultsOf)).toEqual([]);
  });

  it('keeps names within the 63 bytes of PostgreSQL and unique', () => {
    const names = all.flatMap((table) => {
      const config = getTableConfig(table);
      return [
        ...config.foreignKeys.map((key) => key.getName()),
        ...config.checks.map((check) => check.name),
        ...config.indexes.map((index) => index.config.name ?? ''),
        ...config.primaryKeys.map((key) => key.getName()),
      ];
    });
    expect(names.filter((name) => name.length === 0 || Buffer.byteLength(name) > 63)).toEqual([]);
    expect(new Set(names).size).toBe(names.length);
  });
});
