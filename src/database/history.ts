import { getTableColumns, getTableName } from 'drizzle-orm';
import {
  customType,
  type PgColumn,
  type PgTable,
  type PgTableExtraConfigValue,
  pgTable,
  primaryKey,
} from 'drizzle-orm/pg-core';
import { moment } from './columns';

const histories = new Map<PgTable, PgTable>();

/**
 * The earlier versions of a table's rows, each with the time from which on it was no longer what the bank knew
 * (`recorded_to`, not included). Triggers write it when a row is changed or taken away.
 */
export function historyTable<Table extends PgTable>(
  table: Table,
  extra: (columns: Table['_']['columns']) => PgTableExtraConfigValue[],
): PgTable {
  const name = `${getTableName(table)}_history`;
  const columns = Object.fromEntries(
    Object.entries(getTableColumns(table)).map(([key, column]) => [key, likewise(column)]),
  );
  const history = pgTable(name, { ...columns, recordedTo: moment('recorded_to').notNull() }, (own) => {
    const { customerId, id, recordedAt } = own as unknown as Record<'customerId' | 'id' | 'recordedAt', PgColumn>;
    return [
      primaryKey({ name: `${name}_pk`, columns: [customerId, id, recordedAt] }),
      ...extra(own as unknown as Table['_']['columns']),
    ];
  });
  histories.set(table, history);
  return history;
}

/** The history of a table, where it has one. */
export const historyOf = (table: PgTable): PgTable | undefined => histories.get(table);

function likewise(column: PgColumn) {
  const made = customType<{ data: unknown }>({ dataType: () => column.getSQLType() })(column.name);
  return column.notNull ? made.notNull() : made;
}
