import type { Column } from '../graph/plan/row-shape';
import type { Cell } from '../graph/row-values';
import type { Format } from './format';

const mark = '\ufeff';
const lineEnd = '\r\n';
// A spreadsheet takes a text that begins so for a formula.
const formula = /^[=+\-@\t\r]/;

/** CSV by RFC 4180 in UTF-8: a header, text in quotes, an absent value as nothing. PostgreSQL writes the same lines. */
export const csvFormat: Format = {
  mediaType: 'text/csv; charset=utf-8; header=present',
  wanted: 'CSV',
  open: (columns, { withMark }) => ({
    begin: () => Buffer.from(`${withMark ? mark : ''}${columns.map(({ name }) => name).join(',')}${lineEnd}`),
    lines: (lines) => lines,
    cells: (rows) => Buffer.from(rows.map((row) => lineOf(columns, row)).join('')),
    end: () => Buffer.alloc(0),
  }),
};

function lineOf(columns: readonly Column[], row: readonly Cell[]): string {
  // A line without any character would be taken for no line.
  if (row.length === 1 && row[0] === null) return `""${lineEnd}`;
  return `${columns.map(({ type }, index) => field(type, row[index] ?? null)).join(',')}${lineEnd}`;
}

function field(type: Column['type'], value: Cell): string {
  if (value === null) return '';
  if (type !== 'TEXT') return String(value);
  const text = String(value);
  return `"${formula.test(text) ? "'" : ''}${text.replaceAll('"', '""')}"`;
}
