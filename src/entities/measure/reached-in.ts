import { aliasedTable, type SQL, sql } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import type { DataClass } from '../../access/policy';
import { ownedBy } from '../../graph/declare/entity';
import type { Row } from '../../graph/declare/field';
import type { SourceJoin } from '../../graph/declare/join';
import { inUnit } from '../org-unit/of-unit';

type Owned = PgTable & { readonly customerId: PgColumn; readonly scopeKey: PgColumn };

type Narrowed = 'byPlace' | 'beyondPlaces';

/** Whether the reader may read the rows of a table, by the rights that read all these classes in full. */
export const reachedIn = (join: Pick<SourceJoin, 'inScope'>, ...classes: readonly DataClass[]) =>
  reachedBy(join, classes);

/** The same by those of these rights alone that reach whoever is at a place, or by the others. */
export const reachedOnly = (narrowed: Narrowed, join: Pick<SourceJoin, 'inScope'>, ...classes: readonly DataClass[]) =>
  reachedBy(join, classes, narrowed);

const reachedBy =
  ({ inScope }: Pick<SourceJoin, 'inScope'>, classes: readonly DataClass[], narrowed?: Narrowed) =>
  (table: Owned, alias: string): SQL => {
    const owned = ownedBy(table.customerId, table.scopeKey);
    const row = aliasedTable(table, alias) as unknown as Row;
    if (typeof owned !== 'function') return inScope(owned, row);
    return inScope((own, reader) => {
      const inFull = classes.reduce((whole, one) => whole.inFull(one), reader);
      return owned(own, narrowed ? inFull[narrowed]() : inFull);
    }, row);
  };

/** The same of those whose customer has his home in the unit asked for. */
export const reachedInUnit =
  (join: Pick<SourceJoin, 'inScope' | 'inputs'>, ...classes: readonly DataClass[]) =>
  (table: Owned, alias: string): SQL => {
    const row = aliasedTable(table, alias) as unknown as Row;
    return sql`${inUnit(join.inputs, row.scopeKey)} and ${reachedIn(join, ...classes)(table, alias)}`;
  };
