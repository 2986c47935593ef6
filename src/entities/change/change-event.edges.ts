import { sql } from 'drizzle-orm';
import { by, QueryRoot, toOne, toPage } from '../../graph/declare/edge';
import { Customer } from '../customer/customer.type';
import { Employee } from '../employee/employee.type';
import { changeEvent } from './change-event.table';
import { ChangeEvent } from './change-event.type';

toPage({
  from: QueryRoot,
  name: 'events',
  to: ChangeEvent,
  description:
    'What was changed of customers in the reader’s scope, in the order of commits. Go on after the last cursor: nothing is told twice or left out.',
  order: [by(changeEvent.id)],
  timeless: true,
  on: () => undefined,
});

toPage({
  from: Customer,
  name: 'events',
  to: ChangeEvent,
  description: 'What was changed of the customer, in the order of commits.',
  order: [by(changeEvent.id)],
  on: ({ parent, row }) => sql`${row.customerId} = ${parent.customerId}`,
});

toOne({
  from: ChangeEvent,
  name: 'customer',
  to: Customer,
  description: 'Whose record it is.',
  on: ({ parent, row }) => sql`${row.customerId} = ${parent.customerId}`,
});

toOne({
  from: ChangeEvent,
  name: 'employee',
  to: Employee,
  description: 'Who made the change; null where no person did.',
  on: ({ parent, row }) => sql`${row.id} = ${parent.employeeId}`,
});
