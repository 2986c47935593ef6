import { sql } from 'drizzle-orm';
import { index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { ledgers } from '../../access/audit/entry';
import { bytes, key, moment, oneOf } from '../../database/columns';

/**
 * Who read what, by which document and with what effect; no values. Each process writes a chain: an entry's hash covers
 * its text and the hash before it. What entries are searched by stands in columns of its own, next to the text.
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
    documentHash: text('document_hash'),
    customers: key('customers').array().notNull(),
    /** The whole entry as JSON, letter by letter as it was hashed. */
    entry: text('entry').notNull(),
    hash: bytes('hash').notNull(),
  },
  (table) => [
    primaryKey({ name: 'audit_entry_pk', columns: [table.chain, table.seq] }),
    index('audit_entry_at_index').on(table.at),
    index('audit_entry_staff_index').on(table.staffNumber, table.at),
    index('audit_entry_document_index').on(table.documentHash, table.at),
    index('audit_entry_customers_index').using('gin', table.customers),
    oneOf('audit_entry', table.ledger, ledgers),
  ],
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
    oneOf('audit_anchor', table.ledger, ledgers),
  ],
);
