import type { Role } from '../../access/policy';
import { tellsRecord } from '../change/change-payload';
import { Interaction } from './interaction.type';

/** Who talks with customers. */
export const interactionRoles: readonly Role[] = [
  'HEAD_OFFICE',
  'BRANCH_MANAGER',
  'RELATIONSHIP_MANAGER',
  'TELLER',
  'SERVICE_AGENT',
  'COMPLAINT_HANDLER',
  'COMPLIANCE_OFFICER',
];

/** Makes a type the payload of a change of an interaction. */
export const tellsInteraction = tellsRecord({
  name: 'interaction',
  to: Interaction,
  description: 'The contact as it stands now; null where the change was refused.',
  key: 'interaction',
});

/** The longest texts, in characters. */
export const longest = { subject: 200, notes: 10_000, outcome: 2_000, nextStep: 500, campaign: 100, attachment: 300 };
export const mostAttachments = 20;
