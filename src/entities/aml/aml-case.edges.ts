import { sql } from 'drizzle-orm';
import { by, QueryRoot, toOne, toPage } from '../../graph/declare/edge';
import { Customer } from '../customer/customer.type';
import { Employee } from '../employee/employee.type';
import { amlCase } from './aml-case.table';
import { AmlCase } from './aml-case.type';

const newestFirst = [by(amlCase.openedAt, 'DESC')];

toPage({
  from: QueryRoot,
  name: 'amlCases',
  to: AmlCase,
  description: 'The money-laundering cases in the reader’s scope, newest first; empty for who does not read AML.',
  dataClass: 'AML',
  order: newestFirst,
  on: () => undefined,
});

toPage({
  from: Customer,
  name: 'amlCases',
  to: AmlCase,
  description: 'The customer’s money-laundering cases, newest first; null for who does not read AML.',
  dataClass: 'AML',
  order: newestFirst,
  on: ({ parent, row }) => sql`${row.customerId} = ${parent.customerId}`,
});

toOne({
  from: AmlCase,
  name: 'customer',
  to: Customer,
  description: 'Whom it is about.',
  dataClass: 'AML',
  on: ({ parent, row }) => sql`${row.customerId} = ${parent.customerId}`,
});

toOne({
  from: AmlCase,
  name: 'assignee',
  to: Employee,
  description: 'Who works on it; null where nobody does yet.',
  dataClass: 'AML',
  on: ({ parent, row }) => sql`${row.id} = ${parent.assignedEmployeeId}`,
});
