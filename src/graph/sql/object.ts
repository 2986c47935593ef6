import { type SQL, sql } from 'drizzle-orm';
import { textLiteral, wholeNumber } from '../../database/parameters';
import type { ComputedField, LinkedField } from '../declare/field';
import { entityOf } from '../declare/registry';
import type { EdgePlan, FieldPlan, ObjectPlan, Part } from '../plan/plan';
import { ownerKey } from '../touched';
import { openValue, relationOf, withEffect } from './effects';
import { jsonArray, jsonObject, type Member } from './json';
import { nodesValue, nodeValue } from './node';
import { pageValue } from './page';
import { reachAcross } from './reach';
import type { Rendering, RowContext } from './render';
import { edgeRows } from './source';
import { condition } from './where';

type EmbeddedPlan = Extract<FieldPlan, { kind: 'embedded' }>;

/** The key under which a concrete type is told to graphql-js; no GraphQL name can be equal to it. */
export const typeKey = '$type';

/** The members of one object, in the order of the document. */
export function objectMembers(rendering: Rendering, object: ObjectPlan, context: RowContext): Member[] {
  const members = fieldMembers(rendering, object.fields, context);
  const owner = object.entity?.key.owner;
  if (context.tellsOwner && owner) members.unshift({ key: ownerKey, value: sql`${owner(context.row)}` });
  if (object.abstract && rendering.tellsTypes) members.push({ key: typeKey, value: textLiteral(object.typeName) });
  return members;
}

export function fieldMembers(rendering: Rendering, fields: readonly FieldPlan[], context: RowContext | null): Member[] {
  return fields.map((field) => ({ key: field.key, value: fieldValue(rendering, field, context) }));
}

const rowOf = (context: RowContext | null): RowContext => {
  if (!context) throw new Error('A field of the root has no row.');
  return context;
};

function fieldValue(rendering: Rendering, plan: FieldPlan, context: RowContext | null): SQL {
  switch (plan.kind) {
    case 'constant':
      return plan.value === null ? sql`null` : textLiteral(plan.value);
    case 'value':
      return ownValue(rendering, plan.field, rowOf(context));
    case 'embedded':
      return embeddedValue(rendering, plan, rowOf(context));
    case 'linked':
      return linkedValue(rendering, plan.field, plan.parts, rowOf(context));
    case 'one':
      return visible(rendering, plan.edge, context, toOneValue(rendering, plan.edge, plan.object, context));
    case 'list':
      return visible(rendering, plan.edge, context, toListValue(rendering, plan.edge, plan.object, context));
    case 'page':
      return visible(rendering, plan.edge, context, pageValue(rendering, plan, context));
    case 'node':
      return plan.field.cardinality === 'one' ? nodeValue(rendering, plan) : nodesValue(rendering, plan);
  }
}

/** An edge may be withheld as a whole. */
export function visible(
  rendering: Rendering,
  edge: { field: { dataClass: EdgePlan['field']['dataClass'] } },
  context: RowContext | null,
  value: SQL,
): SQL {
  return context ? withEffect(rendering, context, edge.field.dataClass, value) : value;
}

export function ownValue(
  rendering: Rendering,
  field: Extract<FieldPlan, { kind: 'value' }>['field'],
  context: RowContext,
): SQL {
  if (field.kind === 'relation') return relationOf(context);
  if (field.kind === 'computed') return computedValue(rendering, field, context);
  const full = field.read(context.row, rendering.readerAcross(context));
  const value = withEffect(rendering, context, field.dataClass, full, field.mask?.(context.row));
  return field.onlyFor ? openValue(rendering, context, field.onlyFor, value) : value;
}

/** What a computed field needs, as an object for its batch; where it is masked or hidden, the answer itself. */
function computedValue(rendering: Rendering, field: ComputedField, context: RowContext): SQL {
  const needs = Object.entries(field.needs).map(([key, read]) => ({ key, value: sql`${read(context.row)}` }));
  const mask = field.mask && sql`to_json(${field.mask(context.row)})`;
  return withEffect(rendering, context, field.dataClass, jsonObject(needs), mask);
}

/** The parts of an embedded object, for rows where it is present. */
export function embeddedMembers(rendering: Rendering, { field, parts }: EmbeddedPlan, context: RowContext): Member[] {
  const reader = rendering.readerAcross(context);
  return parts.map(({ key, name, typeName }) => {
    const read = field.parts[name];
    return { key, value: read ? sql`${read(context.row, reader)}` : textLiteral(typeName) };
  });
}

function embeddedValue(rendering: Rendering, plan: EmbeddedPlan, context: RowContext): SQL {
  const { field } = plan;
  const members = embeddedMembers(rendering, plan, context);
  const value = sql`case when ${field.present(context.row)} then ${jsonObject(members)} end`;
  return withEffect(rendering, context, field.dataClass, value);
}

/** A party that may lie out of scope: the join that reaches it where it does not, and what is told of it. */
export function linkedRow(rendering: Rendering, field: LinkedField, parts: readonly Part[], context: RowContext) {
  const { table, on, scope, stays } = field.source;
  const { row, name } = rendering.alias(table);
  const reach = reachAcross(rendering, scope, row, context, stays?.(context.row, row));
  const target = rendering.context(scope, row, reach.rights, context.time, false, reach.by);
  const seen = condition(on(context.row, row), reach.scope);
  const found = sql`${sql.identifier(name)}."found"`;
  const members = parts.map(({ key, name: partName, typeName }): Member => {
    if (partName === '__typename') return { key, value: textLiteral(typeName) };
    const part = field.fields[partName];
    if (!part) return { key, value: sql`case when ${found} then ${relationOf(target)} else 'LINKED' end` };
    const full = withEffect(rendering, target, part.dataClass, part.read(row));
    return { key, value: sql`case when ${found} then ${full} else ${part.stub(context.row)} end` };
  });
  const alias = sql.identifier(name);
  const reached = sql`(select ${alias}.*, true as "found" from ${table} as ${alias}${seen}) as ${alias}`;
  return { join: sql` left join lateral ${reached} on true`, members, owner: sql`${field.source.owner(row)}` };
}

function linkedValue(rendering: Rendering, field: LinkedField, parts: readonly Part[], context: RowContext): SQL {
  const { join, members, owner } = linkedRow(rendering, field, parts, context);
  return jsonObject([{ key: ownerKey, value: owner }, ...members], sql` from (select) as "one"${join}`);
}

function toOneValue(rendering: Rendering, edge: EdgePlan, object: ObjectPlan, parent: RowContext | null): SQL {
  const { row, isOne, from, conditions, context } = edgeRows(rendering, edge, parent);
  // Of several, such as customers who share a number, which one is told must not depend on the plan.
  const order = isOne() ? sql`` : sql` order by ${entityOf(edge.field.to).key.row(row)}`;
  return jsonObject(objectMembers(rendering, object, context), sql`${from}${condition(...conditions)}${order} limit 1`);
}

/** A bounded set in the edge's own order. */
function toListValue(rendering: Rendering, edge: EdgePlan, object: ObjectPlan, parent: RowContext | null): SQL {
  const { row, from, conditions, context } = edgeRows(rendering, edge, parent);
  const { key } = entityOf(edge.field.to);
  const terms = edge.field.order.map(
    (term) => sql`${term.column(row)} ${term.direction === 'ASC' ? sql`asc` : sql`desc`} nulls last`,
  );
  const order = sql.join([...terms, sql`${key.row(row)}`], sql`, `);
  const members = objectMembers(rendering, object, context);
  return jsonArray(
    members,
    (columns) =>
      sql`select ${columns}${from}${condition(...conditions)} order by ${order} limit ${wholeNumber(edge.field.most ?? 100)}`,
  );
}
