import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { headOf, type RecordType } from '../../interchange/bods/read-statement';
import { type JsonPart, JsonPartTooLong, jsonParts, NoJsonList } from '../../interchange/json-list';
import { ImportError } from '../import.error';
import type { SourcePlan } from '../plan';

/** A statement as it stands in its file. */
export interface StatementPart extends JsonPart {
  /** Undefined where the text is no JSON; the part is broken then. */
  readonly json: unknown;
}

/** Streams the statements of a source's file in their order; throws ImportError where it is no list of any. */
export async function* statements(
  source: SourcePlan,
  folder: string,
  read: (bytes: number) => void,
): AsyncGenerator<StatementPart> {
  const file = join(folder, source.file ?? '');
  try {
    for await (const part of jsonParts(textOf(file, read))) yield parsed(part);
  } catch (error) {
    if (error instanceof NoJsonList) throw new ImportError(`${file} is no list of statements: ${error.message}`);
    if (error instanceof JsonPartTooLong) throw new ImportError(`${file}: ${error.message}; is a bracket left open?`);
    throw error;
  }
}

function parsed(part: JsonPart): StatementPart {
  if (part.broken !== undefined) return { ...part, json: undefined };
  try {
    return { ...part, json: JSON.parse(part.text) };
  } catch (error) {
    return { ...part, json: undefined, broken: `is no JSON: ${(error as Error).message}` };
  }
}

async function* textOf(file: string, read: (bytes: number) => void): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8');
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
    read(chunk.length);
    yield decoder.decode(chunk, { stream: true });
  }
}

/** By record, the place of the statement that tells it last: by its day, then by its place in the file. */
export async function newestStatements(source: SourcePlan, folder: string, recordType: RecordType) {
  const newest = new Map<string, { readonly place: number; readonly day: string }>();
  let place = 0;
  for await (const { json } of statements(source, folder, () => undefined)) {
    place += 1;
    const { recordId, day, recordType: told } = headOf(json);
    if (recordId === null || told !== recordType) continue;
    const known = newest.get(recordId);
    if (!known || day >= known.day) newest.set(recordId, { place, day });
  }
  return newest;
}
