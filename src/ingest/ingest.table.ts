import { index, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { bytes, key, moment } from '../database/columns';

/** Which row a record of a source became, and a hash of what it said, so that a second import knows what changed. */
export const sourceRecord = pgTable(
  'source_record',
  {
    source: text('source').notNull(),
    kind: text('kind').notNull(),
    sourceKey: text('source_key').notNull(),
    /** Customer or party the row belongs to; null for rows of the whole bank. */
    ownerKey: key('owner_key'),
    rowKey: key('row_key').notNull(),
    contentHash: bytes('content_hash').notNull(),
    loadedAt: moment('loaded_at').notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ name: 'source_record_pk', columns: [table.source, table.kind, table.sourceKey] }),
    index('source_record_owner_index').on(table.ownerKey),
  ],
);
