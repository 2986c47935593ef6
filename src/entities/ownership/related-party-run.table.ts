import { sql } from 'drizzle-orm';
import { boolean, check, pgTable, primaryKey, smallint, text } from 'drizzle-orm/pg-core';
import { day, identity, key, moment } from '../../database/columns';

/** Parties whose relations have changed since their groups were worked out; triggers write it. */
export const relatedPartyChange = pgTable(
  'related_party_change',
  { customerId: key('customer_id').notNull(), id: identity(), changedAt: moment('changed_at').notNull().defaultNow() },
  (table) => [primaryKey({ name: 'related_party_change_pk', columns: [table.customerId, table.id] })],
);

/** How far the working out of all groups has come: one row. Groups are done in the order of their smallest party. */
export const relatedPartyRun = pgTable(
  'related_party_run',
  {
    id: smallint('id').primaryKey().default(1),
    asOf: day('as_of').notNull(),
    /** The first day for which results stand, without a gap since. */
    since: day('since').notNull(),
    rulesVersion: text('rules_version').notNull(),
    /** The smallest party of the last group done. */
    through: key('through').notNull(),
    finished: boolean('finished').notNull(),
    at: moment('at').notNull().defaultNow(),
  },
  (table) => [check('related_party_run_id_check', sql`${table.id} = 1`)],
);
