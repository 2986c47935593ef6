import { sql } from 'drizzle-orm';
import { index, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import { ledgers } from '../../access/audit/entry';
import { dataClasses } from '../../access/policy';
import { bytes, key, moment, oneOf } from '../../database/columns';

/**
 * Who read what, by which document and with what effect; no values. Each process writes a chain: an entry's hash covers
 * the entry and the hash before it.
 */
export const auditEntry = pgTable(
  'audit_entry',
  {
    ledger: text('ledger', { enum: ledgers }).notNull(),
    chain: uuid('chain').notNull(),
    seq: key('seq').notNull(),
    /** Chain and number as one text that sorts like them. */
    place: text('place').notNull().generatedAlwaysAs(sql`chain::text || '/' || lpad(seq::text, 12, '0')`),
    at: moment('at').notNull(),
    staffNumber: text('staff_number'),
    clientId: text('client_id'),
    requestId: text('request_id').notNull(),
    operationName: text('operation_name'),
    documentHash: text('document_hash'),
    rights: text('rights').array().notNull(),
    readInFull: text('read_in_full', { enum: dataClasses }).array().notNull(),
    readMasked: text('read_masked', { enum: dataClasses }).array().notNull(),
    withheld: text('withheld', { enum: dataClasses }).array().notNull(),
    counted: text('counted').array().notNull(),
    requestedIds: text('requested_ids').array().notNull(),
    customers: key('customers').array().notNull(),
    outcome: text('outcome').notNull(),
    /** Of a chain's first entry: the code of the anchor that was the newest when the chain began. */
    previousHash: bytes('previous_hash').notNull(),
    hash: bytes('hash').notNull(),
  },
  (table) => [
    primaryKey({ name: 'audit_entry_pk', columns: [table.chain, table.seq] }),
    index('audit_entry_at_index').on(table.at),
    index('audit_entry_staff_index').on(table.staffNumber, table.at),
    index('audit_entry_document_index').on(table.documentHash, table.at),
    oneOf('audit_entry', table.ledger, ledgers),
  ],
);

/** The customers of each entry once more, to find the entries of one customer. */
export const auditCustomer = pgTable(
  'audit_customer',
  {
    customerId: key('customer_id').notNull(),
    chain: uuid('chain').notNull(),
    seq: key('seq').notNull(),
    ledger: text('ledger', { enum: ledgers }).notNull(),
  },
  (table) => [primaryKey({ name: 'audit_customer_pk', columns: [table.customerId, table.chain, table.seq] })],
);

/** What confirms a chain up to an entry, under a key outside the database; one row of anchors over all processes. */
export const auditAnchor = pgTable(
  'audit_anchor',
  {
    ledger: text('ledger', { enum: ledgers }).notNull(),
    number: key('number').notNull(),
    at: moment('at').notNull(),
    chain: uuid('chain').notNull(),
    seq: key('seq').notNull(),
    hash: bytes('hash').notNull(),
    previousCode: bytes('previous_code').notNull(),
    code: bytes('code').notNull(),
  },
  (table) => [
    primaryKey({ name: 'audit_anchor_pk', columns: [table.ledger, table.number] }),
    unique('audit_anchor_entry_key').on(table.chain, table.seq),
    unique('audit_anchor_code_key').on(table.code),
    oneOf('audit_anchor', table.ledger, ledgers),
  ],
);
