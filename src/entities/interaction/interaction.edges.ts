import { sql } from 'drizzle-orm';
import { by, QueryRoot, toOne, toPage } from '../../graph/declare/edge';
import { Customer } from '../customer/customer.type';
import { addToTimeline } from '../customer/timeline.edges';
import { Employee } from '../employee/employee.type';
import { interaction } from './interaction.table';
import { Interaction } from './interaction.type';

const newestFirst = [by(interaction.at, 'DESC')];

toPage({
  from: QueryRoot,
  name: 'interactions',
  to: Interaction,
  description: 'The contacts with customers in the reader’s scope, newest first.',
  order: newestFirst,
  on: () => undefined,
});

toPage({
  from: Customer,
  name: 'interactions',
  to: Interaction,
  description: 'The bank’s contacts with the customer, newest first.',
  order: newestFirst,
  on: ({ parent, row }) => sql`${row.customerId} = ${parent.customerId}`,
});

toOne({
  from: Interaction,
  name: 'customer',
  to: Customer,
  description: 'The customer.',
  on: ({ parent, row }) => sql`${row.customerId} = ${parent.customerId}`,
});

toOne({
  from: Interaction,
  name: 'employee',
  to: Employee,
  description: 'Who met the customer; null where no person did.',
  on: ({ parent, row }) => sql`${row.id} = ${parent.employeeId}`,
});

toPage({
  from: Employee,
  name: 'interactions',
  to: Interaction,
  description: 'The employee’s contacts with customers, as far as the reader’s scope goes, newest first.',
  order: newestFirst,
  on: ({ parent, row }) => sql`${row.employeeId} = ${parent.id}`,
});

addToTimeline({
  to: Interaction,
  at: interaction.at,
  on: ({ parent, row }) => sql`${row.customerId} = ${parent.customerId}`,
});
