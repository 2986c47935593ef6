import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream';
import { parse } from 'csv-parse';
import { ImportError } from '../import.error';
import type { SourcePlan } from '../plan';

/** A record of a file as it stands there; `broken` says why it could not be taken apart. */
export interface TextRecord {
  readonly line: number;
  readonly cells: readonly string[];
  readonly broken?: string;
}

const longestRecord = 1_000_000;

/** Streams the records of a source's file; `read` is told the bytes taken. Needs memory for a few records only. */
export async function* textRecords(
  source: SourcePlan,
  folder: string,
  read: (bytes: number) => void,
): AsyncGenerator<TextRecord> {
  const file = join(folder, source.file ?? '');
  const broken: TextRecord[] = [];
  let sinceRecord = 0;
  let line = 0;
  const parser = parse({
    delimiter: source.delimiter,
    quote: source.quote ?? false,
    record_delimiter: ['\r\n', '\n'],
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    on_record: (cells: string[], { lines }) => {
      sinceRecord = 0;
      line = lines;
      return [String(lines), ...cells];
    },
    on_skip: (error) => {
      const at = Number(error?.lines ?? line);
      // One record can be faulty in several places.
      if (broken.at(-1)?.line !== at) broken.push({ line: at, cells: [], broken: 'has a misplaced quote' });
      line = at;
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
  for await (const [at, ...cells] of parser as AsyncIterable<string[]>) {
    yield* broken.splice(0);
    yield { line: Number(at), cells };
  }
  yield* broken.splice(0);
}
