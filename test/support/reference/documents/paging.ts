import type { Context } from '../model/model';
import type { Random } from './random';

const usualSize = 20;

export interface Page {
  readonly args: Readonly<Record<string, unknown>>;
  readonly rows: number;
}

/** The paging arguments of one list: from either end, after cursors met before, and now and then what does not fit. */
export function pageArguments(random: Random, context: Context, coordinate: string, roomFor: number): Page {
  if (random.chance(0.01)) {
    return {
      args: random.pick([
        { first: 1, last: 1 },
        { first: -1 },
        { first: 101 },
        { last: 2, after: 'x' },
        { after: 'AAAA' },
      ]),
      rows: 1,
    };
  }
  const sizes = [0, 1, 1, 2, 2, 3, 3, 4, 5, 7, 10, 25].filter((size) => size <= roomFor);
  const backward = random.chance(0.3);
  const size = random.pick(sizes.length > 0 ? sizes : [1]);
  const unsaid = usualSize <= roomFor && random.chance(0.2);
  const [argument, edge] = backward ? ['last', 'before'] : ['first', 'after'];
  const known = context.cursors.of(context.principal, coordinate);
  if (known.length > 0 && random.chance(0.4)) {
    const cursor = random.pick(known);
    const { args = {} } = context.cursors.placeOf(cursor) ?? {};
    const { first: _first, last: _last, after: _after, before: _before, ...list } = args;
    const kept = random.chance(0.95) ? list : {};
    return {
      args: { ...kept, [edge]: spoilt(random, cursor), ...(unsaid ? {} : { [argument]: size }) },
      rows: unsaid ? usualSize : size,
    };
  }
  if (unsaid) return { args: random.chance(0.1) ? { first: null, after: null } : {}, rows: usualSize };
  return { args: { [argument]: size, ...(random.chance(0.05) && { [edge]: null }) }, rows: size };
}

/** Most times the cursor itself; seldom with one character changed. */
function spoilt(random: Random, cursor: string): string {
  if (!random.chance(0.02)) return cursor;
  const at = random.below(cursor.length);
  return `${cursor.slice(0, at)}${cursor[at] === 'A' ? 'B' : 'A'}${cursor.slice(at + 1)}`;
}
