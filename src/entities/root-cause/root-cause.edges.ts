import { sql } from 'drizzle-orm';
import { by, QueryRoot, toOne, toPage } from '../../graph/declare/edge';
import { complaint } from '../complaint/complaint.table';
import { Complaint } from '../complaint/complaint.type';
import { customer } from '../customer/customer.table';
import { Customer } from '../customer/customer.type';
import { Employee } from '../employee/employee.type';
import { rootCause } from './root-cause.table';
import { RootCause } from './root-cause.type';

toPage({
  from: QueryRoot,
  name: 'rootCauses',
  to: RootCause,
  description: 'Why complaints come to the bank, by code.',
  timeless: true,
  order: [by(rootCause.code)],
  on: () => undefined,
});

toOne({
  from: Complaint,
  name: 'cause',
  to: RootCause,
  description: 'What it came from, of the causes that the bank knows; null where that was not found out.',
  on: ({ parent, row }) => sql`${row.id} = ${parent.rootCauseId}`,
});

toOne({
  from: RootCause,
  name: 'owner',
  to: Employee,
  description: 'Who sees to it.',
  on: ({ parent, row }) => sql`${row.id} = ${parent.ownerEmployeeId}`,
});

toPage({
  from: RootCause,
  name: 'complaints',
  to: Complaint,
  description: 'The complaints that came from it, as far as the reader’s scope goes, newest first.',
  order: [by(complaint.receivedAt, 'DESC')],
  on: ({ parent, row }) => sql`${row.rootCauseId} = ${parent.id}`,
});

toPage({
  from: RootCause,
  name: 'customers',
  to: Customer,
  description: 'All customers affected, as far as the reader’s scope goes, by name.',
  order: [by(customer.sortName)],
  on: ({ parent, row }) => sql`exists (
    select from complaint as "of_cause" where "of_cause".customer_id = ${row.customerId} and "of_cause".root_cause_id = ${parent.id})`,
});
