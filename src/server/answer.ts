import { type ApolloServerPlugin, type GraphQLRequestContext, type GraphQLResponse, HeaderMap } from '@apollo/server';
import type { FormattedExecutionResult } from 'graphql';
import { mayRun } from '../documents/registered-document';
import type { DocumentRegistry } from '../documents/registry';
import { badInput, ClientError } from '../errors';
import type { Graph } from '../graph/graph';
import type { GraphAnswer } from '../graph/request';
import { codeOf, formatError } from './errors';
import type { Exchange, ServerContext } from './exchange';
import { checkVariables, type Limits } from './limits';
import { mayGoUnrecorded, type Recorder } from './recording';

type RequestContext = GraphQLRequestContext<ServerContext>;

/** Data that PostgreSQL made as JSON text: it goes on the wire without being parsed and printed again. */
export class ReadyText {
  constructor(readonly text: string) {}
}

// Apollo's codes for a document that is not run at all.
const refusesDocument = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'PERSISTED_QUERY_NOT_FOUND',
  'PERSISTED_QUERY_NOT_SUPPORTED',
]);

export interface AnswerParts {
  readonly graph: Graph;
  readonly documents: Pick<DocumentRegistry, 'parsed' | 'used'>;
  readonly limits: Limits;
  readonly recorder: Recorder;
}

/** The plugin by which the graph, not graphql-js, answers every operation. */
export function answeredBy({ graph, documents, limits, recorder }: AnswerParts): ApolloServerPlugin<ServerContext> {
  function checkMayRun({ document, viewer }: ServerContext): void {
    if (!document) return;
    if (!mayRun(document, viewer)) throw new ClientError('FORBIDDEN', 'This document is not open to you.');
    documents.used(document, viewer.today);
  }

  async function answer({ document, operation, request, contextValue }: RequestContext): Promise<GraphAnswer> {
    if (!document) throw new Error('A request came to the graph without its document.');
    const operationName = request.operationName ?? null;
    if (!operation) throw badInput(unresolved(operationName));
    if (operation.operation === 'subscription') throw badInput('Subscriptions are not served at this address.');
    const { viewer, document: registered } = contextValue;
    checkMayRun(contextValue);
    const variables = request.variables ?? {};
    checkVariables(variables, limits.variableValues);
    const { exchange } = contextValue;
    const noteReads = (reads: Exchange['reads']) => {
      exchange.reads = reads;
    };
    const rowLimit = registered?.rowLimit ?? undefined;
    return graph.answer({ document, operationName, variables, viewer, rowLimit, noteReads });
  }

  return {
    async requestDidStart() {
      return {
        async didEncounterErrors({ contextValue: { exchange }, errors }) {
          exchange.documentRefused = errors.every(({ extensions }) => refusesDocument.has(String(extensions.code)));
          noteCauses(exchange, errors);
        },
        async responseForOperation(context): Promise<GraphQLResponse> {
          const { exchange } = context.contextValue;
          const answered = await answer(context).catch((error: unknown) => refusal(error));
          return {
            http: { headers: new HeaderMap() },
            body: { kind: 'single', singleResult: wireResult(exchange, answered) },
          };
        },
        async willSendResponse({ contextValue: { exchange, viewer }, response, queryHash, operationName }) {
          exchange.documentHash = queryHash;
          exchange.operationName = operationName ?? undefined;
          if (response.body.kind !== 'single') return;
          const result = response.body.singleResult;
          noteOutcome(exchange, result);
          await recorder.keep(exchange, viewer).catch((error: unknown) => {
            if (mayGoUnrecorded(exchange, result)) exchange.causes.push(error);
            else response.body = { kind: 'single', singleResult: withheld(exchange, error) };
          });
        },
      };
    },
    async unexpectedErrorProcessingRequest({ requestContext, error }) {
      noteCauses(requestContext.contextValue.exchange, [error]);
    },
  };
}

const unresolved = (name: string | null) =>
  name === null
    ? 'The document has several operations: say which by operationName.'
    : `The document has no operation named "${name.slice(0, 60)}".`;

// What the caller can mend refuses the operation; what failed inside answers with data that is null.
function refusal(error: unknown): { data?: null; errors: unknown[] } {
  const failed = ['INTERNAL', 'TIMEOUT'].includes(codeOf(error));
  return failed ? { data: null, errors: [error] } : { errors: [error] };
}

/** What is answered in place of what the audit trail cannot keep. */
function withheld(exchange: Exchange, error: unknown): FormattedExecutionResult {
  const result = wireResult(exchange, refusal(error));
  noteOutcome(exchange, result);
  return result;
}

function wireResult(
  exchange: Exchange,
  answered: Omit<GraphAnswer, 'errors'> & { errors?: readonly unknown[] },
): FormattedExecutionResult {
  const { text, errors = [], extensions, reads } = answered;
  exchange.reads = reads ?? exchange.reads;
  const data = text === undefined ? answered.data : (new ReadyText(text) as unknown as Record<string, unknown>);
  exchange.documentRefused = data === undefined;
  noteCauses(exchange, errors);
  return {
    ...(errors.length > 0 && { errors: errors.map(formatError) }),
    ...(data !== undefined && { data }),
    ...(extensions && { extensions }),
  };
}

function noteCauses(exchange: Exchange, errors: readonly unknown[]): void {
  exchange.causes.push(...errors.filter((error) => codeOf(error) === 'INTERNAL'));
}

/** Notes how the request ended, and gives each INTERNAL error the id under which the log tells its cause. */
function noteOutcome(exchange: Exchange, result: FormattedExecutionResult): void {
  const [first] = result.errors ?? [];
  if (!first) return;
  exchange.outcome = String(first.extensions?.code);
  result.errors = result.errors?.map((error) =>
    error.extensions?.code === 'INTERNAL'
      ? { ...error, extensions: { ...error.extensions, correlationId: exchange.id } }
      : error,
  );
}
