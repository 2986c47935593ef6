import { sql } from 'drizzle-orm';
import { GraphQLBoolean, GraphQLInt, GraphQLString } from 'graphql';
import { type EntryContent, type ExportPart, exportStages, ledgers } from '../../access/audit/entry';
import type { Role } from '../../access/policy';
import { entity } from '../../graph/declare/entity';
import type { EntityScope, Row } from '../../graph/declare/entity-scope';
import { type FilterForm, type FilterOperator, filterOnColumn } from '../../graph/declare/filter';
import { addFilter } from '../../graph/declare/registry';
import { stored } from '../../graph/declare/stored';
import { enumType } from '../../graph/declare/types';
import { customer } from '../customer/customer.table';
import { DataClassEnum } from '../employee/access.type';
import { auditEntry } from './audit.table';

/** Who may read the audit trail; of the two, only compliance reads what concerns money laundering. */
export const auditReaders: readonly Role[] = ['AUDITOR', 'COMPLIANCE_OFFICER'];

export const AuditLedgerEnum = enumType('AuditLedger', ledgers, 'Where an access is recorded.', {
  ORDINARY: 'All but the next.',
  AML: 'Accesses to matters of money laundering; read by compliance only.',
});

export const ExportStageEnum = enumType('ExportStage', exportStages, 'Where a report stood.', {
  BEGUN: 'Before its first byte.',
  GOING_ON: 'Under way: the entry names customers whom its rows touched.',
  ENDED: 'After its last row, or where it was broken off.',
});

const readable: EntityScope = (row, { has }) => {
  if (has('COMPLIANCE_OFFICER')) return undefined;
  return has('AUDITOR') ? sql`${row.ledger} = 'ORDINARY'` : sql`false`;
};

type Told = Exclude<keyof EntryContent, 'customers' | 'opened' | 'export'>;

/** A member of the entry's text. */
const told = (name: Told) => (row: Row) => sql`(${row.entry}::json ->> ${literal(name)})`;
const toldList = (name: Told) => (row: Row) => sql`(${row.entry}::json -> ${literal(name)})`;
const exported = (name: keyof ExportPart) => (row: Row) =>
  sql`(${row.entry}::json -> 'export' ->> ${sql.raw(`'${name}'`)})`;
const underBreakGlass = (row: Row) => sql`coalesce(json_array_length(${row.entry}::json -> 'opened') > 0, false)`;
const literal = (name: Told) => sql.raw(`'${name}'`);

const textFilter = (name: Told, description: string) => ({
  ...filterOnColumn(auditEntry.staffNumber, 'C1', told(name)),
  description,
});

@entity({
  name: 'AuditEntry',
  description:
    'One request as the audit trail keeps it: who read what, by which document and with what effect; no values.',
  table: auditEntry,
  row: auditEntry.place,
  scope: readable,
})
export class AuditEntry {
  @stored(auditEntry.place, 'C1', 'Its place: the chain of the process that answered, and the number in it.')
  place!: string;

  @stored(auditEntry.ledger, 'C1', 'The ledger it is in.')
  ledger!: string;

  @stored(auditEntry.at, 'C1', 'When the answer was ready to leave.', { filter: true })
  at!: Date;

  @stored(auditEntry.staffNumber, 'C1', 'Who asked; null where nobody was signed in.', { filter: true })
  staffNumber?: string;

  @stored(told('clientId'), 'C1', 'The client by which he asked.', { type: () => GraphQLString })
  clientId?: string;

  @stored(told('requestId'), 'C1', 'The request, as the server’s log names it.', {
    type: () => GraphQLString,
    filter: textFilter('requestId', 'By the request.'),
  })
  requestId!: string;

  @stored(told('operationName'), 'C1', 'The name of the operation in the document.', { type: () => GraphQLString })
  operationName?: string;

  @stored(auditEntry.documentHash, 'C1', 'SHA-256 of the document.', { filter: true })
  documentHash?: string;

  @stored(told('documentId'), 'C1', 'The registered document: name@version, or an id that was asked for in vain.', {
    type: () => GraphQLString,
  })
  documentId?: string;

  @stored(toldList('rights'), 'C1', 'The reader’s rights at that time: role, unit and customer kinds.', {
    type: () => [GraphQLString],
  })
  rights!: string[];

  @stored(toldList('readInFull'), 'C1', 'The data classes he read in full.', { type: () => [DataClassEnum] })
  readInFull!: string[];

  @stored(toldList('readMasked'), 'C1', 'The data classes he read masked.', { type: () => [DataClassEnum] })
  readMasked!: string[];

  @stored(toldList('withheld'), 'C1', 'The data classes he asked for that were withheld.', {
    type: () => [DataClassEnum],
  })
  withheld!: string[];

  @stored(toldList('counted'), 'C1', 'The lists he counted, over all rows within his rights.', {
    type: () => [GraphQLString],
  })
  counted!: string[];

  @stored(toldList('requestedIds'), 'C1', 'The ids and numbers he asked for, as he gave them.', {
    type: () => [GraphQLString],
  })
  requestedIds!: string[];

  @stored(underBreakGlass, 'C1', 'Something of a customer was read whom the reader had opened by break-glass.', {
    type: () => GraphQLBoolean,
    nullable: false,
    filter: { ...filterOnColumn(customer.marketingConsent, 'C1', underBreakGlass), description: 'By break-glass.' },
  })
  underBreakGlass!: boolean;

  @stored(exported('report'), 'C1', 'The report, by name@version; null for every other request.', {
    type: () => GraphQLString,
  })
  report?: string;

  @stored(exported('stage'), 'C1', 'Where the report stood.', { type: () => ExportStageEnum })
  exportStage?: string;

  @stored(exported('format'), 'C1', 'The form of the report’s file.', { type: () => GraphQLString })
  exportFormat?: string;

  @stored(
    (row) => sql`least(${exported('rows')(row)}::bigint, 2147483647)::integer`,
    'C1',
    'How many rows had been written.',
    {
      type: () => GraphQLInt,
    },
  )
  exportedRows?: number;

  @stored(told('outcome'), 'C1', 'OK, or the code under which he was refused.', {
    type: () => GraphQLString,
    filter: textFilter('outcome', 'By how it ended.'),
  })
  outcome!: string;
}

const reads: FilterOperator = {
  type: () => DataClassEnum,
  list: false,
  sqlType: 'text',
  description: 'Something of this class was read, in full or masked.',
  condition: (row, value) => {
    const { entry } = row as Row;
    return sql`(${entry}::jsonb -> 'readInFull' ? ${value} or ${entry}::jsonb -> 'readMasked' ? ${value})`;
  },
  toSql: String,
};

const readsForm: FilterForm = {
  name: 'DataClassReadFilter',
  description: 'Compares the data classes that were read.',
  operators: { eq: reads },
};

addFilter(AuditEntry, 'dataClass', {
  dataClass: 'C1',
  description: 'By what was read.',
  left: (row) => row,
  form: readsForm,
});
