import { sql } from 'drizzle-orm';
import { check, foreignKey, index, integer, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { roles } from '../access/policy';
import { day, eachOf, key, moment, oneOf } from '../database/columns';
import { client } from './client.table';
import { documentStates } from './registered-document';

/** The documents agreed on between a client's team and the bank. Holds no customer data. */
export const registeredDocument = pgTable(
  'registered_document',
  {
    clientId: text('client_id')
      .notNull()
      .references(() => client.clientId),
    name: text('name').notNull(),
    version: integer('version').notNull(),
    sha256: text('sha256').notNull(),
    text: text('text').notNull(),
    operationName: text('operation_name').notNull(),
    owner: text('owner').notNull(),
    purpose: text('purpose').notNull(),
    /** Who may run it; empty: everybody. */
    roles: text('roles').array().notNull(),
    rowLimit: integer('row_limit'),
    state: text('state', { enum: documentStates }).notNull().default('PENDING'),
    /** SHA-256 of the schema, as printed, that it was checked against. */
    schemaVersion: text('schema_version').notNull(),
    /** The rows it can answer at most, over all its nested pages. */
    worstRows: integer('worst_rows').notNull(),
    coordinates: text('coordinates').array().notNull(),
    /** What it filters and orders by. */
    inputs: text('inputs').array().notNull(),
    registeredAt: moment('registered_at').notNull().defaultNow(),
    registeredBy: text('registered_by').notNull(),
    activatedAt: moment('activated_at'),
    activatedBy: text('activated_by'),
    retiredAt: moment('retired_at'),
    retiredBy: text('retired_by'),
  },
  (table) => [
    primaryKey({ name: 'registered_document_pk', columns: [table.clientId, table.name, table.version] }),
    uniqueIndex('registered_document_text_unique').on(table.clientId, table.sha256).where(sql`state <> 'RETIRED'`),
    index('registered_document_state_index').on(table.state),
    oneOf('registered_document', table.state, documentStates),
    eachOf('registered_document', table.roles, roles),
    check('registered_document_name_check', sql`${table.name} ~ '^[A-Za-z][A-Za-z0-9_-]{0,99}$'`),
    check('registered_document_version_check', sql`${table.version} > 0`),
    check('registered_document_row_limit_check', sql`${table.rowLimit} > 0`),
    check(
      'registered_document_sha256_check',
      sql`${table.sha256} = encode(sha256(convert_to(${table.text}, 'UTF8')), 'hex')`,
    ),
    check('registered_document_second_person_check', sql`${table.activatedBy} <> ${table.registeredBy}`),
    check(
      'registered_document_history_check',
      sql`(${table.activatedAt} is null) = (${table.activatedBy} is null)
      and (${table.retiredAt} is null) = (${table.retiredBy} is null)
      and case ${table.state} when 'PENDING' then ${table.activatedAt} is null and ${table.retiredAt} is null
        when 'ACTIVE' then ${table.activatedAt} is not null and ${table.retiredAt} is null
        else ${table.retiredAt} is not null end`,
    ),
  ],
);

/** How often a document was run on a day of the bank. */
export const documentUsage = pgTable(
  'document_usage',
  {
    clientId: text('client_id').notNull(),
    name: text('name').notNull(),
    version: integer('version').notNull(),
    day: day('day').notNull(),
    uses: key('uses').notNull(),
  },
  (table) => [
    primaryKey({ name: 'document_usage_pk', columns: [table.clientId, table.name, table.version, table.day] }),
    foreignKey({
      name: 'document_usage_document_fk',
      columns: [table.clientId, table.name, table.version],
      foreignColumns: [registeredDocument.clientId, registeredDocument.name, registeredDocument.version],
    }),
  ],
);
