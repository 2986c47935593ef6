import { sql } from 'drizzle-orm';
import { check, foreignKey, index, pgTable, text } from 'drizzle-orm/pg-core';
import { breakGlassRoles, longestOpening, type Role } from '../../access/policy';
import { factColumns, key, moment, oneOf } from '../../database/columns';
import { factKey, scopeReference } from '../customer/customer.table';
import { employee } from '../employee/employee.table';

export const shortestReason = 10;
export const longestReason = 500;

/** One customer out of scope, opened by a member of staff for a while; whom it was told stands beside it. */
export const breakGlass = pgTable(
  'break_glass',
  {
    ...factColumns('brk_'),
    employeeId: key('employee_id').notNull(),
    role: text('role').$type<Role>().notNull(),
    reason: text('reason').notNull(),
    openedAt: moment('opened_at').notNull(),
    expiresAt: moment('expires_at').notNull(),
    alertedEmployeeId: key('alerted_employee_id').notNull(),
  },
  (table) => [
    factKey('break_glass', table),
    scopeReference('break_glass', table),
    index('break_glass_employee_index').on(table.employeeId, table.expiresAt),
    index('break_glass_opened_index').on(table.openedAt, table.customerId, table.id),
    foreignKey({ name: 'break_glass_employee_fk', columns: [table.employeeId], foreignColumns: [employee.id] }),
    foreignKey({
      name: 'break_glass_alerted_employee_fk',
      columns: [table.alertedEmployeeId],
      foreignColumns: [employee.id],
    }),
    oneOf('break_glass', table.role, breakGlassRoles),
    check('break_glass_second_person_check', sql`${table.alertedEmployeeId} <> ${table.employeeId}`),
    check(
      'break_glass_reason_check',
      sql`length(${table.reason}) between ${sql.raw(`${shortestReason}`)} and ${sql.raw(`${longestReason}`)}`,
    ),
    check(
      'break_glass_time_check',
      sql`${table.expiresAt} > ${table.openedAt} and ${table.expiresAt} <= ${table.openedAt} + ${sql.raw(`interval '${longestOpening} minutes'`)}`,
    ),
  ],
);
