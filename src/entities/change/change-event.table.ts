import { foreignKey, index, integer, pgTable, text } from 'drizzle-orm/pg-core';
import { factColumns, key, moment } from '../../database/columns';
import { factKey, scopeReference } from '../customer/customer.table';
import { employee } from '../employee/employee.table';

/** What has happened to a record, written in the transaction of the change; keys rise in the order of commits. */
export const changeEvent = pgTable(
  'change_event',
  {
    ...factColumns('evt_'),
    type: text('type').notNull(),
    at: moment('at').notNull(),
    subjectId: text('subject_id').notNull(),
    fields: text('fields').array().notNull(),
    version: integer('version'),
    /** Null where no person did it. */
    employeeId: key('employee_id'),
    clientId: text('client_id').notNull(),
  },
  (table) => [
    factKey('change_event', table),
    scopeReference('change_event', table),
    index('change_event_order_index').on(table.id, table.customerId),
    index('change_event_employee_index').on(table.employeeId, table.id),
    foreignKey({ name: 'change_event_employee_fk', columns: [table.employeeId], foreignColumns: [employee.id] }),
  ],
);
