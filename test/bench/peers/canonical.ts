import type { SingleWork } from '../documents';
import type { ServerName } from '../options';

type Data = Readonly<Record<string, unknown>>;

// What only a server with access control can tell.
const ofAccess = new Set(['access', 'restrictedCount']);

/** Brings an answer into the product's form; `bare`: without what a server lacks that knows no access. */
export function canonical(_name: ServerName, _work: SingleWork, data: Data, bare = false): unknown {
  return bare ? without(data, ofAccess) : data;
}

function without(value: unknown, names: ReadonlySet<string>): unknown {
  if (Array.isArray(value)) return value.map((one) => without(one, names));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, one]) => (names.has(key) ? [] : [[key, without(one, names)]])),
  );
}
