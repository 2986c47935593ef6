import { sql } from 'drizzle-orm';
import type { Role } from '../../access/policy';
import { toOne } from '../../graph/declare/edge';
import type { TypeClass } from '../../graph/declare/field';
import { payload } from '../../graph/declare/mutation';
import { Feedback } from './feedback.type';

/** Who answers customers: those who talk with them and read what they said. */
export const feedbackRoles: readonly Role[] = [
  'HEAD_OFFICE',
  'BRANCH_MANAGER',
  'RELATIONSHIP_MANAGER',
  'COMPLAINT_HANDLER',
  'COMPLIANCE_OFFICER',
];

export const longest = { text: 4_000, answer: 4_000, changeMade: 500, code: 50 };

/** Makes a type the payload of a change of feedback. */
export function tellsFeedback(type: TypeClass): void {
  payload(type);
  toOne({
    from: type,
    name: 'feedback',
    to: Feedback,
    description: 'The feedback as it stands now; null where the change was refused.',
    on: ({ row, inputs }) =>
      sql`${row.customerId} = ${inputs.changed('customer')} and ${row.id} = ${inputs.changed('feedback')}`,
  });
}
