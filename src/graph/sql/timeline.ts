import { type SQL, sql } from 'drizzle-orm';
import { textLiteral } from '../../database/parameters';
import { entityOf } from '../declare/registry';
import type { ObjectPlan, UnionPlan } from '../plan/plan';
import { jsonObject } from './json';
import { limited, type PageSource } from './page-source';
import type { Rendering, RowContext } from './render';
import { asRecorded, toldThen } from './time';
import { condition } from './where';

/** The rows of several tables in one order of time: each arm is read as far as the page can need it. */
export function timelineSource(rendering: Rendering, union: UnionPlan, parent: RowContext): PageSource {
  const name = rendering.aliasName();
  const column = (key: string) => sql`${sql.identifier(name)}.${sql.identifier(key)}`;
  const row = { at: column('at'), type: column('type'), owner: column('owner'), id: column('id') };
  const arms = (beyond: ((row: Record<string, SQL>) => SQL) | undefined, tail: (row: Record<string, SQL>) => SQL) =>
    union.field.arms.map((arm) => {
      const entity = entityOf(arm.to);
      const { row: own, name: alias } = rendering.alias(entity.table);
      const values: Record<string, SQL> = {
        at: sql`${arm.at(own)}`,
        type: textLiteral(entity.name),
        owner: entity.key.owner ? sql`${entity.key.owner(own)}` : sql`0::bigint`,
        id: sql`${entity.key.row(own)}`,
      };
      const where = condition(
        arm.on({ parent: parent.row, row: own }),
        rendering.inScope(entity.scope, own, parent.rights),
        toldThen(parent.time, entity, own),
        beyond?.(values),
      );
      const selected = sql.join(
        Object.entries(values).map(([key, value]) => sql`${value} as ${sql.identifier(key)}`),
        sql`, `,
      );
      return sql`(select ${selected} from ${asRecorded(parent.time, entity.table, alias)}${where}${tail(values)})`;
    });
  const all = (queries: SQL[]) => sql`(${sql.join(queries, sql` union all `)}) as ${sql.identifier(name)}`;
  return {
    row,
    select: (columns, keyset, limit) => {
      const queries = arms(keyset.beyond, (values) => sql` order by ${keyset.orderBy(values)}${limited(limit)}`);
      return sql`select ${columns} from ${all(queries)} order by ${keyset.orderBy(row)}${limited(limit)}`;
    },
    count: () => sql`(select count(*) from ${all(arms(undefined, () => sql``))})`,
    node: (objects) => chosenObject(rendering, parent, row, objects),
  };
}

/** The entry itself, read by its key from the table that its type names. */
function chosenObject(
  rendering: Rendering,
  parent: RowContext,
  row: { type: SQL; owner: SQL; id: SQL },
  objects: readonly ObjectPlan[],
): SQL {
  const cases = objects.map((object) => {
    const { entity } = object;
    if (!entity) throw new Error('A timeline holds entities only.');
    const { row: own, name } = rendering.alias(entity.table);
    const owner = entity.key.owner ? sql`${entity.key.owner(own)} = ${row.owner}` : undefined;
    const where = condition(
      owner,
      sql`${entity.key.row(own)} = ${row.id}`,
      rendering.inScope(entity.scope, own, parent.rights),
    );
    const members = rendering.members(object, rendering.context(entity.scope, own, parent.rights, parent.time));
    const from = sql` from ${asRecorded(parent.time, entity.table, name)}${where}`;
    return sql` when ${row.type} = ${textLiteral(entity.name)} then ${jsonObject(members, from)}`;
  });
  return sql`case${sql.join(cases)} end`;
}
