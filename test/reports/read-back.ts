import { parse } from 'csv-parse/sync';
import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import type { ReportDocument } from './report-documents';

export type Cell = string | number | boolean | null;
export type FlatRow = Readonly<Record<string, Cell>>;

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

function at(tree: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((value, key) => (isObject(value) ? value[key] : undefined), tree);
}

/** A value of the graph's answer as the README says that a column holds it. */
function cellOf(value: unknown): Cell {
  if (value === undefined || value === null) return null;
  if (Array.isArray(value) && value.length === 0) return null;
  if (Array.isArray(value) && !value.some(isObject)) return value.join('; ');
  return isObject(value) ? JSON.stringify(value) : (value as Cell);
}

/** The rows that a record of the graph's answer makes. */
export function rowsOf({ columns, each }: ReportDocument, record: unknown): FlatRow[] {
  const list = each?.split('.') ?? [];
  const found = each === undefined ? [null] : ((at(record, list) as unknown[] | undefined) ?? []);
  const items = found.length === 0 ? [null] : found;
  return items.map((item) =>
    Object.fromEntries(
      columns.map((column) => {
        const path = column.split('.');
        const isBelow = each !== undefined && path[0] === list[0];
        return [column, cellOf(isBelow ? at(item, path.slice(1)) : at(record, path))];
      }),
    ),
  );
}

/** A row as CSV tells it: everything is text, and nothing is an empty text. */
export const asText = (row: FlatRow): Record<string, string> =>
  Object.fromEntries(Object.entries(row).map(([name, cell]) => [name, cell === null ? '' : String(cell)]));

export const readCsv = (bytes: Buffer): Record<string, string>[] =>
  parse(bytes, { columns: true, record_delimiter: '\r\n' });

export const readNdjson = (bytes: Buffer): FlatRow[] =>
  bytes
    .toString()
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));

/** The rows of a Parquet file, its types put back to what the graph tells. */
export async function readParquet(bytes: Buffer): Promise<FlatRow[]> {
  const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer;
  const types = new Map(parquetMetadata(file).schema.map(({ name, converted_type: type }) => [name, type]));
  const rows = await parquetReadObjects({ file });
  return rows.map((row) =>
    Object.fromEntries(Object.entries(row).map(([name, value]) => [name, graphValue(types.get(name), value)])),
  );
}

function graphValue(type: string | undefined, value: unknown): Cell {
  if (value === null || value === undefined) return null;
  if (type === 'DATE') return (value as Date).toISOString().slice(0, 10);
  if (type === 'TIMESTAMP_MILLIS') return (value as Date).toISOString();
  // The reader makes binary numbers of decimals.
  if (type === 'DECIMAL') return Number(Number(value).toPrecision(15));
  return typeof value === 'bigint' ? Number(value) : (value as Cell);
}
