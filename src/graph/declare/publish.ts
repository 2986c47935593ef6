import 'reflect-metadata';
import {
  GraphQLInt,
  type GraphQLSchema,
  GraphQLString,
  isAbstractType,
  isObjectType,
  specifiedDirectives,
} from 'graphql';
import { Arg, buildSchemaSync, Extensions, Field, Mutation, ObjectType, Query, Resolver } from 'type-graphql';
import { classNote } from '../../access/matrix';
import { filterInputOf, orderInputOf } from './connection';
import { QueryRoot } from './edge';
import type { ArgumentDeclaration, EdgeField, FieldDeclaration, TypeClass, TypeReference } from './field';
import { MutationRoot } from './mutation';
import { Node } from './node';
import { declareNodeFields } from './node-field';
import { allEntities, entityOf, type PendingField, pendingFields } from './registry';
import { rowsDirective } from './rows-directive';

declare module 'graphql' {
  // biome-ignore lint/suspicious/noExplicitAny: the parameters repeat those of graphql’s own declaration.
  interface GraphQLFieldExtensions<_TSource, _TContext, _TArgs = any> {
    /** What the compiler knows of the field. */
    c360?: FieldDeclaration;
  }
}

const cursor = (description: string): ArgumentDeclaration => ({
  type: () => GraphQLString,
  description,
  nullable: true,
});
const size = (description: string): ArgumentDeclaration => ({ type: () => GraphQLInt, description, nullable: true });

function pageArguments(defaultFirst: number, maxFirst: number): Record<string, ArgumentDeclaration> {
  return {
    first: size(`How many rows from the start; ${defaultFirst} where nothing is said, at most ${maxFirst}.`),
    after: cursor('Rows after this cursor; goes with `first`.'),
    last: size(`How many rows from the end; at most ${maxFirst}.`),
    before: cursor('Rows before this cursor; goes with `last`.'),
  };
}

function edgeArguments(edge: EdgeField): Record<string, ArgumentDeclaration> {
  const among = edge.among && filterInputOf(entityOf(edge.among));
  const own = {
    ...edge.arguments,
    ...(among && { among: { type: () => among, description: 'Of which rows; all unless given.', nullable: true } }),
  };
  if (edge.cardinality !== 'page') return own;
  const made = { ...own, ...pageArguments(edge.defaultFirst, edge.maxFirst) };
  if (edge.candidates) return made;
  const filter = filterInputOf(entityOf(edge.to));
  const order = orderInputOf(entityOf(edge.to));
  return {
    ...made,
    ...(filter && { filter: { type: () => filter, description: 'Which rows.', nullable: true } }),
    ...(order && {
      orderBy: { type: () => [order], description: 'In which order; the first decides.', nullable: true },
    }),
  };
}

function argumentsOf(declaration: FieldDeclaration): Record<string, ArgumentDeclaration> {
  if (declaration.kind === 'edge') return edgeArguments(declaration);
  if (declaration.kind === 'union') return pageArguments(declaration.defaultFirst, declaration.maxFirst);
  return declaration.kind === 'node' || declaration.kind === 'mutation' ? declaration.arguments : {};
}

const rootFields = new Map<TypeClass, typeof Query>([
  [QueryRoot, Query],
  [MutationRoot, Mutation],
]);

/** Tells one declared field to type-graphql, through its own decorators called as functions. */
function publishField({
  target,
  name,
  type,
  nullable: absent,
  itemsNullable,
  description,
  declaration,
}: PendingField): void {
  const { prototype } = target as unknown as { prototype: Record<string, unknown> };
  const described = `${description}${dataClassNote(declaration)}`;
  const returns = type as () => TypeClass;
  const nullable = itemsNullable ? 'items' : absent;
  const rootField = rootFields.get(target);
  if (rootField) {
    prototype[name] = () => undefined;
    const descriptor = { value: prototype[name] } as TypedPropertyDescriptor<unknown>;
    rootField(returns, { nullable, description: described })(prototype, name, descriptor);
  } else {
    Field(returns, { nullable, description: described })(prototype, name);
  }
  Extensions({ c360: declaration })(prototype, name, undefined as never);
  Object.entries(argumentsOf(declaration)).forEach(([argument, { type: argumentType, ...options }], index) => {
    Arg(argument, argumentType as () => TypeReference & TypeClass, options)(prototype, name, index);
  });
}

function dataClassNote(declaration: FieldDeclaration): string {
  return declaration.dataClass === 'C1' ? '' : ` ${classNote(declaration.dataClass)}`;
}

let built: GraphQLSchema | undefined;

/** Builds the schema from all that has been declared; every entity must be loaded before. */
export function publishSchema(): GraphQLSchema {
  if (built) return built;
  declareNodeFields();
  for (const entity of allEntities()) {
    const { name, description, prefix, type } = entity;
    ObjectType(name, { description, ...(prefix && { implements: Node }) })(type as never);
  }
  // Connection types come to be when they are first asked for, which must be before type-graphql builds.
  for (const { type } of pendingFields) type();
  const resolvers = [QueryRoot, MutationRoot] as const;
  for (const resolver of resolvers) Resolver()(resolver);
  for (const pending of pendingFields) publishField(pending);
  const orphanedTypes = allEntities().map(({ type }) => type as never);
  const directives = [...specifiedDirectives, rowsDirective];
  const schema = buildSchemaSync({ resolvers, orphanedTypes, directives, validate: false });
  built = withoutResolvers(schema);
  return built;
}

/**
 * type-graphql reads `source[propertyName]`, which is wrong for an alias in a fetched tree. Without a resolver, the
 * executor's own reading by response key applies.
 */
function withoutResolvers(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (isAbstractType(type)) type.resolveType = undefined;
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) field.resolve = undefined;
  }
  return schema;
}
