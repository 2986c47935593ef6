import { integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { day } from '../../database/columns';

/** How often somebody looked up customers by a kind of number on a day, found and in vain. Holds no customer data. */
export const lookupTally = pgTable(
  'lookup_tally',
  {
    principal: text('principal').notNull(),
    scheme: text('scheme').notNull(),
    day: day('day').notNull(),
    found: integer('found').notNull().default(0),
    missed: integer('missed').notNull().default(0),
  },
  (table) => [primaryKey({ name: 'lookup_tally_pk', columns: [table.principal, table.scheme, table.day] })],
);
