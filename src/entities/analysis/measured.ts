import { aliasedTable, type SQL, sql } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import { GraphQLString } from 'graphql';
import type { DataClass } from '../../access/policy';
import { ownedBy } from '../../graph/declare/entity';
import type { ArgumentDeclaration, Row } from '../../graph/declare/field';
import type { EdgeInputs, SourceJoin } from '../../graph/declare/join';
import { customerMeasure } from '../measure/measure.table';
import { lastRun } from '../measure/measure-run';

/** The argument that chooses a unit with all below it. */
export const ofUnit: Readonly<Record<string, ArgumentDeclaration>> = {
  orgUnit: {
    type: () => GraphQLString,
    nullable: true,
    description: 'Code of a unit, counted with all below it; the whole bank unless given.',
  },
};

/** Whether the reader may read the rows of a table, by the rights that read all these classes in full. */
export const reachedIn =
  (inScope: SourceJoin['inScope'], ...classes: readonly DataClass[]) =>
  (table: PgTable & { customerId: never; scopeKey: never }, alias: string): SQL => {
    const owned = ownedBy(table.customerId, table.scopeKey);
    const row = aliasedTable(table, alias) as unknown as Row;
    if (typeof owned !== 'function') return inScope(owned, row);
    return inScope(
      (own, reader) =>
        owned(
          own,
          classes.reduce((whole, one) => whole.inFull(one), reader),
        ),
      row,
    );
  };

/**
 * The measures as of the last day worked out, of the customers chosen whom the reader reaches by rights that read money
 * and these classes in full: FROM and WHERE, the row being `m`.
 */
export function measured({ inputs, inScope }: SourceJoin, ...classes: readonly DataClass[]): SQL {
  const own = aliasedTable(customerMeasure, 'm') as unknown as Row;
  return sql`${customerMeasure} as "m" where m.as_of = ${lastRun(inputs.day())}${inUnit(inputs)}
    and ${reachedIn(inScope, 'MONEY', ...classes)(customerMeasure as never, 'm')} and ${inputs.among(own)}`;
}

/** The customers of the unit asked for: of each kind those between its borders. */
const inUnit = (inputs: EdgeInputs): SQL =>
  inputs.has('orgUnit')
    ? sql` and exists (
        select from org_unit as o cross join (values ('INDIVIDUAL'), ('CORPORATE'), ('INSTITUTION')) as k (kind)
        where o.code = ${inputs.argument('orgUnit', 'text')} and m.scope_key >= scope_key_of(k.kind, o.lft)
          and m.scope_key < scope_key_of(k.kind, o.rgt))`
    : sql``;
