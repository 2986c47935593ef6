import type { SQLWrapper } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import type { DataClass } from '../../access/policy';
import type { EntityScope, Row } from './entity-scope';
import type { FieldDeclaration, OrderDeclaration, TypeClass, TypeReference } from './field';
import type { FilterDeclaration } from './filter';
import type { RecordTime } from './time';

/** How a row of an entity is found by the two numbers in its public id. */
export interface EntityKey {
  readonly owner: ((row: Row) => SQLWrapper) | null;
  readonly row: (row: Row) => SQLWrapper;
  /** The SQL type of `row`: lists are told apart by it at last. */
  readonly rowType: string;
}

/** The columns by which scope is judged and a record's relation to the reader told. */
export type OwnerColumns = (row: Row) => { customerId: SQLWrapper; scopeKey: SQLWrapper };

export interface Entity {
  readonly type: TypeClass;
  readonly name: string;
  readonly description: string;
  readonly table: PgTable;
  /** The prefix of its public ids; absent where a row cannot be asked for by id. */
  readonly prefix?: string;
  readonly key: EntityKey;
  readonly scope: EntityScope;
  readonly time: RecordTime;
  /** The class of the record as such, where it has one: who does not read it in full never meets a row. */
  readonly dataClass?: DataClass;
  readonly fields: ReadonlyMap<string, FieldDeclaration>;
  readonly orders: ReadonlyMap<string, OrderDeclaration>;
  readonly filters: ReadonlyMap<string, FilterDeclaration>;
}

/** A field as it is to be told to type-graphql. */
export interface PendingField {
  readonly target: TypeClass;
  readonly name: string;
  readonly type: () => TypeReference | [TypeReference];
  readonly nullable: boolean;
  /** Items of a list may be null. */
  readonly itemsNullable?: boolean;
  readonly description: string;
  readonly declaration: FieldDeclaration;
}

interface Parts {
  readonly fields: Map<string, FieldDeclaration>;
  readonly orders: Map<string, OrderDeclaration>;
  readonly filters: Map<string, FilterDeclaration>;
}

const parts = new Map<TypeClass, Parts>();
const entities = new Map<TypeClass, Entity>();
export const pendingFields: PendingField[] = [];

/** The declared parts of a type, filled by its own file and by the files of those who point at it. */
export function partsOf(type: TypeClass): Parts {
  let known = parts.get(type);
  if (!known) {
    known = { fields: new Map(), orders: new Map(), filters: new Map() };
    parts.set(type, known);
  }
  return known;
}

export function addField(field: PendingField): void {
  const { fields } = partsOf(field.target);
  if (fields.has(field.name)) throw new Error(`${field.target.name}.${field.name} is declared twice.`);
  fields.set(field.name, field.declaration);
  pendingFields.push(field);
}

/** Lets a list of the type be filtered by something that is no field of it. */
export function addFilter(type: TypeClass, name: string, filter: FilterDeclaration): void {
  partsOf(type).filters.set(name, filter);
}

export function addEntity(entity: Entity): void {
  for (const other of entities.values()) {
    if (other.name === entity.name) throw new Error(`Two entities are named ${entity.name}.`);
    if (entity.prefix && other.prefix === entity.prefix)
      throw new Error(`Two entities have the prefix ${entity.prefix}.`);
  }
  entities.set(entity.type, entity);
}

export function entityOf(type: TypeClass): Entity {
  const entity = entities.get(type);
  if (!entity) throw new Error(`${type.name} is not an entity.`);
  return entity;
}

/** A dictionary of the bank, whose rows belong to no customer. */
export function isReference(type: TypeClass): boolean {
  const scope = entities.get(type)?.scope;
  return scope !== undefined && typeof scope !== 'function';
}

export const entityNamed = (name: string): Entity | undefined => allEntities().find((entity) => entity.name === name);
export const entityWithPrefix = (prefix: string): Entity | undefined =>
  allEntities().find((entity) => entity.prefix === prefix);
export const allEntities = (): Entity[] => [...entities.values()];
