import DataLoader from 'dataloader';
import {
  defaultTypeResolver,
  type ExecutionResult,
  execute,
  type GraphQLFieldResolver,
  type GraphQLSchema,
} from 'graphql';
import type { ComputedField, ComputedServices } from './declare/field';
import type { Operation } from './plan/operation';
import { typeKey } from './sql/object';

type Needs = Readonly<Record<string, string>>;

/** The loaders of one request: one batch for each computed field, never shared with another request. */
export class ComputedFields {
  private readonly loaders = new Map<ComputedField, DataLoader<Needs, unknown>>();

  constructor(private readonly services: ComputedServices) {}

  load(field: ComputedField, needs: Needs): Promise<unknown> {
    let loader = this.loaders.get(field);
    if (!loader) {
      loader = new DataLoader((rows) => field.batch(rows, this.services), { cache: false });
      this.loaders.set(field, loader);
    }
    return loader.load(needs);
  }
}

/** Reads the fetched tree by response key, what code made (instances of classes) by field name; a computed field finds there what it needs, or its mask. */
const fromTree: GraphQLFieldResolver<Record<string, unknown>, ComputedFields> = (source, _args, computed, info) => {
  const fetched = Object.getPrototypeOf(source) === Object.prototype;
  const value = source[fetched ? info.path.key : info.fieldName];
  const field = info.parentType.getFields()[info.fieldName]?.extensions.c360;
  if (field?.kind !== 'computed' || value === null || typeof value !== 'object') return value;
  return computed.load(field, value as Needs);
};

/** Walks a fetched tree with graphql-js, so that computed fields and introspection have their part in the answer. */
export async function completed(
  schema: GraphQLSchema,
  operation: Operation,
  tree: Record<string, unknown>,
  services: ComputedServices,
): Promise<ExecutionResult> {
  const definitions = [operation.definition, ...Object.values(operation.fragments)];
  return execute({
    schema,
    document: { kind: 'Document' as never, definitions },
    rootValue: tree,
    contextValue: new ComputedFields(services),
    variableValues: operation.variables,
    fieldResolver: fromTree,
    typeResolver: (value, context, info, type) =>
      (value as Record<string, string>)[typeKey] ?? defaultTypeResolver(value, context, info, type),
  });
}
