import { sql } from 'drizzle-orm';
import { bigint, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { day } from '../../database/columns';

/** How many reports somebody took on a day, and how many rows. Holds no customer data. */
export const exportTally = pgTable(
  'export_tally',
  {
    principal: text('principal').notNull(),
    day: day('day').notNull(),
    exports: integer('exports').notNull().default(0),
    rows: bigint('rows', { mode: 'bigint' }).notNull().default(sql`0`),
  },
  (table) => [primaryKey({ name: 'export_tally_pk', columns: [table.principal, table.day] })],
);
