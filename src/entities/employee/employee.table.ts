import { sql } from 'drizzle-orm';
import { check, foreignKey, index, pgTable, text, unique } from 'drizzle-orm/pg-core';
import { customerKinds, type Role, roles } from '../../access/policy';
import { eachOf, identity, key, oneOf, publicId, recordedAt, validTime, validTimeCheck } from '../../database/columns';
import { orgUnit } from '../org-unit/org-unit.table';

export const employeeStatuses = ['ACTIVE', 'ON_LEAVE', 'LEFT'] as const;

export const employee = pgTable(
  'employee',
  {
    id: identity().primaryKey(),
    publicId: publicId('emp_', '0'),
    staffNumber: text('staff_number').notNull(),
    name: text('name').notNull(),
    jobTitle: text('job_title'),
    orgUnitId: key('org_unit_id').notNull(),
    status: text('status', { enum: employeeStatuses }).notNull().default('ACTIVE'),
  },
  (table) => [
    unique('employee_staff_number_key').on(table.staffNumber),
    index('employee_org_unit_index').on(table.orgUnitId),
    foreignKey({ name: 'employee_org_unit_fk', columns: [table.orgUnitId], foreignColumns: [orgUnit.id] }),
    oneOf('employee', table.status, employeeStatuses),
  ],
);

/** One right of a person: a role over a unit and all below it, limited to `kinds` of customers where they are given. */
export const roleGrant = pgTable(
  'role_grant',
  {
    id: identity().primaryKey(),
    employeeId: key('employee_id').notNull(),
    role: text('role').$type<Role>().notNull(),
    orgUnitId: key('org_unit_id').notNull(),
    kinds: text('kinds', { enum: customerKinds }).array(),
    ...validTime(),
    recordedAt: recordedAt(),
  },
  (table) => [
    index('role_grant_employee_index').on(table.employeeId),
    foreignKey({ name: 'role_grant_employee_fk', columns: [table.employeeId], foreignColumns: [employee.id] }),
    foreignKey({ name: 'role_grant_org_unit_fk', columns: [table.orgUnitId], foreignColumns: [orgUnit.id] }),
    oneOf('role_grant', table.role, roles),
    eachOf('role_grant', table.kinds, customerKinds),
    check('role_grant_kinds_not_empty_check', sql`cardinality(${table.kinds}) > 0`),
    validTimeCheck('role_grant', table),
  ],
);
