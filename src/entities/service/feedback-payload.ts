import type { Role } from '../../access/policy';
import { tellsRecord } from '../change/change-payload';
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
export const tellsFeedback = tellsRecord({
  name: 'feedback',
  to: Feedback,
  description: 'The feedback as it stands now; null where the change was refused.',
  key: 'feedback',
});
