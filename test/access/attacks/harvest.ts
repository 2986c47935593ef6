import {
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
  isUnionType,
} from 'graphql';

export interface HarvestOptions {
  /** How many edges deep. */
  readonly depth: number;
  readonly rows: number;
}

/** Every way out of a type that needs no arguments, each with all that lies behind it, as deep as told. */
export function waysFrom(schema: GraphQLSchema, typeName: string, options: HarvestOptions): string[] {
  const type = schema.getType(typeName) as GraphQLObjectType;
  const fields = Object.values(type.getFields());
  return fields.map((field) => fieldOf(schema, field, options, options.depth)).filter(Boolean);
}

function selectionOf(schema: GraphQLSchema, type: GraphQLObjectType, options: HarvestOptions, depth: number): string {
  const fields = Object.values(type.getFields()).map((field) => fieldOf(schema, field, options, depth));
  return `{ __typename ${fields.filter(Boolean).join(' ')} }`;
}

function fieldOf(
  schema: GraphQLSchema,
  field: GraphQLField<unknown, unknown>,
  options: HarvestOptions,
  depth: number,
): string {
  const type = getNamedType(field.type);
  if (field.args.some(isRequiredArgument)) return '';
  if (isLeafType(type)) return field.name;
  if (!isCompositeType(type)) return '';
  const isEdge = field.args.some(({ name }) => name === 'first');
  const isRecord = isObjectType(type) && 'id' in type.getFields();
  const costs = isEdge || isRecord || isUnionType(type) || isInterfaceType(type);
  if (costs && depth === 0) return '';
  const below = costs ? depth - 1 : depth;
  const sized = isEdge ? `${field.name}(first: ${options.rows})` : field.name;
  if (isUnionType(type) || isInterfaceType(type)) {
    const arms = schema.getPossibleTypes(type).map((one) => `... on ${one.name} ${aliased(schema, one, options)}`);
    return `${sized} { __typename ${arms.join(' ')} }`;
  }
  // Every row once, with its cursor and all counts.
  if (isEdge) return `${sized} ${connectionOf(schema, type as GraphQLObjectType, options, below)}`;
  return `${sized} ${selectionOf(schema, type as GraphQLObjectType, options, below)}`;
}

/** Types of a union may have fields of one name and different types, so that each is asked for under its own name. */
function aliased(schema: GraphQLSchema, type: GraphQLObjectType, { rows }: HarvestOptions): string {
  const own = Object.values(type.getFields()).filter(({ args }) => args.length === 0);
  const asked = own.map((field) => {
    const text = fieldOf(schema, field, { depth: 0, rows }, 0);
    return text && `${type.name}_${field.name}: ${text}`;
  });
  return `{ ${asked.filter(Boolean).join(' ')} }`;
}

function connectionOf(schema: GraphQLSchema, type: GraphQLObjectType, options: HarvestOptions, depth: number): string {
  const counts = Object.values(type.getFields()).filter((field) => isLeafType(getNamedType(field.type)));
  const edge = getNamedType(type.getFields().edges?.type as never) as unknown as GraphQLObjectType;
  const node = getNamedType(edge.getFields().node?.type as never) as unknown as GraphQLObjectType;
  const inside = isUnionType(node)
    ? `{ __typename ${schema
        .getPossibleTypes(node)
        .map((one) => `... on ${one.name} ${aliased(schema, one, options)}`)
        .join(' ')} }`
    : selectionOf(schema, node, options, depth);
  return `{ ${counts.map(({ name }) => name).join(' ')} pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    edges { cursor node ${inside} } }`;
}
