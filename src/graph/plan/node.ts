import type { FieldNode } from 'graphql';
import { badInput } from '../../errors';
import type { NodeField } from '../declare/field';
import { type Entity, entityWithPrefix } from '../declare/registry';
import { prefixOf } from '../node-id';
import { presentIn } from './inputs';
import type { ArgumentSource, FieldPlan, PageSize } from './plan';
import type { Planning } from './planning';
import { checkIds, countedAs } from './size';

/** Plans `node` or `nodes`: an object for each type that the ids name. */
export function planNode(
  planner: Planning,
  key: string,
  field: NodeField,
  source: ArgumentSource,
  nodes: readonly FieldNode[],
  around: PageSize | null,
): FieldPlan {
  const values = planner.values(source);
  const ids = (field.cardinality === 'one' ? [values.id] : values.ids) as string[];
  const entities = new Set(ids.map((id) => entityOfId(id, source.coordinate)));
  if (field.cardinality === 'list') {
    planner.checks.push({ source, check: (asked) => checkIds(asked.ids as string[], `${source.coordinate}(ids:)`) });
  }
  const size = field.cardinality === 'one' ? around : planner.budget.take(countedAs(ids.length), around);
  const arms = [...entities].map((entity) => ({ entity, object: planner.objectOf(entity.type, nodes, size, true) }));
  return { kind: 'node', key, field, arms, source, present: presentIn(values) };
}

function entityOfId(id: string, where: string): Entity {
  const entity = entityWithPrefix(prefixOf(id));
  if (!entity) throw badInput(`${where}: the id is malformed.`);
  return entity;
}
