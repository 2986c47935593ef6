import type { Entity } from '../entity';
import type { TargetPlan } from '../plan';
import type { Deed } from './candidate';
import { RowRefused } from './evaluate';
import type { Session } from './session';

const quoted = (name: string) => `"${name}"`;
const protectedTypes: Record<string, string> = {
  value_masked: 'text',
  value_hash: 'bytea',
  value_sealed: 'bytea',
  key_version: 'smallint',
};
const typeOf = (entity: Entity, column: string) =>
  entity.identity === column ? 'bigint' : (entity.fields.get(column)?.sqlType ?? protectedTypes[column] ?? 'text');

/** Keys for new rows, from the column's own sequence. */
export async function dealKeys(session: Session, entity: Entity, count: number): Promise<string[]> {
  if (entity.identity === null || count <= 0) return [];
  const rows = await session.rows<{ key: string }>(
    `select nextval(pg_get_serial_sequence($1, $2))::text as key from generate_series(1, $3::int)`,
    [quoted(entity.name), entity.identity, count],
  );
  return rows.map(({ key }) => key).reverse();
}

/** Rows of the bank that have the values a target adopts by, up to two for each, by place. */
export async function adoptable(
  session: Session,
  target: TargetPlan,
  values: readonly ReadonlyMap<string, string | null>[],
): Promise<ReadonlyMap<number, string[]>> {
  const { entity, adopt } = target;
  if (adopt.length === 0 || entity.identity === null) return new Map();
  const names = adopt.map((_, place) => `a${place + 1}`);
  // A protected value is found by its keyed hash.
  const columns = adopt.map((column) => (entity.columns.has(column) ? column : `${column}_hash`));
  const equal = columns.map((column, place) => `t.${quoted(column)} = o.a${place + 1}::${typeOf(entity, column)}`);
  const rows = await session.rows<{ place: number; found: string[] }>(
    `select o.place::int - 1 as place, array_agg(t.${quoted(entity.identity)}::text) as found
     from unnest(${adopt.map((_, place) => `$${place + 1}::text[]`).join(', ')}) with ordinality as o (${names.join(', ')}, place)
     join ${quoted(entity.name)} t on ${equal.join(' and ')} group by o.place`,
    columns.map((column) => values.map((row) => row.get(column) ?? null)),
  );
  return new Map(rows.map(({ place, found }) => [place, found]));
}

/** Inserts new rows in one statement; what a trigger fills best in bulk, the scope key, is given with them. */
export async function insertRows(session: Session, entity: Entity, deeds: readonly Deed[]): Promise<void> {
  const { columns, arrays, values } = columnsOf(entity, deeds, entity.identity === null ? [] : [entity.identity]);
  const scoped = entity.columns.has('scope_key') && entity.name !== 'customer';
  await session.rows(
    `insert into ${quoted(entity.name)} (${[...columns, ...(scoped ? ['scope_key'] : [])].map(quoted).join(', ')})
     select ${columns.map((column, place) => `n.v${place + 1}::${typeOf(entity, column)}`).join(', ')}${scoped ? ', c.scope_key' : ''}
     from unnest(${arrays}) as n (${columns.map((_, place) => `v${place + 1}`).join(', ')})
     ${scoped ? `left join customer c on c.customer_id = n.v${columns.indexOf('customer_id') + 1}::bigint` : ''}`,
    values,
  );
}

/** Updates the mapped columns of changed rows; refuses when one of the rows is gone. */
export async function updateRows(session: Session, entity: Entity, deeds: readonly Deed[]): Promise<void> {
  const { columns, arrays, values } = columnsOf(entity, deeds, entity.identity === null ? [] : [entity.identity]);
  const set = columns.flatMap((column, place) =>
    entity.keys.includes(column) ? [] : [`${quoted(column)} = n.v${place + 1}::${typeOf(entity, column)}`],
  );
  if (entity.columns.has('updated_at')) set.push('updated_at = now()');
  if (entity.columns.has('version')) set.push('version = version + 1');
  const found = entity.keys.map(
    (column) => `t.${quoted(column)} = n.v${columns.indexOf(column) + 1}::${typeOf(entity, column)}`,
  );
  const count = await session.count(
    `update ${quoted(entity.name)} as t set ${set.join(', ')}
     from unnest(${arrays}) as n (${columns.map((_, place) => `v${place + 1}`).join(', ')})
     where ${found.join(' and ')}`,
    values,
  );
  if (count !== deeds.length)
    throw new RowRefused('', deeds[0]?.key ?? '', `its row of ${entity.name} is no longer there`);
}

function columnsOf(entity: Entity, deeds: readonly Deed[], identity: readonly string[]) {
  const columns = [...identity, ...(deeds[0]?.values.keys() ?? [])];
  const values = columns.map((column) =>
    deeds.map((deed) => (column === entity.identity ? deed.record.rowKey : (deed.values.get(column) ?? null))),
  );
  return { columns, values, arrays: columns.map((_, place) => `$${place + 1}::text[]`).join(', ') };
}
