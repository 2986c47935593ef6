import { sql } from 'drizzle-orm';
import { by, QueryRoot, toList, toOne } from '../../graph/declare/edge';
import { validOn } from '../../graph/declare/entity';
import { OrgUnit } from '../org-unit/org-unit.type';
import { roleGrant } from './employee.table';
import { Employee, RoleGrant, ViewerRecord } from './employee.type';

toOne({
  from: Employee,
  name: 'orgUnit',
  to: OrgUnit,
  description: 'The unit the employee works in.',
  on: ({ parent, row }) => sql`${row.id} = ${parent.orgUnitId}`,
});

toOne({
  from: QueryRoot,
  name: 'viewer',
  timeless: true,
  to: ViewerRecord,
  description: 'Who is signed in, with his rights of today.',
  on: ({ row, inputs }) => sql`${row.id} = ${inputs.viewer('employeeId')}`,
});

toOne({
  from: ViewerRecord,
  name: 'orgUnit',
  to: OrgUnit,
  description: 'The unit he works in.',
  on: ({ parent, row }) => sql`${row.id} = ${parent.orgUnitId}`,
});

toList({
  from: ViewerRecord,
  name: 'grants',
  to: RoleGrant,
  description: 'His rights of today.',
  order: [by(roleGrant.role), by(roleGrant.validFrom)],
  on: ({ parent, row, inputs }) =>
    sql`${row.employeeId} = ${parent.id} and ${validOn(inputs.viewer('today'), row.validFrom, row.validTo)}`,
});

toOne({
  from: RoleGrant,
  name: 'orgUnit',
  to: OrgUnit,
  description: 'The unit it holds for, with all below.',
  on: ({ parent, row }) => sql`${row.id} = ${parent.orgUnitId}`,
});
