import 'reflect-metadata';
import { GraphQLBoolean, GraphQLInt, GraphQLString } from 'graphql';
import { Field, InputType, ObjectType, registerEnumType } from 'type-graphql';
import type { TypeClass } from './field';
import type { FilterForm } from './filter';
import { type Entity, entityOf } from './registry';

@ObjectType('PageInfo', { description: 'Where a page stands in its list (Relay).' })
export class PageInfo {
  @Field(() => GraphQLBoolean, { description: 'More follows; paging backward: true where `before` was given.' })
  hasNextPage!: boolean;

  @Field(() => GraphQLBoolean, { description: 'More precedes; paging forward: true where `after` was given.' })
  hasPreviousPage!: boolean;

  @Field(() => GraphQLString, { nullable: true, description: 'Cursor of the page’s first row.' })
  startCursor!: string | null;

  @Field(() => GraphQLString, { nullable: true, description: 'Cursor of the page’s last row.' })
  endCursor!: string | null;
}

interface ConnectionClasses {
  readonly connection: TypeClass;
  readonly edge: TypeClass;
}

const made = new Map<string, ConnectionClasses>();

/** The connection and edge types of an entity; with `stubs`, the connection also counts what is only a stub. */
export function connectionOf(type: TypeClass, stubs: boolean): ConnectionClasses {
  return makeConnection(entityOf(type).name, type, stubs);
}

export const timelineConnection = (union: object) => makeConnection('TimelineEntry', union, false);

function makeConnection(name: string, node: object, stubs: boolean): ConnectionClasses {
  const known = made.get(name);
  if (known) return known;
  class Edge {}
  class Connection {}
  ObjectType(`${name}Edge`, { description: `One ${name} of a page, with its cursor.` })(Edge);
  Field(() => GraphQLString, { description: 'Opaque; bound to the reader, the field, its filter and its order.' })(
    Edge.prototype,
    'cursor',
  );
  Field(() => node as TypeClass, { description: `The ${name}.` })(Edge.prototype, 'node');
  ObjectType(`${name}Connection`, { description: `A page of ${name} records.` })(Connection);
  Field(() => [Edge], { description: 'The rows of the page with their cursors.' })(Connection.prototype, 'edges');
  Field(() => [node as TypeClass], { description: 'The rows of the page.' })(Connection.prototype, 'nodes');
  Field(() => PageInfo, { description: 'Where the page stands in the list.' })(Connection.prototype, 'pageInfo');
  Field(() => GraphQLInt, { description: 'All rows that can be paged; counted only when asked.' })(
    Connection.prototype,
    'totalCount',
  );
  if (stubs) {
    const description = 'Those among totalCount whose party is out of the reader’s scope and told by its stub.';
    Field(() => GraphQLInt, { description })(Connection.prototype, 'restrictedCount');
  }
  const classes = { connection: Connection, edge: Edge };
  made.set(name, classes);
  return classes;
}

const filterClasses = new Map<string, TypeClass>();

function formClass(form: FilterForm): TypeClass {
  const known = filterClasses.get(form.name);
  if (known) return known;
  class Form {}
  InputType(form.name, { description: `${form.description} Several operators must all hold.` })(Form);
  for (const [name, operator] of Object.entries(form.operators)) {
    const { description } = operator;
    const type = () => (operator.list ? [operator.type()] : operator.type()) as TypeClass;
    Field(type, { nullable: !operator.required, description })(Form.prototype, name);
  }
  filterClasses.set(form.name, Form);
  return Form;
}

/** The filter input of an entity, made of the filters declared on it; undefined where there is none. */
export function filterInputOf(entity: Entity): TypeClass | undefined {
  if (entity.filters.size === 0) return undefined;
  const name = `${entity.name}Filter`;
  const known = filterClasses.get(name);
  if (known) return known;
  class Filter {}
  filterClasses.set(name, Filter);
  InputType(name, { description: `Chooses ${entity.name} records; all that is said must hold.` })(Filter);
  for (const [field, filter] of entity.filters) {
    const form = formClass(filter.form);
    Field(() => form, { nullable: true, description: filter.description })(Filter.prototype, field);
  }
  const joined = { nullable: true } as const;
  Field(() => [Filter], { ...joined, description: 'All of these hold.' })(Filter.prototype, 'and');
  Field(() => [Filter], { ...joined, description: 'At least one of these holds.' })(Filter.prototype, 'or');
  Field(() => Filter, { ...joined, description: 'This does not hold.' })(Filter.prototype, 'not');
  return Filter;
}

const Direction = { ASC: 'ASC', DESC: 'DESC' };
registerEnumType(Direction, {
  name: 'OrderDirection',
  description: 'The direction of an order; absent values come last in both.',
  valuesConfig: { ASC: { description: 'Smallest first.' }, DESC: { description: 'Largest first.' } },
});

const orderClasses = new Map<string, TypeClass>();

/** The order input of an entity, made of the orders declared on it; undefined where there is none. */
export function orderInputOf(entity: Entity): TypeClass | undefined {
  if (entity.orders.size === 0) return undefined;
  const known = orderClasses.get(entity.name);
  if (known) return known;
  const names = [...entity.orders.keys()];
  const OrderField = Object.fromEntries(names.map((name) => [name, name]));
  const valuesConfig = Object.fromEntries(
    names.map((name) => [name, { description: `By ${name.toLowerCase().replaceAll('_', ' ')}.` }]),
  );
  registerEnumType(OrderField, {
    name: `${entity.name}OrderField`,
    description: `What ${entity.name} records can be ordered by.`,
    valuesConfig,
  });
  class Order {}
  InputType(`${entity.name}Order`, { description: `An order of ${entity.name} records.` })(Order);
  Field(() => OrderField, { description: 'The field that decides.' })(Order.prototype, 'field');
  Field(() => Direction, { defaultValue: 'ASC', description: 'Its direction.' })(Order.prototype, 'direction');
  orderClasses.set(entity.name, Order);
  return Order;
}
