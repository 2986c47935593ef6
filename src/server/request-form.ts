import type { IncomingMessage, ServerResponse } from 'node:http';
import { HeaderMap } from '@apollo/server';
import { badInput, ClientError } from '../errors';
import { checkAnnouncedLength, readBody } from './body';
import { parseJson } from './json';

/** A request whose form no GraphQL server could take. */
export class WrongForm extends ClientError {
  constructor(
    readonly status: number,
    message: string,
    readonly headers: Record<string, string> = {},
  ) {
    super('BAD_USER_INPUT', message);
  }
}

/** Throws for every method but GET and POST. */
export function checkMethod({ method }: IncomingMessage): void {
  if (method === 'GET' || method === 'POST') return;
  throw new WrongForm(405, `${method} is not served here; send GET or POST.`, { allow: 'GET, POST' });
}

/** Reads the body of a POST: one operation as a JSON object in UTF-8. Throws an error that names what is wrong. */
export async function jsonBody(request: IncomingMessage, response: ServerResponse, limit: number): Promise<unknown> {
  checkContentType(request);
  checkAnnouncedLength(request, limit);
  if (request.headers.expect !== undefined) response.writeContinue();
  const body = parseJson(await readBody(request, limit));
  if (Array.isArray(body)) throw badInput('Send one operation at a time: batches are not taken.');
  if (typeof body !== 'object' || body === null) throw badInput('The request body must be a JSON object.');
  return body;
}

function checkContentType({ headers }: IncomingMessage): void {
  const [type = '', ...parameters] = (headers['content-type'] ?? '')
    .toLowerCase()
    .split(';')
    .map((part) => part.trim());
  if (type !== 'application/json') throw new WrongForm(415, 'Send the request as application/json.');
  const charset = parameters.find((parameter) => parameter.startsWith('charset='))?.slice('charset='.length);
  if (charset && !/^"?utf-?8"?$/.test(charset)) throw new WrongForm(415, 'Send the request in UTF-8.');
  const coding = headers['content-encoding'] ?? 'identity';
  if (coding !== 'identity') throw new WrongForm(415, 'Send the request uncompressed.');
}

/** The headers by which Apollo refuses requests forged on other sites and chooses the media type; it never sees the token. */
export function headersForApollo(request: IncomingMessage): HeaderMap {
  const headers = new HeaderMap();
  if (request.headers.authorization) headers.set('authorization', 'Bearer');
  for (const name of ['content-type', 'accept']) {
    const value = request.headers[name];
    if (typeof value === 'string') headers.set(name, value);
  }
  return headers;
}

/** The query string with its question mark, or nothing. */
export function searchOf({ url = '' }: IncomingMessage): string {
  const start = url.indexOf('?');
  return start < 0 ? '' : url.slice(start);
}
