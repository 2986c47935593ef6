import { FieldFault } from '../../interchange/field-fault';
import { requiredColumns } from '../../interchange/gleif/columns';
import { relationshipRow } from '../../interchange/gleif/relationship-row';
import { ImportError } from '../import.error';
import type { SourcePlan } from '../plan';
import type { SourceForm } from './form';
import { type TextRecord, textRecords } from './source.text';

const columns = ['start_node', 'end_node', 'relationship_type', 'share_pct', 'valid_from', 'valid_to', 'evidence'];

/** The rows of GLEIF's file of relationship records, CSV with a header. */
export const gleifRelationships: SourceForm = {
  columns,
  async check(source, folder) {
    const records = textRecords(source, folder, () => undefined);
    const { value } = await records.next();
    await records.return(undefined);
    placesOf(source, value?.cells ?? []);
  },
  async *records(source, folder, read) {
    let places: ReadonlyMap<string, number> | null = null;
    for await (const record of textRecords(source, folder, read)) {
      if (places === null) places = placesOf(source, record.cells);
      else yield flat(record, places);
    }
  },
};

function placesOf(source: SourcePlan, header: readonly string[]): ReadonlyMap<string, number> {
  const names = header.map((name) => name.trim());
  const missing = requiredColumns.filter((column) => !names.includes(column));
  if (missing.length === 0) return new Map(names.map((name, place) => [name, place]));
  throw new ImportError(`${source.file}:1: the header lacks: ${missing.join(', ')}`);
}

function flat(record: TextRecord, places: ReadonlyMap<string, number>): TextRecord {
  const { line, firstLine, cells, broken } = record;
  if (broken !== undefined) return record;
  if (cells.length !== places.size) {
    return { ...record, broken: `has ${cells.length} columns, not ${places.size}` };
  }
  try {
    const row = relationshipRow((column) => cells[places.get(column) ?? -1]?.trim() ?? '');
    return { line, firstLine, cells: columns.map((column) => row[column] ?? '') };
  } catch (error) {
    if (!(error instanceof FieldFault)) throw error;
    const { field: column, value, message: reason } = error;
    return { line, firstLine, cells: [], fault: { line: firstLine, column, value, reason } };
  }
}
