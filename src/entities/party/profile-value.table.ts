import { foreignKey, index, pgTable, text } from 'drizzle-orm/pg-core';
import { factColumns, key, moment } from '../../database/columns';
import { factKey, scopeReference } from '../customer/customer.table';
import { employee } from '../employee/employee.table';

/** Where a value of a profile comes from that staff have given: who wrote it down, when, and by what. */
export const profileValue = pgTable(
  'profile_value',
  {
    ...factColumns('pfv_'),
    field: text('field').notNull(),
    source: text('source').notNull(),
    employeeId: key('employee_id').notNull(),
    at: moment('at').notNull(),
  },
  (table) => [
    factKey('profile_value', table),
    scopeReference('profile_value', table),
    index('profile_value_at_index').on(table.customerId, table.at, table.id),
    foreignKey({ name: 'profile_value_employee_fk', columns: [table.employeeId], foreignColumns: [employee.id] }),
  ],
);
