import { createHash } from 'node:crypto';
import {
  type DocumentNode,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  parse,
  printSchema,
  specifiedRules,
  validate,
} from 'graphql';
import { type DocumentLimits, documentLimits } from './limits';

/** A text that cannot be registered, or can be run no longer; the message says why in one line. */
export class DocumentFault extends Error {
  override readonly name = 'DocumentFault';
}

export interface Admitted {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly operationName: string;
}

export const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

const versions = new WeakMap<GraphQLSchema, string>();

/** SHA-256 of the schema as printed; printed once, because it is long. */
export function schemaVersionOf(schema: GraphQLSchema): string {
  const known = versions.get(schema) ?? hashOf(printSchema(schema));
  versions.set(schema, known);
  return known;
}

/** Parses and validates a text as the server does, and demands one operation with a name. */
export function admit(schema: GraphQLSchema, text: string, limits: DocumentLimits): Admitted {
  const document = parsed(text, limits);
  const [fault] = validate(schema, document, [...specifiedRules, documentLimits(limits)], { maxErrors: 5 });
  if (fault) throw new DocumentFault(fault.message);
  const operations = document.definitions.filter((one) => one.kind === Kind.OPERATION_DEFINITION);
  const [operation] = operations;
  if (!operation || operations.length > 1) throw new DocumentFault('A document has one operation.');
  if (!operation.name) throw new DocumentFault('The operation needs a name.');
  if (operation.operation === 'subscription') throw new DocumentFault('Subscriptions are not registered.');
  return { document, operation, operationName: operation.name.value };
}

function parsed(text: string, { tokens }: DocumentLimits): DocumentNode {
  try {
    return parse(text, { maxTokens: tokens });
  } catch (error) {
    throw new DocumentFault((error as Error).message);
  }
}
