import type { Column } from '../graph/plan/row-shape';
import type { Cell } from '../graph/row-values';
import type { FileWriter, Format } from './format';

const objectOf = (columns: readonly Column[], row: readonly Cell[]) =>
  JSON.stringify(Object.fromEntries(columns.map(({ name }, index) => [name, row[index] ?? null])));

function writer(
  columns: readonly Column[],
  [opening, between, closing]: readonly [string, string, string],
): FileWriter {
  let isFirst = true;
  // A line of JSON holds no line feed, which is an escape inside its texts.
  const written = (lines: string) => {
    if (lines === '') return Buffer.alloc(0);
    const text = between === '\n' ? lines : lines.replaceAll('\n', between);
    const begun = isFirst ? text : `${between}${text}`;
    isFirst = false;
    return Buffer.from(begun);
  };
  return {
    begin: () => Buffer.from(opening),
    lines: (lines) => written(lines.toString()),
    cells: (rows) => written(rows.map((row) => objectOf(columns, row)).join('\n')),
    end: () => Buffer.from(isFirst && opening === '' ? '' : closing),
  };
}

/** One JSON array of objects. */
export const jsonFormat: Format = {
  mediaType: 'application/json; charset=utf-8',
  wanted: 'JSON',
  open: (columns) => writer(columns, ['[', ',\n', ']\n']),
};

/** A JSON object a line. */
export const ndjsonFormat: Format = {
  mediaType: 'application/x-ndjson; charset=utf-8',
  wanted: 'JSON',
  open: (columns) => writer(columns, ['', '\n', '\n']),
};
