import type { FieldNode, GraphQLObjectType } from 'graphql';
import { getNamedType } from 'graphql';
import { isHidden } from '../../access/decisions';
import { badInput } from '../../errors';
import type { EdgeField, OrderTerm, UnionField } from '../declare/field';
import { entityOf } from '../declare/registry';
import { planOrder } from './filter';
import { presentIn } from './inputs';
import type { ArgumentSource, EdgePart, ObjectPlan, PagePlan, PageSelection, PageSize } from './plan';
import type { Planning } from './planning';

const term = (name: string, sqlType: string, direction: 'ASC' | 'DESC'): OrderTerm => ({
  column: (row) => row[name],
  sqlType,
  nullable: false,
  direction,
});

/** Newest first; then by type and key, so that no two entries stand alike. */
const timelineOrder: readonly OrderTerm[] = [
  term('at', 'timestamptz', 'DESC'),
  term('type', 'text', 'DESC'),
  term('id', 'bigint', 'DESC'),
];

/** Plans one connection: which side it is read from, its order, and what of it is asked. */
export function planPage(
  planner: Planning,
  key: string,
  field: EdgeField | UnionField,
  source: ArgumentSource,
  nodes: readonly FieldNode[],
  around: PageSize | null,
): PagePlan {
  const values = planner.values(source);
  const present = presentIn(values);
  const given = (name: string) => present.has(name);
  checkPaging(source.coordinate, given);
  const backward = given('last') || given('before');
  const argument = backward ? 'last' : 'first';
  const size = planner.budget.reserve(values[argument], `${source.coordinate}(${argument}:)`, field, around);
  const type = getNamedType(source.definition.type) as GraphQLObjectType;
  const selections = [...planner.below(type, nodes)].map(([name, selected]) =>
    selectionOf(planner, type, name, selected, field, size),
  );
  const isCounted = selections.some(({ kind }) => kind.endsWith('Count'));
  if (isCounted && !isHidden(planner.decisions, field.dataClass)) planner.counts.add(source.coordinate);
  const edge = field.kind === 'edge' ? planner.edgePlan(field, source) : { field, source, present };
  return { kind: 'page', key, edge, order: orderOf(planner, field, values.orderBy), backward, size, selections };
}

function checkPaging(where: string, given: (name: string) => boolean): void {
  const pairs = [
    ['first', 'last'],
    ['first', 'before'],
    ['last', 'after'],
    ['after', 'before'],
  ] as const;
  for (const [one, other] of pairs) {
    if (given(one) && given(other)) throw badInput(`${where}: ${one} and ${other} do not go together.`);
  }
}

function orderOf(planner: Planning, field: EdgeField | UnionField, asked: unknown): readonly OrderTerm[] {
  if (field.kind === 'union') return timelineOrder;
  if (field.candidates) return field.candidates.order;
  return planOrder(entityOf(field.to), asked, field.order, planner.decisions);
}

function selectionOf(
  planner: Planning,
  type: GraphQLObjectType,
  key: string,
  nodes: readonly FieldNode[],
  field: EdgeField | UnionField,
  size: PageSize,
): PageSelection {
  const name = (nodes[0] as FieldNode).name.value;
  const definition = type.getFields()[name];
  if (!definition) return { kind: 'constant', key, value: type.name };
  if (name === 'pageInfo') return { kind: 'pageInfo', key, parts: planner.partsOf(definition, nodes) };
  if (name === 'nodes') return { kind: 'nodes', key, objects: objectsOf(planner, field, nodes, size) };
  if (name === 'edges') {
    const edgeType = getNamedType(definition.type) as GraphQLObjectType;
    const parts = [...planner.below(edgeType, nodes)].map(([part, selected]) =>
      edgePart(planner, edgeType, part, selected, field, size),
    );
    return { kind: 'edges', key, parts };
  }
  return { kind: name as 'totalCount' | 'restrictedCount', key };
}

function edgePart(
  planner: Planning,
  type: GraphQLObjectType,
  key: string,
  nodes: readonly FieldNode[],
  field: EdgeField | UnionField,
  size: PageSize,
): EdgePart {
  const name = (nodes[0] as FieldNode).name.value;
  if (name === 'cursor') return { kind: 'cursor', key };
  if (name === 'node') return { kind: 'node', key, objects: objectsOf(planner, field, nodes, size) };
  return { kind: 'constant', key, value: type.name };
}

/** One object plan for each type that a row of the page can be. */
function objectsOf(
  planner: Planning,
  field: EdgeField | UnionField,
  nodes: readonly FieldNode[],
  size: PageSize,
): ObjectPlan[] {
  if (field.kind === 'edge') return [planner.objectOf(field.to, nodes, size)];
  return field.arms.map((arm) => planner.objectOf(arm.to, nodes, size, true));
}
