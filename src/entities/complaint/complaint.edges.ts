import { sql } from 'drizzle-orm';
import { by, QueryRoot, toOne, toPage } from '../../graph/declare/edge';
import { Customer } from '../customer/customer.type';
import { addToTimeline } from '../customer/timeline.edges';
import { Employee } from '../employee/employee.type';
import { OrgUnit } from '../org-unit/org-unit.type';
import { Product } from '../product/product.type';
import { complaint, complaintEvent } from './complaint.table';
import { Complaint } from './complaint.type';
import { ComplaintEvent } from './complaint-event.type';

const newestFirst = [by(complaint.receivedAt, 'DESC')];

toPage({
  from: QueryRoot,
  name: 'complaints',
  to: Complaint,
  description: 'The complaints of customers in the reader’s scope, newest first.',
  order: newestFirst,
  on: () => undefined,
});

toPage({
  from: Customer,
  name: 'complaints',
  to: Complaint,
  description: 'The customer’s complaints, newest first.',
  order: newestFirst,
  on: ({ parent, row }) => sql`${row.customerId} = ${parent.customerId}`,
});

toOne({
  from: Complaint,
  name: 'customer',
  to: Customer,
  description: 'Who complained.',
  on: ({ parent, row }) => sql`${row.customerId} = ${parent.customerId}`,
});

toOne({
  from: Complaint,
  name: 'owner',
  to: Employee,
  description: 'Who handles it; null where nobody does yet.',
  on: ({ parent, row }) => sql`${row.id} = ${parent.ownerEmployeeId}`,
});

toOne({
  from: Complaint,
  name: 'concerns',
  to: Employee,
  dataClass: 'NOTES',
  description: 'The member of staff who is complained about, and who never handles it; null where none is.',
  on: ({ parent, row }) => sql`${row.id} = ${parent.concernsEmployeeId}`,
});

toPage({
  from: Employee,
  name: 'complaints',
  to: Complaint,
  description: 'The complaints that the employee handles, as far as the reader’s scope goes, newest first.',
  order: newestFirst,
  on: ({ parent, row }) => sql`${row.ownerEmployeeId} = ${parent.id}`,
});

toOne({
  from: Complaint,
  name: 'product',
  to: Product,
  description: 'The product it is about.',
  on: ({ parent, row }) => sql`${row.id} = ${parent.productId}`,
});

toPage({
  from: Product,
  name: 'complaints',
  to: Complaint,
  description: 'The complaints about the product, as far as the reader’s scope goes, newest first.',
  order: newestFirst,
  on: ({ parent, row }) => sql`${row.productId} = ${parent.id}`,
});

toOne({
  from: Complaint,
  name: 'handlingUnit',
  to: OrgUnit,
  description: 'The unit that handles it.',
  on: ({ parent, row }) => sql`${row.id} = ${parent.handlingUnitId}`,
});

toPage({
  from: OrgUnit,
  name: 'complaints',
  to: Complaint,
  description: 'The complaints that the unit handles, as far as the reader’s scope goes, newest first.',
  order: newestFirst,
  on: ({ parent, row }) => sql`${row.handlingUnitId} = ${parent.id}`,
});

toPage({
  from: Complaint,
  name: 'events',
  to: ComplaintEvent,
  description: 'The steps of its handling, in the order of time.',
  order: [by(complaintEvent.at)],
  on: ({ parent, row }) => sql`${row.customerId} = ${parent.customerId} and ${row.complaintId} = ${parent.id}`,
});

toOne({
  from: ComplaintEvent,
  name: 'complaint',
  to: Complaint,
  description: 'The complaint.',
  on: ({ parent, row }) => sql`${row.customerId} = ${parent.customerId} and ${row.id} = ${parent.complaintId}`,
});

toOne({
  from: ComplaintEvent,
  name: 'employee',
  to: Employee,
  description: 'Who took the step; null where no person did.',
  on: ({ parent, row }) => sql`${row.id} = ${parent.employeeId}`,
});

addToTimeline({
  to: Complaint,
  at: complaint.receivedAt,
  on: ({ parent, row }) => sql`${row.customerId} = ${parent.customerId}`,
});
