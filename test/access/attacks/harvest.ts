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
  /** How many fields one in another. */
  readonly levels: number;
  readonly rows: number;
}

/** How far a way may still go. */
type Left = Pick<HarvestOptions, 'depth' | 'levels'>;

/**
 * What is told of these further in than where they begin: of measures, which are many and alike, the one that tells most,
 * and nothing of what tells what other ways out of a customer tell.
 */
const furtherIn: Readonly<Record<string, string>> = {
  CustomerMeasures: '{ contribution { value } }',
  CustomerMeasuresConnection: '',
  CustomerPortrait: '',
  LedgerEntry: '',
  AllocationProposal: '',
};

/** Characters of a way; a document with a longer one would come over the limits. */
const longest = 12_000;

/**
 * Every way out of a type that needs no arguments, each with all that lies behind it, as deep as told. A part of a record
 * that is too much for one document, such as a profile, is told way by way.
 */
export function waysFrom(schema: GraphQLSchema, typeName: string, options: HarvestOptions): string[] {
  const type = schema.getType(typeName) as GraphQLObjectType;
  return Object.values(type.getFields()).flatMap((field) => {
    const way = fieldOf(schema, field, options, options);
    if (way.length <= longest) return way || [];
    const part = getNamedType(field.type);
    if (!isObjectType(part)) return way;
    if (field.args.length > 0 || 'id' in part.getFields()) return inParts(schema, field, rowTypeOf(part), options);
    const levels = options.levels - 1;
    return waysFrom(schema, part.name, { ...options, levels }).map((one) => `${field.name} { ${one} }`);
  });
}

type Only = (name: string) => boolean;
const all: Only = () => true;

/** The same way several times, each with some of the fields of its rows. */
function inParts(
  schema: GraphQLSchema,
  field: GraphQLField<unknown, unknown>,
  row: GraphQLObjectType,
  options: HarvestOptions,
): string[] {
  const parts: string[][] = [];
  const further: string[] = [];
  let length = longest;
  for (const [name, { type, args }] of Object.entries(row.getFields())) {
    const alone = fieldOf(schema, field, options, options, (one) => one === name).length;
    const record = getNamedType(type);
    // A record that is too much by itself is told way by way as well.
    if (
      alone > longest &&
      isObjectType(record) &&
      args.length === 0 &&
      !field.args.some((one) => one.name === 'first')
    ) {
      const below = { ...options, depth: options.depth - 1, levels: options.levels - 2 };
      further.push(...waysFrom(schema, record.name, below).map((one) => `${field.name} { ${name} { ${one} } }`));
      continue;
    }
    if (length + alone > longest) [length] = [0, parts.push([])];
    parts.at(-1)?.push(name);
    length += alone;
  }
  return [...parts.map((names) => fieldOf(schema, field, options, options, (one) => names.includes(one))), ...further];
}

/** What a connection lists, or the type itself. */
function rowTypeOf(type: GraphQLObjectType): GraphQLObjectType {
  const edge = getNamedType(type.getFields().edges?.type as never) as GraphQLObjectType | undefined;
  const node = edge && getNamedType(edge.getFields().node?.type as never);
  return (node as GraphQLObjectType | undefined) ?? type;
}

function selectionOf(
  schema: GraphQLSchema,
  type: GraphQLObjectType,
  options: HarvestOptions,
  left: Left,
  only = all,
): string {
  const asked = Object.values(type.getFields()).filter(({ name }) => only(name));
  const fields = asked.map((field) => fieldOf(schema, field, options, left));
  return `{ __typename ${fields.filter(Boolean).join(' ')} }`;
}

function fieldOf(
  schema: GraphQLSchema,
  field: GraphQLField<unknown, unknown>,
  options: HarvestOptions,
  { depth, levels }: Left,
  only = all,
): string {
  const type = getNamedType(field.type);
  if (field.args.some(isRequiredArgument)) return '';
  if (isLeafType(type)) return field.name;
  if (!isCompositeType(type)) return '';
  const brief = depth < options.depth ? furtherIn[type.name] : undefined;
  if (brief !== undefined) return brief && `${field.name} ${brief}`;
  const isEdge = field.args.some(({ name }) => name === 'first');
  const isRecord = isObjectType(type) && 'id' in type.getFields();
  const costs = isEdge || isRecord || isUnionType(type) || isInterfaceType(type);
  // A connection has its rows two fields further in, and a row at least one of its own.
  const fits = levels > (isEdge ? 3 : 1);
  if (!fits || (costs && depth === 0)) return '';
  const below = { depth: costs ? depth - 1 : depth, levels: levels - (isEdge ? 3 : 1) };
  const size = field.args.find(({ name }) => name === 'first' || name === 'limit');
  const sized = size ? `${field.name}(${size.name}: ${options.rows})` : field.name;
  if (isUnionType(type) || isInterfaceType(type)) {
    const arms = schema
      .getPossibleTypes(type)
      .map((one) => `... on ${one.name} ${aliased(schema, one, options, below)}`);
    return `${sized} { __typename ${arms.join(' ')} }`;
  }
  // Every row once, with its cursor and all counts.
  if (isEdge) return `${sized} ${connectionOf(schema, type as GraphQLObjectType, options, below, only)}`;
  return `${sized} ${selectionOf(schema, type as GraphQLObjectType, options, below, only)}`;
}

/** Types of a union may have fields of one name and different types, so that each is asked for under its own name. */
function aliased(schema: GraphQLSchema, type: GraphQLObjectType, options: HarvestOptions, { levels }: Left): string {
  const own = Object.values(type.getFields()).filter(({ args }) => args.length === 0);
  const asked = own.map((field) => {
    const text = fieldOf(schema, field, options, { depth: 0, levels });
    return text && `${type.name}_${field.name}: ${text}`;
  });
  return `{ ${asked.filter(Boolean).join(' ')} }`;
}

function connectionOf(
  schema: GraphQLSchema,
  type: GraphQLObjectType,
  options: HarvestOptions,
  left: Left,
  only = all,
): string {
  const counts = Object.values(type.getFields()).filter((field) => isLeafType(getNamedType(field.type)));
  const node = rowTypeOf(type);
  const inside = isUnionType(node)
    ? `{ __typename ${schema
        .getPossibleTypes(node)
        .map((one) => `... on ${one.name} ${aliased(schema, one, options, left)}`)
        .join(' ')} }`
    : selectionOf(schema, node, options, left, only);
  return `{ ${counts.map(({ name }) => name).join(' ')} pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    edges { cursor node ${inside} } }`;
}
