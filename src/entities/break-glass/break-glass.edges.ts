import { sql } from 'drizzle-orm';
import { by, QueryRoot, toOne, toPage } from '../../graph/declare/edge';
import { Customer } from '../customer/customer.type';
import { Employee } from '../employee/employee.type';
import { breakGlass } from './break-glass.table';
import { BreakGlass } from './break-glass.type';

toPage({
  from: QueryRoot,
  name: 'breakGlass',
  timeless: true,
  to: BreakGlass,
  description:
    'Customers opened out of scope, newest first: those the reader opened, those he was alerted of, and all for AUDITOR and COMPLIANCE_OFFICER.',
  order: [by(breakGlass.openedAt, 'DESC')],
  on: () => undefined,
});

toOne({
  from: BreakGlass,
  name: 'customer',
  to: Customer,
  description: 'The customer; null where he is not in the reader’s scope by itself.',
  leavesScope: true,
  on: ({ parent, row }) => sql`${row.customerId} = ${parent.customerId}`,
});

toOne({
  from: BreakGlass,
  name: 'employee',
  to: Employee,
  description: 'Who opened it.',
  on: ({ parent, row }) => sql`${row.id} = ${parent.employeeId}`,
});

toOne({
  from: BreakGlass,
  name: 'alerted',
  to: Employee,
  description: 'The second person, who was alerted at once.',
  on: ({ parent, row }) => sql`${row.id} = ${parent.alertedEmployeeId}`,
});
