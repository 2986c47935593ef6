import {
  type DocumentNode,
  type GraphQLInputType,
  type GraphQLSchema,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  Kind,
  typeFromAST,
} from 'graphql';
import { allEntities } from '../graph/declare/registry';
import { mostIds } from '../graph/plan/size';

const prefixes = () => allEntities().flatMap(({ prefix }) => prefix ?? []);
const idWith = (prefix: string) => `${prefix}_${'A'.repeat(22)}`;

/**
 * Values for all variables of a document, with which it can be planned and not run. Where a record of any type may be
 * named there is one set of values for each type, with as many ids of it as may be given.
 */
export function sampleVariables(schema: GraphQLSchema, document: DocumentNode): Record<string, unknown>[] {
  const definitions = document.definitions.flatMap((one) =>
    one.kind === Kind.OPERATION_DEFINITION ? (one.variableDefinitions ?? []) : [],
  );
  const ofType = (prefix: string) =>
    definitions.map(({ variable, type }): [string, unknown] => [
      variable.name.value,
      sampleOf(typeFromAST(schema, type as never) as unknown as GraphQLInputType, prefix),
    ]);
  return prefixes().map((prefix) => Object.fromEntries(ofType(prefix)));
}

function sampleOf(nullable: GraphQLInputType, prefix: string): unknown {
  const type = getNullableType(nullable);
  if (isListType(type)) {
    const item = getNullableType(type.ofType);
    if (isInputObjectType(item)) return [];
    return String(item) === 'ID' ? Array(mostIds).fill(idWith(prefix)) : [sampleOf(item, prefix)];
  }
  if (isInputObjectType(type)) return {};
  if (isEnumType(type)) return type.getValues()[0]?.value;
  const samples: Record<string, unknown> = { ID: idWith(prefix), Int: 1, Float: 1, Boolean: true };
  return samples[type.name] ?? 'x';
}
