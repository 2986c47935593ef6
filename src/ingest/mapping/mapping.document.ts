import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { type Document, isCollection, isMap, isNode, isPair, isScalar, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { ImportError } from '../import.error';
import { type MappingShape, mappingShape } from './mapping.shape';

export type Path = readonly (string | number)[];

/** A mapping file as written, able to say where in it a fault lies. */
export interface MappingDocument {
  readonly mapping: MappingShape;
  /** Refuses the mapping for what stands at a path; `key`: for the key, not its value. */
  fault(path: Path, message: string, key?: 'key'): never;
}

/** Reads a mapping and checks its shape; throws ImportError `file:line:column: path: fault` for the first fault. */
export function readMappingDocument(file: string): MappingDocument {
  const lines = new LineCounter();
  const document = parseDocument(readText(file), { lineCounter: lines, prettyErrors: false });
  const refuse = (offset: number, message: string): never => {
    const { line, col } = lines.linePos(offset);
    throw new ImportError(`${basename(file)}:${line}:${col}: ${message}`);
  };
  const [broken] = document.errors;
  if (broken) refuse(broken.pos[0], broken.message.split('\n')[0] ?? 'is no YAML');
  const fault = (path: Path, message: string, key?: 'key'): never =>
    refuse(offsetOf(document, path, key), path.length === 0 ? message : `${path.join('.')}: ${message}`);

  const parsed = mappingShape.safeParse(plain(document, refuse), { reportInput: true });
  if (parsed.success) return { mapping: parsed.data, fault };
  const [first] = parsed.error.issues
    .map((issue) => located(issue))
    .sort((a, b) => offsetOf(document, a.path, a.key) - offsetOf(document, b.path, b.key));
  return first ? fault(first.path, first.message, first.key) : refuse(0, 'is no mapping');
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new ImportError(`The mapping ${file} cannot be read: ${(error as Error).message}`, { cause: error });
  }
}

function plain(document: Document, refuse: (offset: number, message: string) => never): unknown {
  try {
    return document.toJS();
  } catch (error) {
    return refuse(0, (error as Error).message);
  }
}

interface Located {
  readonly path: (string | number)[];
  readonly message: string;
  readonly key?: 'key';
}

const kinds: Record<string, string> = { record: 'a map', object: 'a map', array: 'a list', string: 'a text' };

function located(issue: z.core.$ZodIssue): Located {
  const path = issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step));
  if (issue.code === 'unrecognized_keys') {
    return { path: [...path, issue.keys[0] ?? ''], message: issue.message, key: 'key' };
  }
  if (issue.code === 'invalid_key') return { path, message: issue.issues[0]?.message ?? issue.message, key: 'key' };
  if (issue.code === 'invalid_type') {
    const name = path.at(-1);
    if (issue.input === undefined) return { path: path.slice(0, -1), message: `"${name}" is missing` };
    return { path, message: `must be ${kinds[issue.expected] ?? issue.expected}` };
  }
  return { path, message: issue.message };
}

/** Offset of the node at a path, or of its nearest ancestor that is written in the file. */
function offsetOf(document: Document, path: Path, key?: 'key'): number {
  for (let length = path.length; length > 0; length -= 1) {
    const parent = length === 1 ? document.contents : document.getIn(path.slice(0, length - 1), true);
    const last = path[length - 1];
    if (!isCollection(parent)) continue;
    const pair = isMap(parent)
      ? parent.items.find((item) => isScalar(item.key) && String(item.key.value) === String(last))
      : undefined;
    const node = isMap(parent)
      ? key && length === path.length
        ? pair?.key
        : (pair?.value ?? pair?.key)
      : parent.items[Number(last)];
    if (isNode(node) && !isPair(node) && node.range) return node.range[0];
  }
  return 0;
}
