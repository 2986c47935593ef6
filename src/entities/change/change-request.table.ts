import { jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { bytes, key, moment } from '../../database/columns';

/**
 * A change that was made, by the key that its asker gave it: asked again, it is answered and not made again. `asked` is
 * a digest of what was asked for, `changed` the keys of what became of it.
 */
export const changeRequest = pgTable(
  'change_request',
  {
    employeeId: key('employee_id').notNull(),
    clientId: text('client_id').notNull(),
    idempotencyKey: text('idempotency_key').notNull(),
    asked: bytes('asked').notNull(),
    changed: jsonb('changed'),
    at: moment('at').notNull(),
  },
  (table) => [
    primaryKey({ name: 'change_request_pk', columns: [table.employeeId, table.clientId, table.idempotencyKey] }),
  ],
);
