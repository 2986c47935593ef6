import { sql } from 'drizzle-orm';
import { GraphQLID } from 'graphql';
import { by, QueryRoot, toOne, toPage } from '../../graph/declare/edge';
import { customer } from '../customer/customer.table';
import { Customer } from '../customer/customer.type';
import { Employee } from '../employee/employee.type';
import { auditEntry } from './audit.table';
import { AuditEntry, auditReaders } from './audit.type';

toPage({
  from: QueryRoot,
  name: 'auditTrail',
  timeless: true,
  to: AuditEntry,
  description:
    'Who read or was refused what, newest first; for AUDITOR and COMPLIANCE_OFFICER only. Reading it is recorded too.',
  arguments: {
    customerId: {
      type: () => GraphQLID,
      nullable: true,
      description: 'Entries of whom something stood in the answer.',
    },
  },
  onlyRoles: auditReaders,
  mayTell: 'AML',
  order: [by(auditEntry.at, 'DESC')],
  on: ({ row, inputs }) =>
    inputs.has('customerId')
      ? sql`(${row.chain}, ${row.seq}) in (
          select found.chain, found.seq from audit_places(${inputs.id('customerId', 'cus', 'row')}) as found
          where ${inputs.id('customerId', 'cus', 'owner')} = ${inputs.id('customerId', 'cus', 'row')})`
      : undefined,
});

toOne({
  from: AuditEntry,
  name: 'employee',
  to: Employee,
  description: 'Who asked, as the directory knows him now.',
  on: ({ parent, row }) => sql`${row.staffNumber} = ${parent.staffNumber}`,
});

toPage({
  from: AuditEntry,
  name: 'customers',
  to: Customer,
  description: 'The customers of whom something stood in the answer, by name.',
  order: [by(customer.sortName)],
  leavesScope: true,
  on: ({ parent, row }) => sql`${row.customerId} = any(${parent.customers})`,
});
