import type { IncomingMessage, ServerResponse } from 'node:http';
import { ClientError } from '../errors';

/** The body is longer than allowed (HTTP 413). */
export class BodyTooLarge extends ClientError {
  constructor(limit: number) {
    super('LIMIT_EXCEEDED', `The request body is larger than ${limit} bytes.`);
  }
}

/** The caller went away before the body was complete; there is nobody to answer. */
export class CallerGone extends Error {}

/** Throws where the request announces more bytes than allowed. */
export function checkAnnouncedLength({ headers }: IncomingMessage, limit: number): void {
  if (Number(headers['content-length'] ?? 0) > limit) throw new BodyTooLarge(limit);
}

/** Reads a whole body of at most `limit` bytes, and stops at the first byte beyond. */
export function readBody(request: IncomingMessage, limit: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    let size = 0;
    const onData = (part: Buffer) => {
      size += part.length;
      parts.push(part);
      if (size > limit) finish(() => reject(new BodyTooLarge(limit)));
    };
    const onEnd = () => finish(() => resolve(parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts)));
    const onGone = () => finish(() => reject(new CallerGone('The caller closed the connection.')));
    const finish = (settle: () => void) => {
      request.off('data', onData).off('end', onEnd).off('close', onGone).off('error', onGone);
      settle();
    };
    request.on('data', onData).on('end', onEnd).on('close', onGone).on('error', onGone);
  });
}

const lingerMilliseconds = 1000;

/**
 * Ends an answer that leaves part of the request unread. Closing at once would reset the connection, and the caller,
 * still sending, would lose the answer; so what he sends is thrown away for a second before the connection closes.
 */
export function endUnread(request: IncomingMessage, response: ServerResponse, text: string): void {
  response.setHeader('connection', 'close');
  response.write(text);
  const timer = setTimeout(() => response.end(() => request.destroy()), lingerMilliseconds);
  request.on('error', () => request.destroy());
  request.once('close', () => clearTimeout(timer));
  request.once('end', () => {
    clearTimeout(timer);
    response.end();
  });
  request.resume();
}
