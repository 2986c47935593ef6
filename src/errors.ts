import { GraphQLError } from 'graphql';

/** Every error code a client can meet, in one list, with the HTTP status of a request refused as a whole. */
export const errorCodes = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 200,
  FORBIDDEN_INPUT: 200,
  NOT_FOUND: 200,
  BAD_USER_INPUT: 200,
  CONFLICT: 200,
  LIMIT_EXCEEDED: 200,
  RATE_LIMITED: 429,
  TIMEOUT: 200,
  INTERNAL: 200,
} as const;

export type ErrorCode = keyof typeof errorCodes;

/** An error that a client may read: its text names what is wrong with the request and nothing of the inside. */
export class ClientError extends GraphQLError {
  constructor(code: ErrorCode, message: string, details: Record<string, unknown> = {}) {
    super(message, { extensions: { code, ...details } });
    this.name = 'ClientError';
  }
}

export const badInput = (message: string, details?: Record<string, unknown>) =>
  new ClientError('BAD_USER_INPUT', message, details);
