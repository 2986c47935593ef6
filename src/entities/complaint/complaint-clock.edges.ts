import { sql } from 'drizzle-orm';
import { mostClocks } from '../../complaints/rules';
import { by, QueryRoot, toList, toOne, toPage } from '../../graph/declare/edge';
import { Employee } from '../employee/employee.type';
import { inUnit, ofUnit } from '../org-unit/of-unit';
import { Complaint } from './complaint.type';
import { complaintClockNow } from './complaint-clock.rows';
import { clocksNow } from './complaint-clock.source';
import { complaintExtension } from './complaint-clock.table';
import { ComplaintClock, ComplaintExtension } from './complaint-clock.type';

toList({
  from: Complaint,
  name: 'clocks',
  to: ComplaintClock,
  description: 'The clocks that run or have run for it, the first to run out first, as they stand now.',
  ofToday: true,
  most: mostClocks,
  order: [by(complaintClockNow.dueAt), by(complaintClockNow.regime), by(complaintClockNow.clock)],
  source: ({ parent, inputs }) =>
    clocksNow(inputs, sql`k.customer_id = ${parent.customerId} and k.complaint_id = ${parent.id}`),
});

toPage({
  from: QueryRoot,
  name: 'complaintClocks',
  to: ComplaintClock,
  description:
    'The clocks that have not stopped, of complaints of customers in the reader’s scope, the most pressing first: a worklist by due time.',
  timeless: true,
  arguments: ofUnit,
  order: [by(complaintClockNow.dueAt)],
  source: ({ inputs }) => clocksNow(inputs, sql`k.stopped_at is null`),
  on: ({ row, inputs }) => inUnit(inputs, row.scopeKey),
});

toOne({
  from: ComplaintClock,
  name: 'complaint',
  to: Complaint,
  description: 'The complaint.',
  on: ({ parent, row }) => sql`${row.customerId} = ${parent.customerId} and ${row.id} = ${parent.complaintId}`,
});

toPage({
  from: Complaint,
  name: 'extensions',
  to: ComplaintExtension,
  description: 'The extensions that its clocks were granted, in the order of time.',
  order: [by(complaintExtension.grantedAt)],
  on: ({ parent, row }) => sql`${row.customerId} = ${parent.customerId} and ${row.complaintId} = ${parent.id}`,
});

toOne({
  from: ComplaintExtension,
  name: 'complaint',
  to: Complaint,
  description: 'The complaint.',
  on: ({ parent, row }) => sql`${row.customerId} = ${parent.customerId} and ${row.id} = ${parent.complaintId}`,
});

toOne({
  from: ComplaintExtension,
  name: 'employee',
  to: Employee,
  description: 'Who granted it; null where it is not known.',
  on: ({ parent, row }) => sql`${row.id} = ${parent.employeeId}`,
});
