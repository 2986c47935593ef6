import type { CursorBook } from './cursors';

export interface Mismatch {
  readonly path: string;
  readonly expected: unknown;
  readonly got: unknown;
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** The first place where two answers differ, the order of keys included; cursors are compared by their places. */
export function firstMismatch(expected: unknown, got: unknown, cursors: CursorBook, path = 'data'): Mismatch | null {
  if (isObject(expected) && isObject(got) && Array.isArray(expected) === Array.isArray(got)) {
    const keys = Object.keys(expected);
    const gotKeys = Object.keys(got);
    if (keys.join() !== gotKeys.join()) {
      const name = Array.isArray(expected) ? 'length' : 'keys';
      return { path: `${path} (${name})`, expected: keys.join(), got: gotKeys.join() };
    }
    for (const key of keys) {
      const found = firstMismatch(expected[key], got[key], cursors, `${path}.${key}`);
      if (found) return found;
    }
    return null;
  }
  return cursors.agrees(got, expected) ? null : { path, expected, got };
}
