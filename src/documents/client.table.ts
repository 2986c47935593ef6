import { sql } from 'drizzle-orm';
import { boolean, check, pgTable, text } from 'drizzle-orm/pg-core';
import { oneOf } from '../database/columns';
import { documentModes } from './registered-document';

/** A program that sends requests, by the name that its tokens carry. Holds no customer data. */
export const client = pgTable(
  'client',
  {
    clientId: text('client_id').primaryKey(),
    name: text('name').notNull(),
    mode: text('mode', { enum: documentModes }).notNull(),
    /** A reporting tool: what it fetches leaves the hands of the person who asked. */
    isTool: boolean('is_tool').notNull().default(false),
  },
  (table) => [
    oneOf('client', table.mode, documentModes),
    check('client_client_id_check', sql`${table.clientId} ~ '^[A-Za-z0-9._@-]{1,64}$'`),
  ],
);
