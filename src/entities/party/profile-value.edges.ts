import { sql } from 'drizzle-orm';
import { by, toOne, toPage } from '../../graph/declare/edge';
import { Customer } from '../customer/customer.type';
import { Employee } from '../employee/employee.type';
import { profileValue } from './profile-value.table';
import { ProfileValue } from './profile-value.type';

toPage({
  from: Customer,
  name: 'profileValues',
  to: ProfileValue,
  description: 'Where the values of the profile come from that staff have given, newest first.',
  order: [by(profileValue.at, 'DESC')],
  on: ({ parent, row }) => sql`${row.customerId} = ${parent.customerId}`,
});

toOne({
  from: ProfileValue,
  name: 'customer',
  to: Customer,
  description: 'The customer.',
  on: ({ parent, row }) => sql`${row.customerId} = ${parent.customerId}`,
});

toOne({
  from: ProfileValue,
  name: 'employee',
  to: Employee,
  description: 'Who wrote it down.',
  on: ({ parent, row }) => sql`${row.id} = ${parent.employeeId}`,
});
