import { type ASTVisitor, Kind, type OperationDefinitionNode, type ValidationContext } from 'graphql';
import { ClientError } from '../errors';
import { measureOperation } from './measure';

/** What one document may hold; how many rows it may ask for is the graph's to judge. The 360° view and introspection fit well. */
export interface DocumentLimits {
  readonly tokens: number;
  readonly depth: number;
  readonly aliases: number;
  readonly directives: number;
  readonly rootFields: number;
}

export const defaultDocumentLimits: DocumentLimits = {
  tokens: 3000,
  depth: 16,
  aliases: 100,
  directives: 50,
  rootFields: 20,
};

export const exceeded = (message: string) => new ClientError('LIMIT_EXCEEDED', message);

/** The limits of a document by itself. Never by role: a validated document is kept and serves every caller. */
export function documentLimits(limits: DocumentLimits) {
  return (context: ValidationContext): ASTVisitor => ({
    Document(document) {
      for (const definition of document.definitions) {
        if (definition.kind === Kind.OPERATION_DEFINITION) checkOperation(context, definition, limits);
      }
      return false;
    },
  });
}

function checkOperation(context: ValidationContext, operation: OperationDefinitionNode, limits: DocumentLimits): void {
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
