import { sql } from 'drizzle-orm';
import { GraphQLID, GraphQLString } from 'graphql';
import { oneOfArguments } from '../../graph/declare/arguments';
import { by, QueryRoot, toOne, toPage } from '../../graph/declare/edge';
import { validOn } from '../../graph/declare/entity';
import { Employee } from '../employee/employee.type';
import { portfolioAssignment } from '../employee/portfolio-assignment.table';
import { OrgUnit } from '../org-unit/org-unit.type';
import { customer } from './customer.table';
import { Customer } from './customer.type';

toOne({
  from: QueryRoot,
  name: 'customer',
  to: Customer,
  description: 'One customer, by id or by customer number; null where there is none in the reader’s scope.',
  arguments: {
    id: { type: () => GraphQLID, nullable: true, description: 'Its id.' },
    customerNumber: { type: () => GraphQLString, nullable: true, description: 'The bank’s number of the customer.' },
  },
  namedBy: 'id',
  check: oneOfArguments('customer', 'id', 'customerNumber'),
  on: ({ row, inputs }) =>
    inputs.has('id')
      ? sql`${row.customerId} = ${inputs.id('id', 'cus', 'row')} and ${inputs.id('id', 'cus', 'owner')} = ${inputs.id('id', 'cus', 'row')}`
      : sql`${row.customerId} = (select customer_id from customer_number where customer_number = ${inputs.argument('customerNumber', 'text')})`,
});

toPage({
  from: QueryRoot,
  name: 'customers',
  to: Customer,
  description: 'The customers in the reader’s scope, by name.',
  order: [by(customer.sortName)],
  on: () => undefined,
});

toOne({
  from: Customer,
  name: 'orgUnit',
  to: OrgUnit,
  description: 'The home unit.',
  on: ({ parent, row }) => sql`${row.id} = ${parent.orgUnitId}`,
});

toPage({
  from: OrgUnit,
  name: 'customers',
  to: Customer,
  description: 'The customers whose home unit this is, as far as the reader’s scope goes, by name.',
  order: [by(customer.sortName)],
  on: ({ parent, row }) => sql`${row.orgUnitId} = ${parent.id}`,
});

toOne({
  from: Customer,
  name: 'manager',
  to: Employee,
  description: 'The customer’s primary relationship manager on the day of the view.',
  link: portfolioAssignment,
  on: ({ parent, link, row, inputs }) => sql`${link.customerId} = ${parent.customerId} and ${link.role} = 'PRIMARY_RM'
    and ${validOn(inputs.day(), link.validFrom, link.validTo)} and ${row.id} = ${link.employeeId}`,
});

toPage({
  from: Employee,
  name: 'customers',
  to: Customer,
  description:
    'The customers assigned to the employee on the day of the view, as far as the reader’s scope goes, by name.',
  order: [by(customer.sortName)],
  on: ({ parent, row, inputs }) => sql`${row.customerId} in (
    select a.customer_id from ${inputs.rows(portfolioAssignment, 'a')} where a.employee_id = ${parent.id}
      and a.valid_from <= ${inputs.day()} and (a.valid_to is null or a.valid_to > ${inputs.day()}))`,
});
