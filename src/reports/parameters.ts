import {
  type DocumentNode,
  type GraphQLInputType,
  type GraphQLSchema,
  getNullableType,
  getOperationAST,
  isInputObjectType,
  isListType,
  isScalarType,
  typeFromAST,
} from 'graphql';
import { ownParameters } from '../documents/report-variables';
import { badInput } from '../errors';
import { type FormatName, formatNames } from './formats';

/** What the address of a report asks for. */
export interface ReportParameters {
  readonly format: FormatName;
  /** How many records; null for all. */
  readonly limit: number | null;
  readonly after: string | undefined;
  /** CSV begins with a byte order mark, by which Excel takes it for UTF-8. */
  readonly withMark: boolean;
  readonly variables: Record<string, unknown>;
}

const own: readonly string[] = ownParameters;

/** Reads an address's parameters by the types of the document's variables; refuses an unknown one by its name. */
export function reportParameters(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string,
  search: URLSearchParams,
): ReportParameters {
  const types = variableTypes(schema, document, operationName);
  for (const name of search.keys()) {
    if (types.has(name) || own.includes(name)) continue;
    const known = [...types.keys(), ...own].join(', ');
    throw badInput(`The report has no parameter ${JSON.stringify(name.slice(0, 60))}; it takes ${known}.`);
  }
  const variables = Object.fromEntries(
    [...types].flatMap(([name, type]) => {
      const given = own.includes(name) ? [] : search.getAll(name);
      return given.length === 0 ? [] : [[name, givenValue(name, given, type)]];
    }),
  );
  return {
    format: formatOf(single(search, 'format') ?? 'csv'),
    limit: limitOf(single(search, 'limit')),
    after: single(search, 'after'),
    withMark: markOf(single(search, 'bom')),
    variables,
  };
}

function variableTypes(schema: GraphQLSchema, document: DocumentNode, operationName: string) {
  const definitions = getOperationAST(document, operationName)?.variableDefinitions ?? [];
  return new Map(
    definitions.map(({ variable, type }): [string, GraphQLInputType] => [
      variable.name.value,
      typeFromAST(schema, type as never) as unknown as GraphQLInputType,
    ]),
  );
}

function single(search: URLSearchParams, name: string): string | undefined {
  const [value, ...more] = search.getAll(name);
  if (more.length > 0) throw badInput(`The parameter ${name} is given twice.`);
  return value;
}

function formatOf(text: string): FormatName {
  const format = formatNames.find((name) => name === text);
  if (!format) throw badInput(`The parameter format is one of ${formatNames.join(', ')}.`);
  return format;
}

function limitOf(text: string | undefined): number | null {
  if (text === undefined) return null;
  if (!/^[1-9]\d{0,8}$/.test(text)) throw badInput('The parameter limit is a whole number from 1.');
  return Number(text);
}

function markOf(text: string | undefined): boolean {
  if (text !== undefined && text !== '0' && text !== '1') throw badInput('The parameter bom is 0 or 1.');
  return text === '1';
}

/** A list is given by repetition, an input object as JSON, everything else as its text. */
function givenValue(name: string, given: readonly string[], nullable: GraphQLInputType): unknown {
  const type = getNullableType(nullable);
  if (isListType(type)) return given.map((text) => oneValue(name, text, type.ofType));
  if (given.length > 1) throw badInput(`The parameter ${name} is given twice, and it is no list.`);
  return oneValue(name, given[0] ?? '', type);
}

function oneValue(name: string, text: string, nullable: GraphQLInputType): unknown {
  const type = getNullableType(nullable);
  if (isInputObjectType(type) || isListType(type)) return jsonOf(name, text);
  if (!isScalarType(type)) return text;
  // What is no number or truth value goes on as text, for the coercion to refuse.
  if (type.name === 'Int' || type.name === 'Float') return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
  if (type.name === 'Boolean') return text === 'true' || text === 'false' ? text === 'true' : text;
  return text;
}

function jsonOf(name: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw badInput(`The parameter ${name} is not valid JSON.`);
  }
}
