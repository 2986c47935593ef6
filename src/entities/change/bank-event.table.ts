import { foreignKey, index, integer, pgTable, text } from 'drizzle-orm/pg-core';
import { identity, key, moment, publicId } from '../../database/columns';
import { employee } from '../employee/employee.table';

/** What has happened to a record that belongs to no customer; written as `change_event` is, keys in the order of commits. */
export const bankEvent = pgTable(
  'bank_event',
  {
    id: identity().primaryKey(),
    publicId: publicId('bev_', '0'),
    type: text('type').notNull(),
    at: moment('at').notNull(),
    subjectId: text('subject_id').notNull(),
    fields: text('fields').array().notNull(),
    version: integer('version').notNull(),
    employeeId: key('employee_id').notNull(),
    clientId: text('client_id').notNull(),
  },
  (table) => [
    index('bank_event_employee_index').on(table.employeeId, table.id),
    foreignKey({ name: 'bank_event_employee_fk', columns: [table.employeeId], foreignColumns: [employee.id] }),
  ],
);
