import { foreignKey, index, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { identity, key, oneOf, recordedAt, validTime, validTimeCheck } from '../../database/columns';
import { historyTable } from '../../database/history';
import { customer } from '../customer/customer.table';
import { employee } from './employee.table';

export const portfolioRoles = ['PRIMARY_RM', 'CO_RM', 'COVER'] as const;
export type PortfolioRole = (typeof portfolioRoles)[number];

/**
 * Who looks after a customer, in days of the bank's time zone. Part of the directory: it decides scope and so carries
 * no scope key. An exclusion constraint of the migrations allows one PRIMARY_RM at a time.
 */
export const portfolioAssignment = pgTable(
  'portfolio_assignment',
  {
    customerId: key('customer_id').notNull(),
    id: identity(),
    employeeId: key('employee_id').notNull(),
    role: text('role', { enum: portfolioRoles }).notNull(),
    ...validTime(),
    recordedAt: recordedAt(),
  },
  (table) => [
    primaryKey({ name: 'portfolio_assignment_pk', columns: [table.customerId, table.id] }),
    index('portfolio_assignment_employee_index').on(table.employeeId, table.customerId),
    foreignKey({
      name: 'portfolio_assignment_customer_fk',
      columns: [table.customerId],
      foreignColumns: [customer.customerId],
    }),
    foreignKey({
      name: 'portfolio_assignment_employee_fk',
      columns: [table.employeeId],
      foreignColumns: [employee.id],
    }),
    oneOf('portfolio_assignment', table.role, portfolioRoles),
    validTimeCheck('portfolio_assignment', table),
  ],
);

/** Who was known before to look after a customer. */
export const portfolioAssignmentHistory = historyTable(portfolioAssignment, (columns) => [
  index('portfolio_assignment_history_employee_index').on(columns.employeeId, columns.customerId),
  foreignKey({
    name: 'portfolio_assignment_history_customer_fk',
    columns: [columns.customerId],
    foreignColumns: [customer.customerId],
  }),
]);
