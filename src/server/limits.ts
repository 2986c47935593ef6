import { type ASTVisitor, Kind, type OperationDefinitionNode, type ValidationContext } from 'graphql';
import { ClientError } from '../errors';
import { measureOperation } from './measure';

/** What one request may hold; how many rows it may ask for is the graph's to judge. The 360° view and introspection fit well. */
export interface Limits {
  readonly bodyBytes: number;
  readonly tokens: number;
  readonly depth: number;
  readonly aliases: number;
  readonly directives: number;
  readonly rootFields: number;
  /** Values, at any depth, in all variables together. */
  readonly variableValues: number;
  readonly requestsPerMinute: number;
}

export const defaultLimits: Limits = {
  bodyBytes: 100 * 1024,
  tokens: 3000,
  depth: 16,
  aliases: 100,
  directives: 50,
  rootFields: 20,
  variableValues: 5000,
  requestsPerMinute: 12_000,
};

const exceeded = (message: string) => new ClientError('LIMIT_EXCEEDED', message);

/** The limits of a document by itself. Never by role: a validated document is kept and serves every caller. */
export function documentLimits(limits: Limits) {
  return (context: ValidationContext): ASTVisitor => ({
    Document(document) {
      for (const definition of document.definitions) {
        if (definition.kind === Kind.OPERATION_DEFINITION) checkOperation(context, definition, limits);
      }
      return false;
    },
  });
}

function checkOperation(context: ValidationContext, operation: OperationDefinitionNode, limits: Limits): void {
  const measured = measureOperation(context.getDocument(), operation);
  for (const name of ['depth', 'aliases', 'directives', 'rootFields'] as const) {
    if (measured[name] <= limits[name]) continue;
    context.reportError(exceeded(`${labels[name]} of the query is over the limit of ${limits[name]}.`));
  }
}

const labels = {
  depth: 'The depth',
  aliases: 'The number of aliases',
  directives: 'The number of directives',
  rootFields: 'The number of top-level fields',
};

/** Throws where the variables hold more values than allowed, counted without recursion. */
export function checkVariables(variables: Record<string, unknown>, limit: number): void {
  const waiting: unknown[] = [variables];
  let count = 0;
  while (waiting.length > 0) {
    const value = waiting.pop();
    if (typeof value === 'object' && value !== null) waiting.push(...Object.values(value));
    count += 1;
    if (count + waiting.length > limit + 1) throw exceeded(`The variables hold more than ${limit} values.`);
  }
}
