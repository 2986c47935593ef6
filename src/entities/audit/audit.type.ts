import { sql } from 'drizzle-orm';
import { GraphQLString } from 'graphql';
import { ledgers } from '../../access/audit/entry';
import type { Role } from '../../access/policy';
import { entity } from '../../graph/declare/entity';
import type { EntityScope, Row } from '../../graph/declare/field';
import type { FilterForm, FilterOperator } from '../../graph/declare/filter';
import { addFilter } from '../../graph/declare/registry';
import { stored } from '../../graph/declare/stored';
import { enumType } from '../../graph/declare/types';
import { DataClassEnum } from '../employee/access.type';
import { auditEntry } from './audit.table';

/** Who may read the audit trail; of the two, only compliance reads what concerns money laundering. */
export const auditReaders: readonly Role[] = ['AUDITOR', 'COMPLIANCE_OFFICER'];

export const AuditLedgerEnum = enumType('AuditLedger', ledgers, 'Where an access is recorded.', {
  ORDINARY: 'All but the next.',
  AML: 'Accesses to matters of money laundering; read by compliance only.',
});

const readable: EntityScope = (row, { has }) => {
  if (has('COMPLIANCE_OFFICER')) return undefined;
  return has('AUDITOR') ? sql`${row.ledger} = 'ORDINARY'` : sql`false`;
};

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

  @stored(auditEntry.clientId, 'C1', 'The client by which he asked.', { filter: true })
  clientId?: string;

  @stored(auditEntry.requestId, 'C1', 'The request, as the server’s log names it.', { filter: true })
  requestId!: string;

  @stored(auditEntry.operationName, 'C1', 'The name of the operation in the document.')
  operationName?: string;

  @stored(auditEntry.documentHash, 'C1', 'SHA-256 of the document.', { filter: true })
  documentHash?: string;

  @stored(auditEntry.rights, 'C1', 'The reader’s rights at that time: role, unit and customer kinds.', {
    type: () => [GraphQLString],
  })
  rights!: string[];

  @stored(auditEntry.readInFull, 'C1', 'The data classes he read in full.', { type: () => [DataClassEnum] })
  readInFull!: string[];

  @stored(auditEntry.readMasked, 'C1', 'The data classes he read masked.', { type: () => [DataClassEnum] })
  readMasked!: string[];

  @stored(auditEntry.withheld, 'C1', 'The data classes he asked for that were withheld.', {
    type: () => [DataClassEnum],
  })
  withheld!: string[];

  @stored(auditEntry.counted, 'C1', 'The lists he counted, over all rows within his rights.', {
    type: () => [GraphQLString],
  })
  counted!: string[];

  @stored(auditEntry.requestedIds, 'C1', 'The ids and numbers he asked for, as he gave them.', {
    type: () => [GraphQLString],
  })
  requestedIds!: string[];

  @stored(auditEntry.outcome, 'C1', 'OK, or the code under which he was refused.', { filter: true })
  outcome!: string;
}

const reads: FilterOperator = {
  type: () => DataClassEnum,
  list: false,
  sqlType: 'text',
  description: 'Something of this class was read, in full or masked.',
  condition: (row, value) => {
    const { readInFull, readMasked } = row as Row;
    return sql`(${value} = any(${readInFull}) or ${value} = any(${readMasked}))`;
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
