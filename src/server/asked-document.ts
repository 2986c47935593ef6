import { badInput } from '../errors';

/** Which document a request is about: an id, or a text of its own; neither where it has none, which Apollo refuses. */
export interface AskedDocument {
  readonly id?: string;
  readonly text?: string;
}

type Fields = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isGiven = (value: unknown) => value !== undefined && value !== null;

/** Reads it of the body of a POST, or else of the query string; refuses a request that names its document twice. */
export function readAsked(search: string, body: unknown): AskedDocument {
  const fields = body === undefined ? fieldsOf(search) : isObject(body) ? body : {};
  const { query, documentId, extensions } = fields;
  const { persistedQuery } = isObject(extensions) ? extensions : ({} as Fields);
  const named = [documentId, persistedQuery].filter(isGiven);
  if (named.length === 0) return typeof query === 'string' && query !== '' ? { text: query } : {};
  if (isGiven(persistedQuery) && isGiven(query)) {
    throw badInput('A text cannot be registered by a request: documents are registered with the bank beforehand.');
  }
  if (named.length > 1 || isGiven(query)) throw badInput('Name the document once: by its id, its hash or its text.');
  return { id: isGiven(documentId) ? idOf(documentId) : hashIdOf(persistedQuery) };
}

function idOf(documentId: unknown): string {
  if (typeof documentId !== 'string') throw badInput('documentId must be a text: name@version or sha256:… .');
  return documentId;
}

/** The form in which Apollo Client's persisted-query-list link sends an id. */
function hashIdOf(persistedQuery: unknown): string {
  const { sha256Hash } = isObject(persistedQuery) ? persistedQuery : ({} as Fields);
  if (typeof sha256Hash !== 'string') throw badInput('extensions.persistedQuery.sha256Hash must be a text.');
  return `sha256:${sha256Hash}`;
}

function fieldsOf(search: string): Fields {
  const parameters = new URLSearchParams(search);
  const [documentId, ...more] = parameters.getAll('documentId');
  if (more.length > 0) throw badInput('documentId is given twice.');
  return { documentId, query: parameters.get('query'), extensions: parsed(parameters.get('extensions')) };
}

// What is no JSON is refused by Apollo.
function parsed(text: string | null): unknown {
  if (text === null) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The same request with the document's text in the place of its id. */
export function withText(request: { readonly search: string; readonly body: unknown }, text: string) {
  if (isObject(request.body)) {
    const { documentId: _id, extensions: _extensions, ...rest } = request.body;
    return { search: request.search, body: { ...rest, query: text } };
  }
  const parameters = new URLSearchParams(request.search);
  parameters.delete('documentId');
  parameters.delete('extensions');
  parameters.set('query', text);
  return { search: `?${parameters}`, body: request.body };
}
