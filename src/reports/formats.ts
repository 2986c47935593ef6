import { csvFormat } from './csv';
import type { Format } from './format';
import { jsonFormat, ndjsonFormat } from './json';
import { parquetFormat } from './parquet';

/** What a report can be written as. */
export const formats = {
  csv: csvFormat,
  ndjson: ndjsonFormat,
  json: jsonFormat,
  parquet: parquetFormat,
} satisfies Record<string, Format>;

export type FormatName = keyof typeof formats;
export const formatNames = Object.keys(formats) as FormatName[];
