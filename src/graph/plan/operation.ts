import {
  type ArgumentNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNullableType,
  getOperationAST,
  isEnumType,
  isInputObjectType,
  isListType,
  Kind,
  type OperationDefinitionNode,
  typeFromAST,
  visit,
} from 'graphql';
import { collectFields } from 'graphql/execution/collectFields';
import { getVariableValues } from 'graphql/execution/values';
import { badInput } from '../../errors';
import { prefixOf } from '../node-id';
import { countedAs } from './size';

/** One operation of a document with its variables coerced. */
export interface Operation {
  readonly definition: OperationDefinitionNode;
  readonly fragments: Record<string, FragmentDefinitionNode>;
  readonly variables: Record<string, unknown>;
}

const fragmentsKnown = new WeakMap<DocumentNode, Record<string, FragmentDefinitionNode>>();

function fragmentsOf(document: DocumentNode): Record<string, FragmentDefinitionNode> {
  let fragments = fragmentsKnown.get(document);
  if (!fragments) {
    fragments = Object.create(null) as Record<string, FragmentDefinitionNode>;
    for (const definition of document.definitions) {
      if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments[definition.name.value] = definition;
    }
    fragmentsKnown.set(document, fragments);
  }
  return fragments;
}

/** Chooses the operation and coerces its variables; refuses what does not fit with BAD_USER_INPUT. */
export function operationOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | null,
  variables: Record<string, unknown>,
): Operation {
  const definition = getOperationAST(document, operationName);
  if (!definition) {
    throw badInput(operationName ? `The document has no operation ${operationName}.` : 'Name the operation to be run.');
  }
  const coerced = getVariableValues(schema, definition.variableDefinitions ?? [], variables, { maxErrors: 5 });
  if (coerced.errors) throw badInput(coerced.errors.map((error) => error.message).join(' '));
  return { definition, fragments: fragmentsOf(document), variables: coerced.coerced };
}

/** The fields asked for at the root, by the keys under which they are answered. */
export function rootFields(schema: GraphQLSchema, operation: Operation): ReadonlyMap<string, readonly FieldNode[]> {
  const { definition, fragments, variables } = operation;
  const type = schema.getRootType(definition.operation) as GraphQLObjectType;
  return collectFields(schema, fragments, variables, type, definition.selectionSet);
}

/**
 * What of the variables decides the form of a statement: which inputs are present, how filters nest, orders, truth
 * values, the types of ids and about how many they are. Two requests of one shape share a plan.
 */
export function shapeOf(schema: GraphQLSchema, operation: Operation): string {
  const { definition, variables } = operation;
  const sizes = sizeVariables(operation);
  const parts: string[] = [];
  for (const { variable, type } of definition.variableDefinitions ?? []) {
    const name = variable.name.value;
    if (!(name in variables)) continue;
    const inputType = typeFromAST(schema, type as never) as unknown as GraphQLInputType;
    const shape = sizes.has(name) ? String(variables[name]) : valueShape(variables[name], inputType);
    parts.push(`${name}:${shape}`);
  }
  return parts.join(';');
}

const sizesKnown = new WeakMap<OperationDefinitionNode, Set<string>>();

/** The variables that say how many rows there are: PostgreSQL plans better for a size it knows. */
function sizeVariables({ definition, fragments }: Operation): Set<string> {
  let names = sizesKnown.get(definition);
  if (!names) {
    const found = new Set<string>();
    const visitor = {
      Argument(node: ArgumentNode) {
        const { name, value } = node;
        if (/^(first|last|limit)$/.test(name.value) && value.kind === Kind.VARIABLE) found.add(value.name.value);
      },
    };
    for (const node of [definition, ...Object.values(fragments)]) visit(node, visitor);
    names = found;
    sizesKnown.set(definition, names);
  }
  return names;
}

function valueShape(value: unknown, nullable: GraphQLInputType): string {
  if (value === null) return '-';
  if (value === undefined) return '';
  const type = getNullableType(nullable);
  if (isListType(type)) return listShape(value as readonly unknown[], type.ofType);
  if (isInputObjectType(type)) {
    const fields = type.getFields();
    const entries = Object.entries(value as Record<string, unknown>);
    return `{${entries.map(([name, part]) => `${name}:${valueShape(part, fields[name]?.type as GraphQLInputType)}`).join(',')}}`;
  }
  if (isEnumType(type) || type.name === 'Boolean') return String(value);
  return type.name === 'ID' ? prefixOf(String(value)) : '+';
}

function listShape(values: readonly unknown[], itemType: GraphQLInputType): string {
  const type = getNullableType(itemType);
  if (isInputObjectType(type)) return `[${values.map((item) => valueShape(item, type)).join(',')}]`;
  if ('name' in type && type.name === 'ID')
    return `[${countedAs(values.length)}:${[...new Set(values.map((id) => prefixOf(String(id))))].join(',')}]`;
  return '[]';
}
