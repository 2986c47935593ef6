import type { RowShape } from './plan/row-shape';

/** A plain value in a column; null where there is none or it is withheld. */
export type Cell = string | number | boolean | null;

type Tree = Readonly<Record<string, unknown>> | null | undefined;

/** A record as rows of cells: one, or one for each item of the list that is marked to give rows, at least one. */
export function flattened(shapes: readonly RowShape[], record: unknown): Cell[][] {
  return shapes.reduce<Cell[][]>(
    (rows, shape) => {
      const below = cellsOf(shape, (record as Tree)?.[shape.key]);
      return rows.flatMap((row) => below.map((cells) => [...row, ...cells]));
    },
    [[]],
  );
}

function cellsOf(shape: RowShape, value: unknown): Cell[][] {
  switch (shape.kind) {
    case 'value':
      return [[(value as Cell | undefined) ?? null]];
    case 'joined':
      return [[joined(value as readonly unknown[] | null | undefined)]];
    case 'nested':
      return [[isAbsent(value) ? null : JSON.stringify(value)]];
    case 'object':
      return flattened(shape.members, value);
    case 'rows': {
      const items = itemsAt(value, shape.path);
      if (items.length === 0) return flattened(shape.members, null);
      return items.flatMap((item) => flattened(shape.members, item));
    }
  }
}

/** An empty list is an empty cell. */
const isAbsent = (value: unknown) =>
  value === null || value === undefined || (Array.isArray(value) && value.length === 0);

/** Plain values behind one another. */
function joined(values: readonly unknown[] | null | undefined): string | null {
  const present = (values ?? []).filter((value) => value !== null);
  return present.length === 0 ? null : present.join('; ');
}

function itemsAt(value: unknown, [list, node]: readonly string[]): readonly unknown[] {
  if (value === null || value === undefined) return [];
  if (list === undefined) return value as readonly unknown[];
  const items = (value as Record<string, readonly unknown[]>)[list] ?? [];
  return node === undefined ? items : items.map((item) => (item as Record<string, unknown>)[node]);
}
