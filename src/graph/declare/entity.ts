import { aliasedTable, and, eq, type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import { GraphQLID } from 'graphql';
import type { DataClass } from '../../access/policy';
import type { EntityScope, OwnedScope, Row } from './entity-scope';
import type { TypeClass } from './field';
import { addEntity, addField, type EntityKey, partsOf } from './registry';
import { readerOf } from './stored';
import { recordTime } from './time';

interface EntityOptions {
  readonly name: string;
  readonly description: string;
  readonly table: PgTable;
  readonly scope: EntityScope;
  /** The class of the record as such: only rights that read it in full reach the rows. */
  readonly dataClass?: DataClass;
  /** The prefix of its public ids, and the column that holds them. */
  readonly id?: {
    readonly prefix: string;
    readonly column: PgColumn;
    readonly owner?: PgColumn;
    readonly row: PgColumn;
  };
  /** The row's key where it has no public id; unique within every list of the entity. */
  readonly row?: PgColumn;
  /** Whose the row is, where it has no public id and may be met from another customer. */
  readonly owner?: PgColumn;
  /** The day or moment from which the record is told; for tables without valid time. */
  readonly since?: PgColumn;
}

/** Declares a class as an entity: its table, its identity, and which of its rows a reader reaches. */
export function entity(options: EntityOptions): ClassDecorator {
  return (target) => {
    const type = target as unknown as TypeClass;
    const { name, description, table, dataClass, id } = options;
    const scope = dataClass ? forReadersOf(dataClass, options.scope) : options.scope;
    const rowColumn = id?.row ?? options.row;
    if (!rowColumn) throw new Error(`${name} needs an id or a row key.`);
    const ownerColumn = id?.owner ?? options.owner;
    const owner = ownerColumn ? readerOf(ownerColumn) : null;
    const key: EntityKey = { owner, row: readerOf(rowColumn), rowType: rowColumn.getSQLType() };
    if (id) {
      addField({
        target: type,
        name: 'id',
        type: () => GraphQLID,
        nullable: false,
        description: 'Opaque, stable identity; `node(id:)` finds the record by it.',
        declaration: { kind: 'stored', dataClass: dataClass ?? 'C1', read: readerOf(id.column) },
      });
    }
    const time = recordTime(table, options.since, readerOf);
    addEntity({ type, name, description, table, prefix: id?.prefix, key, scope, time, dataClass, ...partsOf(type) });
  };
}

/** The same scope, over the rights that read the class in full. */
const forReadersOf = (dataClass: DataClass, scope: EntityScope): EntityScope =>
  typeof scope === 'function' ? (row, reader) => scope(row, reader.inFull(dataClass)) : scope;

/** The scope of a table whose rows carry their owner: the owner must be in reach. */
export function ownedBy(customerId: PgColumn, scopeKey: PgColumn): OwnedScope {
  const owner = readerOf(customerId);
  const position = readerOf(scopeKey);
  const mayBeNobodys = !scopeKey.notNull;
  return (row, { within }) => {
    const reached = within({ customerId: owner(row), scopeKey: position(row) });
    // A party that is no customer has no place in the bank, so that not even who sees all sees what hangs on it.
    return mayBeNobodys ? and(sql`${position(row)} is not null`, reached) : reached;
  };
}

type Read = (row: Row) => PgColumn;

/** The table that says which owners bring a shared record into reach, and while when. */
interface Reach {
  readonly table: PgTable;
  readonly key: PgColumn;
  readonly ownerId: PgColumn;
  readonly scopeKey: PgColumn;
  readonly customerId: PgColumn;
  readonly validFrom: PgColumn;
  readonly validTo: PgColumn;
}

/** The scope of records that several owners share: one owner in reach is enough. `key` is the row's link to the reach. */
export function sharedBy(customerId: PgColumn, scopeKey: PgColumn, key: PgColumn, reach: Reach): EntityScope {
  const [owner, position, link] = [customerId, scopeKey, key].map(readerOf) as [Read, Read, Read];
  const reached = aliasedTable(reach.table, 'reach') as Row;
  const at = (column: PgColumn) => readerOf(column)(reached);
  return (row, { within, today }) => {
    const owned = within({ customerId: owner(row), scopeKey: position(row) });
    if (!owned) return undefined;
    const match = and(
      eq(at(reach.customerId), owner(row)),
      eq(at(reach.key), link(row)),
      validOn(today(), at(reach.validFrom), at(reach.validTo)),
      within({ customerId: at(reach.ownerId), scopeKey: at(reach.scopeKey) }),
    );
    return sql`(${owned} or exists (select from ${reach.table} as "reach" where ${match}))`;
  };
}

/** Half-open valid time: the day lies in [from, to). */
export const validOn = (day: SQL, from: SQLWrapper, to: SQLWrapper): SQL =>
  sql`(${from} <= ${day} and (${to} is null or ${to} > ${day}))`;
