import { type DestinationStream, type Logger, pino } from 'pino';
import { type Exchange, millisecondsSince } from './exchange';

export type Log = Logger;

/** JSON lines on standard output (or the stream given), so that no value can begin a line of its own. */
export function createLog(level: string, destination?: DestinationStream): Log {
  const options = { level, base: null, timestamp: pino.stdTimeFunctions.isoTime };
  // Written at once: in the background, the last lines of a process that ends are lost or change places.
  return pino(options, destination ?? pino.destination({ dest: 1, sync: true }));
}

/** One line a request: who, which document, how it ended; never variables, tokens or anything read from the graph. */
export function logExchange(log: Log, exchange: Exchange, status: number): void {
  for (const cause of exchange.causes) log.error({ requestId: exchange.id, cause: describeCause(cause) }, 'failed');
  log.info(
    {
      requestId: exchange.id,
      method: exchange.method,
      principal: exchange.principal?.staffNumber,
      client: exchange.principal?.clientId,
      operation: exchange.operationName?.slice(0, 100),
      document: exchange.documentHash,
      documentId: exchange.documentId?.slice(0, 200),
      unregistered: exchange.isUnregistered,
      outcome: exchange.outcome,
      signIn: exchange.signInFault,
      status,
      audit: exchange.anchor,
      ms: millisecondsSince(exchange.startedAt),
    },
    'request',
  );
}

/** An error as the log may hold it: what people wrote, in quotes, brackets or as a long number, is taken out. */
export function describeCause(cause: unknown): Record<string, unknown> {
  if (!(cause instanceof Error)) return { message: withoutValues(String(cause)) };
  const { code } = cause as { code?: unknown };
  const frames = (cause.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return {
    name: cause.name,
    code,
    message: withoutValues(cause.message),
    at: frames.slice(0, 12).map((frame) => frame.trim()),
    ...causeBelow(cause),
  };
}

function causeBelow(error: Error): Record<string, unknown> {
  const below = error.cause ?? (error as { originalError?: unknown }).originalError;
  return below === undefined || below === null ? {} : { cause: describeCause(below) };
}

function withoutValues(message: string): string {
  return message
    .replace(/"[^"]*"|'[^']*'|`[^`]*`|\([^)]*\)/g, '…')
    .replace(/\d{5,}/g, '#')
    .replace(/[^\x20-\x7e…]+/g, '?')
    .slice(0, 300);
}
