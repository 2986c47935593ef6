import { type ASTVisitor, Kind, type OperationDefinitionNode, type ValidationContext } from 'graphql';
import { ClientError } from '../errors';
import { measureOperation } from './measure';

/** What one request may ask for. The 360° view, its lists and a full introspection stay well below. */
export interface Limits {
  readonly bodyBytes: number;
  readonly tokens: number;
  readonly depth: number;
  readonly aliases: number;
  readonly directives: number;
  readonly rootFields: number;
  /** Records that the pages of a document can bring back at most. */
  readonly records: number;
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
  records: 20_000,
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
  const measured = measureOperation(context.getSchema(), context.getDocument(), operation);
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

/** Throws where the pages asked for, with these variables, could bring back more records than allowed. */
export function checkRecords(records: number, limit: number): void {
  if (records <= limit) return;
  throw exceeded(`The query asks for up to ${records} records; at most ${limit} are allowed. Ask for smaller pages.`);
}
