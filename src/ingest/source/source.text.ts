import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream';
import { type InfoRecord, parse } from 'csv-parse';
import { ImportError } from '../import.error';
import type { SourcePlan } from '../plan';
import type { RowFault } from '../rejects';

/** A record of a file as it stands there. */
export interface TextRecord {
  /** Its last line; a quoted field can hold line ends. */
  readonly line: number;
  readonly firstLine: number;
  readonly cells: readonly string[];
  /** Why it could not be taken apart. */
  readonly broken?: string;
  /** What is wrong with one of its fields, where its form says so. */
  readonly fault?: RowFault;
}

const longestRecord = 1_000_000;

/** Streams the records of a source's file; `read` is told the bytes taken. Needs memory for a few records only. */
export async function* textRecords(
  source: SourcePlan,
  folder: string,
  read: (bytes: number) => void,
): AsyncGenerator<TextRecord> {
  const file = join(folder, source.file ?? '');
  const isWellQuoted = quoting(source);
  let sinceRecord = 0;
  let line = 0;
  let isOpen = false;
  const parser = parse({
    delimiter: source.delimiter,
    quote: source.quote ?? false,
    record_delimiter: ['\r\n', '\n'],
    relax_column_count: true,
    // A strict parser takes what follows a misplaced quote for one record; so it is looked for in each record.
    relax_quotes: true,
    raw: source.quote !== null,
    skip_empty_lines: true,
    skip_records_with_error: true,
    on_record: (given: string[] | { record: string[] }, { lines, raw }: InfoRecord) => {
      const cells = 'record' in given ? given.record : given;
      sinceRecord = 0;
      line = lines;
      return [String(lines), isWellQuoted(raw ?? '') ? '' : 'has a misplaced quote', ...cells];
    },
    on_skip: () => {
      isOpen = true;
      return undefined;
    },
  });
  async function* decode(chunks: AsyncIterable<Buffer>): AsyncGenerator<string> {
    const decoder = new TextDecoder(source.encoding);
    for await (const chunk of chunks) {
      read(chunk.length);
      sinceRecord += chunk.length;
      if (sinceRecord > longestRecord) {
        throw new ImportError(
          `${file}: the record after line ${line} is longer than ${longestRecord} bytes; is a quote left open?`,
        );
      }
      const text = decoder.decode(chunk, { stream: true });
      if (text !== '') yield text;
    }
    const rest = decoder.decode();
    if (rest !== '') yield rest;
  }
  // An error of any part reaches the iteration below; the callback only keeps it from being thrown twice.
  pipeline(createReadStream(file), decode, parser, () => undefined);
  let firstLine = 1;
  for await (const [at, broken, ...cells] of parser as AsyncIterable<string[]>) {
    yield { line: Number(at), firstLine, cells, ...(broken ? { broken } : {}) };
    firstLine = Number(at) + 1;
  }
  if (isOpen)
    yield {
      line: firstLine,
      firstLine,
      cells: [],
      broken: 'opens a quote that is never closed; nothing after it is read',
    };
}

/** Tells whether every quote of a record's text opens, closes or is doubled inside a field. */
function quoting({ quote, delimiter }: SourcePlan): (raw: string) => boolean {
  if (quote === null) return () => true;
  const [q, d] = [quote, delimiter].map((character) => character.replace(/[\\^$.*+?()[\]{}|/-]/, '\\$&'));
  const field = `(?:${q}(?:[^${q}]|${q}${q})*${q}|[^${q}${d}\\r\\n]*)`;
  const record = new RegExp(`^[\\r\\n]*${field}(?:${d}${field})*[\\r\\n]*$`);
  return (raw) => !raw.includes(quote) || record.test(raw);
}
