import { or, sql } from 'drizzle-orm';
import type { Role } from '../../access/policy';
import { entity } from '../../graph/declare/entity';
import type { EntityScope } from '../../graph/declare/entity-scope';
import { stored } from '../../graph/declare/stored';
import { RoleEnum } from '../employee/employee.type';
import { breakGlass } from './break-glass.table';

const overseers: readonly Role[] = ['AUDITOR', 'COMPLIANCE_OFFICER'];

/** Who opened it, whom it was told, and who watches over both. */
const readable: EntityScope = (row, { has, self }) =>
  overseers.some(has) ? undefined : or(sql`${row.employeeId} = ${self()}`, sql`${row.alertedEmployeeId} = ${self()}`);

@entity({
  name: 'BreakGlass',
  description: 'One customer out of scope, opened by a member of staff for a stated reason and a while.',
  table: breakGlass,
  id: { prefix: 'brk', column: breakGlass.publicId, owner: breakGlass.customerId, row: breakGlass.id },
  scope: readable,
})
export class BreakGlass {
  @stored(breakGlass.role, 'C1', 'The role by which it was opened.', { type: () => RoleEnum })
  role!: string;

  @stored(breakGlass.reason, 'C1', 'The reason that was stated; nothing of the customer belongs in it.')
  reason!: string;

  @stored(breakGlass.openedAt, 'C1', 'When it was opened.', { filter: true })
  openedAt!: Date;

  @stored(breakGlass.expiresAt, 'C1', 'When it closes by itself.', { filter: true })
  expiresAt!: Date;
}
