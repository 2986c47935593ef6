import { ImportError } from '../import.error';
import type { SourcePlan } from '../plan';
import type { RowFault } from '../rejects';
import { readField } from '../value';
import { sourceForms } from './forms';
import { type TextRecord, textRecords } from './source.text';

/** A row of a source with every field read by its type. */
export interface SourceRow {
  readonly line: number;
  readonly values: ReadonlyMap<string, string | null>;
}

export type ReadRow = { readonly row: SourceRow } | { readonly fault: RowFault };

/** Streams a source's rows in their order, good ones and faulty ones. */
export async function* sourceRows(
  source: SourcePlan,
  folder: string,
  read: (bytes: number) => void,
): AsyncGenerator<ReadRow> {
  if (source.file === null) {
    for (const [place, cells] of source.rows.entries()) {
      yield readRow(source, inOrder(source), { line: place + 1, firstLine: place + 1, cells });
    }
    return;
  }
  if (source.form !== null) {
    const { columns, records } = sourceForms[source.form];
    const places = placesOf(source, columns);
    for await (const record of records(source, folder, read)) yield readRow(source, places, record);
    return;
  }
  let places = source.header ? null : inOrder(source);
  for await (const record of textRecords(source, folder, read)) {
    if (places === null) places = placesOf(source, record.cells);
    else yield readRow(source, places, record);
  }
  if (places === null) placesOf(source, []);
}

interface Places {
  readonly width: number;
  readonly at: readonly number[];
}

const inOrder = ({ columns }: SourcePlan): Places => ({ width: columns.length, at: columns.map((_, place) => place) });

/** Where a header has the columns of the mapping. */
function placesOf(source: SourcePlan, header: readonly string[]): Places {
  const names = header.map((name) => name.trim());
  const missing = source.columns.filter(({ name }) => !names.includes(name)).map(({ name }) => name);
  if (missing.length > 0) {
    const found = names.join(', ') || 'none';
    throw new ImportError(`${source.file}:1: the header lacks: ${missing.join(', ')}; it has: ${found}`);
  }
  return { width: names.length, at: source.columns.map(({ name }) => names.indexOf(name)) };
}

function readRow(source: SourcePlan, places: Places, record: TextRecord): ReadRow {
  const { line, firstLine, cells, broken, fault } = record;
  if (fault) return { fault };
  if (broken !== undefined || cells.length !== places.width) {
    const span = line > firstLine ? ` (lines ${firstLine} to ${line})` : '';
    const reason = `${broken ?? `has ${cells.length} columns, not ${places.width}`}${span}`;
    return { fault: { line: firstLine, column: '', value: '', reason } };
  }
  const values = new Map<string, string | null>();
  for (const [place, { name, type }] of source.columns.entries()) {
    const raw = cells[places.at[place] ?? -1] ?? '';
    const field = readField(type, raw);
    if ('fault' in field) return { fault: { line, column: name, value: raw, reason: field.fault } };
    values.set(name, field.value);
  }
  return { row: { line, values } };
}
