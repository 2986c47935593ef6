import { type SQL, sql } from 'drizzle-orm';
import { textLiteral } from '../../database/parameters';
import { entityOf } from '../declare/registry';
import type { FieldPlan, ObjectPlan } from '../plan/plan';
import type { ColumnType, RowShape } from '../plan/row-shape';
import { withEffect } from './effects';
import { embeddedMembers, linkedRow, ownValue, visible } from './object';
import type { Rendering, RowContext } from './render';
import { edgeRows } from './source';
import { condition } from './where';

export interface FlatValue {
  readonly name: string;
  readonly type: ColumnType;
  readonly value: SQL;
}

/** An object as columns of one row: their expressions, the rows joined for them, and whose those rows are. */
export interface FlatRow {
  readonly values: readonly FlatValue[];
  readonly joins: readonly SQL[];
  readonly owners: readonly SQL[];
}

/** Whether PostgreSQL can make the columns alone: neither lists nor code has a part in them. */
export function isFlat(object: ObjectPlan, shapes: readonly RowShape[]): boolean {
  return object.fields.every((field, index) => {
    const shape = shapes[index] as RowShape;
    if (field.kind === 'value') return shape.kind === 'value' && field.field.kind !== 'computed';
    if (field.kind === 'one') return shape.kind === 'object' && isFlat(field.object, shape.members);
    return field.kind === 'constant' || field.kind === 'embedded' || field.kind === 'linked';
  });
}

/** The columns of an object, each with the reader's scope, effects and masks as in its JSON form. */
export function flatRow(
  rendering: Rendering,
  object: ObjectPlan,
  shapes: readonly RowShape[],
  context: RowContext,
  prefix = '',
): FlatRow {
  const owner = object.entity?.key.owner;
  const own: FlatRow = {
    values: [],
    joins: [],
    owners: context.tellsOwner && owner ? [sql`${owner(context.row)}`] : [],
  };
  // Plans and shapes come of the same selections in the same order.
  const rows = object.fields.map((field, index) =>
    flatField(rendering, field, shapes[index] as RowShape, context, `${prefix}${field.key}`),
  );
  return [own, ...rows].reduce((one, other) => ({
    values: [...one.values, ...other.values],
    joins: [...one.joins, ...other.joins],
    owners: [...one.owners, ...other.owners],
  }));
}

function flatField(
  rendering: Rendering,
  field: FieldPlan,
  shape: RowShape,
  context: RowContext,
  name: string,
): FlatRow {
  const nothing = { joins: [], owners: [] };
  const type = shape.kind === 'value' ? shape.type : 'TEXT';
  const typeOf = (key: string) => typeBelow(shape, key);
  switch (field.kind) {
    case 'constant':
      return { ...nothing, values: [{ name, type, value: textLiteral(field.value ?? '') }] };
    case 'value':
      return { ...nothing, values: [{ name, type, value: ownValue(rendering, field.field, context) }] };
    case 'embedded': {
      const values = embeddedMembers(rendering, field, context).map(({ key, value }) => {
        const present = sql`case when ${field.field.present(context.row)} then ${value} end`;
        const shown = withEffect(rendering, context, field.field.dataClass, present);
        return { name: `${name}.${key}`, type: typeOf(key), value: shown };
      });
      return { ...nothing, values };
    }
    case 'linked': {
      const { join, members, owner } = linkedRow(rendering, field.field, field.parts, context);
      const values = members.map(({ key, value }) => ({ name: `${name}.${key}`, type: typeOf(key), value }));
      return { values, joins: [join], owners: [owner] };
    }
    case 'one':
      return flatOne(rendering, field as OnePlan, shape, context, name);
    default:
      throw new Error(`${name} makes no columns.`);
  }
}

type OnePlan = Extract<FieldPlan, { kind: 'one' | 'list' }>;

function typeBelow(shape: RowShape, key: string): ColumnType {
  const below = 'members' in shape ? shape.members.find((member) => member.key === key) : undefined;
  return below?.kind === 'value' ? below.type : 'TEXT';
}

/** A single object of another table: at most one row joined, whose columns are withheld with the edge. */
function flatOne(rendering: Rendering, plan: OnePlan, shape: RowShape, parent: RowContext, name: string): FlatRow {
  const { row, isOne, from, conditions, context } = edgeRows(rendering, plan.edge, parent);
  const members = 'members' in shape ? shape.members : [];
  const below = flatRow(rendering, plan.object, members, context, `${name}.`);
  const alias = sql.identifier(rendering.aliasName());
  const columns = [...below.values.map(({ value }) => value), ...below.owners];
  const selected = columns.map((value, index) => sql`${value} as ${sql.identifier(`c${index}`)}`);
  const { key } = entityOf(plan.edge.field.to);
  const first = isOne() ? sql`` : sql` order by ${key.row(row)} limit 1`;
  const inner = sql`select ${sql.join(selected, sql`, `)}${from}${sql.join([...below.joins])}${condition(...conditions)}${first}`;
  const at = (index: number) => sql`${alias}.${sql.identifier(`c${index}`)}`;
  return {
    values: below.values.map((value, index) => ({
      ...value,
      value: visible(rendering, plan.edge, parent, at(index)),
    })),
    joins: [sql` left join lateral (${inner}) as ${alias} on true`],
    owners: below.owners.map((_, index) => at(below.values.length + index)),
  };
}
