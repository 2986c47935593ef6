import { type SQL, sql } from 'drizzle-orm';
import { textLiteral } from '../../database/parameters';
import { prefixOf, type RowAddress } from '../node-id';
import type { RequestInputs } from '../plan/inputs';
import type { FieldPlan, NodeArm } from '../plan/plan';
import { jsonObject } from './json';
import type { Rendering } from './render';
import { asRecorded, toldThen, type ViewTime } from './time';
import { condition } from './where';

type NodePlan = Extract<FieldPlan, { kind: 'node' }>;

/** One record by its id. */
export function nodeValue(rendering: Rendering, { source, present, arms }: NodePlan): SQL {
  const part = (name: keyof RowAddress) =>
    rendering.parameters.slot(`node:${source.id}:${name}`, 'bigint', (inputs) => {
      const id = inputs.arguments(source).id;
      return inputs.ids.read(id, prefixOf(String(id)))[name].toString();
    });
  const time = rendering.viewTime(source, present);
  return recordValue(rendering, time, arms[0] as NodeArm, part('owner'), part('row'));
}

/** Several records, in the order of their ids; null where there is none. */
export function nodesValue(rendering: Rendering, { source, present, arms }: NodePlan): SQL {
  const time = rendering.viewTime(source, present);
  const list = (name: string, type: string, read: (id: string, inputs: RequestInputs) => string) =>
    rendering.parameters.slot(`nodes:${source.id}:${name}`, type, (inputs) => {
      return (inputs.arguments(source).ids as string[]).map((id) => read(id, inputs));
    });
  const prefixes = list('prefix', 'text[]', prefixOf);
  const owners = list('owner', 'bigint[]', (id, { ids }) => ids.read(id, prefixOf(id)).owner.toString());
  const rows = list('row', 'bigint[]', (id, { ids }) => ids.read(id, prefixOf(id)).row.toString());
  const asked = sql.identifier(rendering.aliasName());
  const cases = arms.map((arm) => {
    const record = recordValue(rendering, time, arm, sql`${asked}."owner"`, sql`${asked}."row"`);
    return sql` when ${asked}."prefix" = ${textLiteral(arm.entity.prefix ?? '')} then ${record}`;
  });
  const value = cases.length === 0 ? sql`null::json` : sql`case${sql.join(cases)} end`;
  const unnested = sql`unnest(${prefixes}, ${owners}, ${rows}) with ordinality as ${asked}("prefix", "owner", "row", "position")`;
  return sql`coalesce((select json_agg(${value} order by ${asked}."position") from ${unnested}), '[]'::json)`;
}

function recordValue(rendering: Rendering, time: ViewTime, { entity, object }: NodeArm, owner: SQL, rowKey: SQL): SQL {
  const { row, name } = rendering.alias(entity.table);
  const rights = rendering.rightsOn('NAMED', null);
  const owned = entity.key.owner ? sql`${entity.key.owner(row)} = ${owner}` : sql`${owner} = 0`;
  const where = condition(
    owned,
    sql`${entity.key.row(row)} = ${rowKey}`,
    rendering.inScope(entity.scope, row, rights),
    toldThen(time, entity, row),
  );
  const members = rendering.members(object, rendering.context(entity.scope, row, rights, time, true));
  return jsonObject(members, sql` from ${asRecorded(time, entity.table, name)}${where}`);
}
