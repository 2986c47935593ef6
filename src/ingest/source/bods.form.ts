import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { headOf, type RecordType, StatementFault } from '../../interchange/bods/read-statement';
import {
  entityRow,
  type FlatRow,
  identifierRows,
  interestRows,
  personRow,
} from '../../interchange/bods/statement-rows';
import { type JsonPart, JsonPartTooLong, jsonParts, NoJsonList } from '../../interchange/json-list';
import { ImportError } from '../import.error';
import type { SourcePlan } from '../plan';
import type { SourceForm } from './form';
import type { TextRecord } from './source.text';

type Rows = (json: unknown) => FlatRow[];
interface Statement extends JsonPart {
  /** Undefined where the text is no JSON; the part is broken then. */
  readonly json: unknown;
}

const entityColumns = ['record_id', 'kind', 'name', 'country', 'founded_on', 'lei', 'uscc'];
const personColumns = ['record_id', 'name', 'given_name', 'family_name', 'birth_date', 'nationality', 'national_id'];
const identifierColumns = ['record_id', 'place', 'scheme', 'source', 'value'];
const interestColumns = ['record_id', 'place', 'subject', 'interested_party', 'type', 'directness', 'share_pct'].concat(
  ['share_min', 'share_max', 'valid_from', 'valid_to', 'evidence'],
);

/**
 * The kinds of rows that a file of BODS 0.4 statements gives. Of the statements on one record the newest counts. Whatever
 * is no statement of any kind is told by the entities; a faulty party by its own kind and not by its identifiers.
 */
export const bodsForms = {
  'bods-entities': form(entityColumns, 'entity', true, () => {
    const recordOfNumber = new Map<string, string>();
    return (json) => {
      const row = entityRow(json);
      refuseShared(recordOfNumber, row);
      return [row];
    };
  }),
  'bods-persons': form(personColumns, 'person', true, () => (json) => [personRow(json)]),
  'bods-entity-identifiers': form(identifierColumns, 'entity', false, () => (json) => identifierRows(json, 'entity')),
  'bods-person-identifiers': form(identifierColumns, 'person', false, () => (json) => identifierRows(json, 'person')),
  'bods-interests': form(interestColumns, 'relationship', true, () => interestRows),
} satisfies Record<string, SourceForm>;

function form(columns: readonly string[], recordType: RecordType, tellsFaults: boolean, begin: () => Rows): SourceForm {
  return {
    columns,
    async check(source, folder) {
      const parts = statements(source, folder, () => undefined);
      await parts.next();
      await parts.return(undefined);
    },
    async *records(source, folder, read) {
      const newest = await newestStatements(source, folder, recordType);
      const rowsOf = begin();
      let place = 0;
      for await (const statement of statements(source, folder, read)) {
        place += 1;
        const told = headOf(statement.json);
        if (told.recordType === null && recordType === 'entity' && tellsFaults) yield strange(statement);
        if (told.recordType !== recordType) continue;
        if (told.recordId !== null && newest.get(told.recordId)?.place !== place) continue;
        yield* records(statement, columns, rowsOf, tellsFaults);
      }
    },
  };
}

function* records(
  { line, json }: Statement,
  columns: readonly string[],
  rowsOf: Rows,
  tells: boolean,
): Generator<TextRecord> {
  try {
    for (const row of rowsOf(json)) {
      yield { line, firstLine: line, cells: columns.map((column) => row[column] ?? '') };
    }
  } catch (error) {
    if (!(error instanceof StatementFault)) throw error;
    const { field: column, value } = error;
    if (tells)
      yield { line, firstLine: line, cells: [], fault: { line, column, value, reason: reasonOf(error, json) } };
  }
}

const reasonOf = ({ message }: StatementFault, json: unknown) => {
  const { statementId } = json as { statementId?: unknown };
  return typeof statementId === 'string' ? `${message}; statement ${statementId}` : message;
};

/** What is no statement of a known kind. */
function strange({ line, broken, json }: Statement): TextRecord {
  const isObject = typeof json === 'object' && json !== null;
  const { recordType } = (isObject ? json : {}) as { recordType?: unknown };
  const value = recordType === undefined ? '' : String(recordType);
  const kind = value === '' ? 'is missing' : 'is not allowed; allowed: entity, person, relationship';
  const fault = new StatementFault('recordType', value, isObject ? kind : 'is no statement');
  const reason = broken ?? (isObject ? reasonOf(fault, json) : fault.message);
  return { line, firstLine: line, cells: [], fault: { line, column: isObject ? fault.field : '', value, reason } };
}

/** By record, the place of the statement that tells it last: by its day, then by its place in the file. */
async function newestStatements(source: SourcePlan, folder: string, recordType: RecordType) {
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

/** Two records under one number would be one party; which of the two to believe nobody can tell. */
function refuseShared(recordOfNumber: Map<string, string>, row: FlatRow): void {
  for (const [scheme, value] of [
    ['LEI', row.lei],
    ['USCC', row.uscc],
  ] as const) {
    if (!value) continue;
    const number = `${scheme} ${value}`;
    const other = recordOfNumber.get(number);
    if (other !== undefined) {
      throw new StatementFault('recordDetails.identifiers', value, `the ${scheme} is that of record ${other} as well`);
    }
    recordOfNumber.set(number, row.record_id as string);
  }
}

async function* statements(
  source: SourcePlan,
  folder: string,
  read: (bytes: number) => void,
): AsyncGenerator<Statement> {
  const file = join(folder, source.file ?? '');
  try {
    for await (const part of jsonParts(textOf(file, read))) yield parsed(part);
  } catch (error) {
    if (error instanceof NoJsonList) throw new ImportError(`${file} is no list of statements: ${error.message}`);
    if (error instanceof JsonPartTooLong) throw new ImportError(`${file}: ${error.message}; is a bracket left open?`);
    throw error;
  }
}

function parsed(part: JsonPart): Statement {
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
