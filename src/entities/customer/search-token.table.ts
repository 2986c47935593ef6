import { integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { key, sortName } from '../../database/columns';

/**
 * What a customer can be found by, written by triggers only. Of names: one and two characters of Chinese, three of
 * a Latin word, `^a` and `^an` for its beginning. Exact: `=` customer number, `+` hash of a phone, `#` hash of an
 * identifier, both in hex. The index (token, sort_name, customer_id) include (scope_key) is in the migrations.
 */
export const searchToken = pgTable(
  'search_token',
  {
    customerId: key('customer_id').notNull(),
    token: text('token').notNull(),
    sortName: sortName('sort_name'),
    scopeKey: integer('scope_key').notNull(),
  },
  (table) => [primaryKey({ name: 'search_token_pk', columns: [table.customerId, table.token] })],
);
