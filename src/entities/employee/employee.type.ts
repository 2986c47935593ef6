import { GraphQLString } from 'graphql';
import { customerKinds, roles } from '../../access/policy';
import { entity } from '../../graph/declare/entity';
import { field, stored } from '../../graph/declare/stored';
import { enumType } from '../../graph/declare/types';
import { FieldAccess } from './access.type';
import { employee, employeeStatuses, roleGrant } from './employee.table';

export const RoleEnum = enumType(
  'Role',
  roles,
  'What a member of staff may do; its rows and fields are in the policy.',
  {
    HEAD_OFFICE: 'Sees every customer of the bank.',
    BRANCH_MANAGER: 'Sees the customers of the own unit and of all below it.',
    RELATIONSHIP_MANAGER: 'Sees the customers assigned to him today.',
    TELLER: 'Looks up single customers of the own branch.',
    SERVICE_AGENT: 'Looks up single customers of the whole bank.',
    MARKETING: 'Sees customers of the own subtree who consent to marketing.',
    COMPLAINT_HANDLER: 'Sees customers with a complaint at the own unit.',
    COMPLIANCE_OFFICER: 'Sees every customer, including money-laundering matters.',
    AUDITOR: 'Sees every customer with identity masked; writes nothing.',
    REPORTING: 'A reporting tool, through registered documents only.',
  },
);

export const CustomerKindEnum = enumType('CustomerKind', customerKinds, 'The three kinds of customers.', {
  INDIVIDUAL: 'A person 个人.',
  CORPORATE: 'A company 公司.',
  INSTITUTION: 'A government or public body 机构.',
});

export const EmployeeStatusEnum = enumType('EmployeeStatus', employeeStatuses, 'Whether an employee is at work.', {
  ACTIVE: 'At work.',
  ON_LEAVE: 'On leave.',
  LEFT: 'Left the bank.',
});

@entity({
  name: 'Employee',
  description: 'A member of the bank’s staff.',
  table: employee,
  id: { prefix: 'emp', column: employee.publicId, row: employee.id },
  scope: 'reference',
})
export class Employee {
  @stored(employee.staffNumber, 'C1', 'The staff number, unique in the bank.')
  staffNumber!: string;

  @stored(employee.name, 'C1', 'The name at work.')
  name!: string;

  @stored(employee.jobTitle, 'C1', 'The job title.')
  jobTitle?: string;

  @stored(employee.status, 'C1', 'Whether the employee is at work.')
  status!: string;
}

@entity({
  name: 'Grant',
  description: 'A right of the signed-in person: a role over a unit and all below it, valid today.',
  table: roleGrant,
  row: roleGrant.id,
  scope: 'reference',
})
export class RoleGrant {
  @stored(roleGrant.role, 'C1', 'The role.', { type: () => RoleEnum })
  role!: string;

  @stored(roleGrant.kinds, 'C1', 'The customer kinds it is limited to; null: all.', { type: () => [CustomerKindEnum] })
  kinds?: string[];

  @stored(roleGrant.validFrom, 'C1', 'First day, in the bank’s time zone.')
  validFrom!: string;

  @stored(roleGrant.validTo, 'C1', 'The day it ends, not included; null: open.')
  validTo?: string;
}

@entity({
  name: 'Viewer',
  description: 'Who is signed in, as the bank’s directory knows him.',
  table: employee,
  row: employee.id,
  scope: 'reference',
})
export class ViewerRecord {
  @stored(employee.staffNumber, 'C1', 'The staff number.')
  staffNumber!: string;

  @stored(employee.name, 'C1', 'The name at work.', { type: () => GraphQLString })
  name!: string;

  @field(
    () => [FieldAccess],
    'What he may see, field by field, so that a front end can leave out what would be empty.',
    {
      kind: 'computed',
      dataClass: 'C1',
      needs: { id: (row) => row.id },
      batch: async (rows, { fieldAccess }) => rows.map(fieldAccess),
    },
  )
  access!: FieldAccess[];
}
