import { GraphQLError, type GraphQLFormattedError, Kind } from 'graphql';
import { ClientError, type ErrorCode, errorCodes } from '../errors';

const maxMessageLength = 500;

// What Apollo and graphql-js refuse before anything runs; all of it is the caller's document or request.
const refusedByApollo = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_FOUND',
  'PERSISTED_QUERY_NOT_SUPPORTED',
  'BAD_REQUEST',
]);

const isKnown = (code: unknown): code is ErrorCode => typeof code === 'string' && Object.hasOwn(errorCodes, code);

/** The innermost error: GraphQL wraps what was thrown once per layer. */
function rootOf(error: unknown): unknown {
  let root = error;
  while (root instanceof GraphQLError && root.originalError) root = root.originalError;
  return root;
}

/** The code under which a client meets an error; whatever is not known to be his doing is INTERNAL. */
export function codeOf(error: unknown): ErrorCode {
  const root = rootOf(error);
  if (root instanceof ClientError) return root.extensions.code as ErrorCode;
  if ((root as { code?: unknown } | null)?.code === '57014') return 'TIMEOUT';
  if (!(error instanceof GraphQLError)) return 'INTERNAL';
  if (/^Syntax Error: Document contains more tha[nt] \d+ tokens/.test(error.message)) return 'LIMIT_EXCEEDED';
  const { code } = error.extensions;
  if (isKnown(code)) return code;
  if (typeof code === 'string' && refusedByApollo.has(code)) return 'BAD_USER_INPUT';
  return isAboutInput(error, root) ? 'BAD_USER_INPUT' : 'INTERNAL';
}

// graphql-js gives no code to its own errors. Those about input point at a variable or an argument, or come before execution.
function isAboutInput(error: GraphQLError, root: unknown): boolean {
  const kind = error.nodes?.[0]?.kind;
  if (kind === Kind.VARIABLE_DEFINITION) return true;
  return root instanceof GraphQLError && (error.path === undefined || (kind !== undefined && kind !== Kind.FIELD));
}

/** An error as it goes over the wire: a code of the one list, and nothing of the inside. */
export function formatError(error: unknown): GraphQLFormattedError {
  const code = codeOf(error);
  const located = error instanceof GraphQLError ? error.toJSON() : undefined;
  const { locations, path } = located ?? {};
  const place = { ...(locations && { locations }), ...(path && { path }) };
  if (code === 'INTERNAL') return { message: 'Something went wrong on our side.', ...place, extensions: { code } };
  if (code === 'TIMEOUT')
    return { message: 'The request took too long and was stopped.', ...place, extensions: { code } };
  const root = rootOf(error);
  const details = root instanceof ClientError ? root.extensions : {};
  return { message: clip(withoutGuess((error as Error).message)), ...place, extensions: { ...details, code } };
}

// graphql-js guesses at names that the caller did not say.
const withoutGuess = (text: string) => text.replace(/ Did you mean [^?]*\?/g, '');

const clip = (text: string) => (text.length > maxMessageLength ? `${text.slice(0, maxMessageLength)}…` : text);
