import {
  type FieldNode,
  type GraphQLField,
  type GraphQLObjectType,
  getNamedType,
  getNullableType,
  isAbstractType,
  isEnumType,
  isLeafType,
  isListType,
} from 'graphql';
import { badInput } from '../../errors';
import { rowsDirective } from '../declare/rows-directive';
import type { Planning } from './planning';

/** What a column holds. CODE is text that the product itself makes: enum values, ids, currencies. */
export type ColumnType = 'TEXT' | 'CODE' | 'INT' | 'FLOAT' | 'BOOLEAN' | 'DECIMAL' | 'DATE' | 'INSTANT';

/** What one selected key becomes in a flat row. */
export type RowShape =
  | { readonly kind: 'value'; readonly key: string; readonly type: ColumnType }
  /** A list of plain values, or of objects: one column of text. */
  | { readonly kind: 'joined' | 'nested'; readonly key: string }
  /** A single object: a column for each of its own. */
  | { readonly kind: 'object'; readonly key: string; readonly members: readonly RowShape[] }
  /** A list or page whose items are rows; `path` leads to them below the key. */
  | { readonly kind: 'rows'; readonly key: string; readonly path: RowPath; readonly members: readonly RowShape[] };

/** The keys that lead from a list, a page by its nodes, or a page by its edges, to an item. */
export type RowPath = readonly [] | readonly [nodes: string] | readonly [edges: string, node: string];

export interface Column {
  readonly name: string;
  readonly type: ColumnType;
}

type Nodes = readonly FieldNode[];

/** The one selection of rows in a connection: its `nodes`, or the `node` of its `edges`. */
export interface RowSelection {
  readonly path: readonly [string] | readonly [string, string];
  /** The selections by which the rows are reached, each level with all its nodes. */
  readonly levels: readonly Nodes[];
  readonly type: GraphQLObjectType;
}

/** Throws where a connection selects its rows not at all or twice. */
export function rowSelection(planner: Planning, connection: GraphQLObjectType, nodes: Nodes): RowSelection {
  const found: RowSelection[] = [];
  for (const [key, selected] of planner.below(connection, nodes)) {
    const name = nameOf(selected);
    if (name === 'nodes') found.push({ path: [key], levels: [selected], type: objectType(connection, name) });
    if (name !== 'edges') continue;
    const edge = objectType(connection, name);
    for (const [part, inner] of planner.below(edge, selected)) {
      if (nameOf(inner) !== 'node') continue;
      found.push({ path: [key, part], levels: [selected, inner], type: objectType(edge, 'node') });
    }
  }
  const [only] = found;
  if (!only || found.length > 1) {
    throw badInput(
      `A report reads ${connection.name} by one selection of its nodes; the document has ${found.length}.`,
    );
  }
  return only;
}

const nameOf = (nodes: Nodes) => (nodes[0] as FieldNode).name.value;
const objectType = (type: GraphQLObjectType, field: string) =>
  getNamedType((type.getFields()[field] as GraphQLField<unknown, unknown>).type) as GraphQLObjectType;

/** Lays out what is selected of an object as columns; at most one list in it may be marked to give rows. */
export function rowShapes(planner: Planning, type: GraphQLObjectType, nodes: Nodes): RowShape[] {
  const shapes: RowShape[] = [];
  for (const [key, selected] of planner.below(type, nodes)) shapes.push(shapeOf(planner, type, key, selected));
  return shapes;
}

function shapeOf(planner: Planning, type: GraphQLObjectType, key: string, nodes: Nodes): RowShape {
  const definition = type.getFields()[nameOf(nodes)];
  if (!definition) return { kind: 'value', key, type: 'CODE' };
  const named = getNamedType(definition.type);
  const isList = isListType(getNullableType(definition.type));
  if (isLeafType(named)) {
    return isList
      ? { kind: 'joined', key }
      : { kind: 'value', key, type: isEnumType(named) ? 'CODE' : typeOf(named.name) };
  }
  const isMarked = nodes.some(({ directives }) => directives?.some(({ name }) => name.value === rowsDirective.name));
  const { c360 } = definition.extensions;
  const isPage = c360?.kind === 'union' || (c360?.kind === 'edge' && c360.cardinality === 'page');
  if (isMarked) return markedShape(planner, key, named as GraphQLObjectType, nodes, isPage, isList);
  if (isPage || isList || isAbstractType(named)) return { kind: 'nested', key };
  return { kind: 'object', key, members: rowShapes(planner, named as GraphQLObjectType, nodes) };
}

function markedShape(
  planner: Planning,
  key: string,
  type: GraphQLObjectType,
  nodes: Nodes,
  isPage: boolean,
  isList: boolean,
): RowShape {
  if (!isPage && !isList) throw badInput(`${key} is no list: only a list or a page can be marked with @rows.`);
  if (!isPage) return { kind: 'rows', key, path: [], members: rowShapes(planner, type, nodes) };
  const selection = rowSelection(planner, type, nodes);
  if (isAbstractType(selection.type)) throw badInput(`${key} holds records of several types, which make no columns.`);
  const members = rowShapes(planner, selection.type, selection.levels.at(-1) as Nodes);
  return { kind: 'rows', key, path: selection.path, members };
}

const types: Readonly<Record<string, ColumnType>> = {
  Int: 'INT',
  Float: 'FLOAT',
  Boolean: 'BOOLEAN',
  Decimal: 'DECIMAL',
  Date: 'DATE',
  DateTime: 'INSTANT',
  Currency: 'CODE',
  ID: 'CODE',
};

const typeOf = (name: string): ColumnType => types[name] ?? 'TEXT';

/** The columns in the order of the document, single objects with dotted names. */
export function columnsOf(shapes: readonly RowShape[], prefix = ''): Column[] {
  return shapes.flatMap((shape): Column[] => {
    const name = `${prefix}${shape.key}`;
    if ('members' in shape) return columnsOf(shape.members, `${name}.`);
    return [{ name, type: shape.kind === 'value' ? shape.type : 'TEXT' }];
  });
}

/** How many lists are marked to give rows. */
export function markedIn(shapes: readonly RowShape[]): number {
  return shapes.reduce((sum, shape) => {
    return sum + (shape.kind === 'rows' ? 1 : 0) + ('members' in shape ? markedIn(shape.members) : 0);
  }, 0);
}
