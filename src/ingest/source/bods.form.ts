import { InterestHistory } from '../../interchange/bods/interest-history';
import { headOf, type RecordType } from '../../interchange/bods/read-statement';
import {
  entityRow,
  type FlatRow,
  identifierRows,
  interestRows,
  personRow,
} from '../../interchange/bods/statement-rows';
import { FieldFault } from '../../interchange/field-fault';
import { newestStatements, type StatementPart, statements } from './bods.statements';
import type { SourceForm } from './form';
import type { TextRecord } from './source.text';

/** Makes rows of the statements of one kind. */
interface Reader {
  /** Of the newest statement on a record. */
  rows(json: unknown, day: string): Iterable<FlatRow | FieldFault>;
  /** Takes note of an older one. */
  older?(json: unknown, day: string, line: number): void;
  /** Rows that come of both, when all statements were read. */
  rest?(): Iterable<{ readonly row: FlatRow; readonly line: number }>;
}

const entityColumns = ['record_id', 'kind', 'name', 'country', 'founded_on', 'lei', 'uscc'];
const personColumns = ['record_id', 'name', 'given_name', 'family_name', 'birth_date', 'nationality', 'national_id'];
const identifierColumns = ['record_id', 'place', 'scheme', 'source', 'value'];
const interestColumns = ['record_id', 'place', 'subject', 'interested_party', 'type', 'directness', 'share_pct'].concat(
  ['share_min', 'share_max', 'valid_from', 'valid_to', 'evidence'],
);

/**
 * The kinds of rows that a file of BODS 0.4 statements gives. Of the statements on one record the newest counts; what an
 * older one says of an interest that it leaves out has ended. Whatever is no statement of any kind is told by the
 * entities; a faulty party by its own kind and not by its identifiers.
 */
export const bodsForms = {
  'bods-entities': form(entityColumns, 'entity', true, entityReader),
  'bods-persons': form(personColumns, 'person', true, () => ({ rows: (json) => [personRow(json)] })),
  'bods-entity-identifiers': form(identifierColumns, 'entity', false, () => ({
    rows: (json) => identifierRows(json, 'entity'),
  })),
  'bods-person-identifiers': form(identifierColumns, 'person', false, () => ({
    rows: (json) => identifierRows(json, 'person'),
  })),
  'bods-interests': form(interestColumns, 'relationship', true, interestReader),
} satisfies Record<string, SourceForm>;

function entityReader(): Reader {
  const recordOfNumber = new Map<string, string>();
  return {
    rows(json) {
      const row = entityRow(json);
      refuseShared(recordOfNumber, row);
      return [row];
    },
  };
}

function interestReader(): Reader {
  const history = new InterestHistory();
  return {
    rows(json, day) {
      const told = interestRows(json);
      history.addNewest(told, day);
      return [...told.rows, ...told.faults];
    },
    older: (json, day, line) => history.addOlder(interestRows(json), day, line),
    rest: () => history.ended(),
  };
}

function form(
  columns: readonly string[],
  recordType: RecordType,
  tellsFaults: boolean,
  begin: () => Reader,
): SourceForm {
  const flat = (row: FlatRow, line: number): TextRecord => {
    return { line, firstLine: line, cells: columns.map((column) => row[column] ?? '') };
  };
  return {
    columns,
    async check(source, folder) {
      const parts = statements(source, folder, () => undefined);
      await parts.next();
      await parts.return(undefined);
    },
    async *records(source, folder, read) {
      const newest = await newestStatements(source, folder, recordType);
      const reader = begin();
      let place = 0;
      for await (const statement of statements(source, folder, read)) {
        place += 1;
        const { line, json } = statement;
        const { recordId, recordType: told, day } = headOf(json);
        if (told === null && recordType === 'entity' && tellsFaults) yield strange(statement);
        if (told !== recordType) continue;
        const isOlder = recordId !== null && newest.get(recordId)?.place !== place;
        try {
          if (isOlder) reader.older?.(json, day, line);
          for (const row of isOlder ? [] : reader.rows(json, day)) {
            yield row instanceof FieldFault ? faultOf(row, statement) : flat(row, line);
          }
        } catch (error) {
          if (!(error instanceof FieldFault)) throw error;
          if (tellsFaults) yield faultOf(error, statement);
        }
      }
      for (const { row, line } of reader.rest?.() ?? []) yield flat(row, line);
    },
  };
}

function faultOf(fault: FieldFault, { line, json }: StatementPart): TextRecord {
  const { field: column, value } = fault;
  return { line, firstLine: line, cells: [], fault: { line, column, value, reason: reasonOf(fault, json) } };
}

const reasonOf = ({ message }: FieldFault, json: unknown) => {
  const { statementId } = json as { statementId?: unknown };
  return typeof statementId === 'string' ? `${message}; statement ${statementId}` : message;
};

/** What is no statement of a known kind. */
function strange({ line, broken, json }: StatementPart): TextRecord {
  const isObject = typeof json === 'object' && json !== null;
  const { recordType } = (isObject ? json : {}) as { recordType?: unknown };
  const value = recordType === undefined ? '' : String(recordType);
  const kind = value === '' ? 'is missing' : 'is not allowed; allowed: entity, person, relationship';
  const fault = new FieldFault('recordType', value, isObject ? kind : 'is no statement');
  const reason = broken ?? (isObject ? reasonOf(fault, json) : fault.message);
  return { line, firstLine: line, cells: [], fault: { line, column: isObject ? fault.field : '', value, reason } };
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
      throw new FieldFault('recordDetails.identifiers', value, `the ${scheme} is that of record ${other} as well`);
    }
    recordOfNumber.set(number, row.record_id as string);
  }
}
