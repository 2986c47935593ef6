import { sql } from 'drizzle-orm';
import { GraphQLString } from 'graphql';
import { entity, ownedBy } from '../../graph/declare/entity';
import type { OnlyFor } from '../../graph/declare/field';
import { filterOnCode } from '../../graph/declare/filter';
import { addFilter } from '../../graph/declare/registry';
import { readerOf, stored } from '../../graph/declare/stored';
import { enumType } from '../../graph/declare/types';
import { employee } from '../employee/employee.table';
import { confidentialities, interaction, interactionDirections, interactionPurposes } from './interaction.table';

export const InteractionDirectionEnum = enumType(
  'InteractionDirection',
  interactionDirections,
  'Who began a contact.',
  {
    INBOUND: 'The customer came to the bank.',
    OUTBOUND: 'The bank went to the customer.',
  },
);

export const InteractionPurposeEnum = enumType('InteractionPurpose', interactionPurposes, 'Why a contact took place.', {
  SERVICE: 'A service.',
  ADVICE: 'Advice.',
  SALES: 'A sale.',
  MARKETING: 'Marketing.',
  CARE: 'Care for the relationship 客户关怀.',
  COMPLAINT: 'A complaint.',
  COLLECTION: 'An overdue debt.',
  DATA_UPDATE: 'A correction of the customer’s data.',
  OTHER: 'Anything else.',
});

export const ConfidentialityEnum = enumType('Confidentiality', confidentialities, 'Who may read what was said.', {
  PUBLIC: 'Whoever may read notes.',
  CONFIDENTIAL: 'Its author, the customer’s own managers and compliance.',
});

/** What was said in confidence: for its author, the customer’s own managers and compliance. */
const confidants: OnlyFor = {
  closed: (row) => sql`${row.confidentiality} = 'CONFIDENTIAL'`,
  author: (row) => row.employeeId,
  roles: ['RELATIONSHIP_MANAGER', 'COMPLIANCE_OFFICER'],
};

@entity({
  name: 'Interaction',
  description: 'A contact of the bank with a customer: who, when, why, what came of it and what comes next.',
  table: interaction,
  id: { prefix: 'int', column: interaction.publicId, owner: interaction.customerId, row: interaction.id },
  scope: ownedBy(interaction.customerId, interaction.scopeKey),
  since: interaction.at,
})
export class Interaction {
  @stored(interaction.at, 'C1', 'When it took place.', { filter: true, order: true })
  at!: string;

  @stored(interaction.channel, 'C1', 'The way by which bank and customer met.', { filter: true })
  channel!: string;

  @stored(interaction.direction, 'C1', 'Who began it.', { filter: true })
  direction!: string;

  @stored(interaction.purpose, 'C1', 'Why it took place.', { filter: true })
  purpose!: string;

  @stored(interaction.subject, 'NOTES', 'What it was about.', { onlyFor: confidants })
  subject?: string;

  @stored(interaction.notes, 'NOTES', 'What was said.', { onlyFor: confidants })
  notes?: string;

  @stored(interaction.outcome, 'NOTES', 'What came of it.', { onlyFor: confidants })
  outcome?: string;

  @stored(interaction.nextStep, 'NOTES', 'What is to be done next.')
  nextStep?: string;

  @stored(interaction.nextStepDue, 'C1', 'The day by which the next step is to be done.', { filter: true, order: true })
  nextStepDue?: string;

  @stored(interaction.nextStepDoneAt, 'C1', 'When the next step was done; null as long as it is not.', { filter: true })
  nextStepDoneAt?: string;

  @stored(interaction.confidentiality, 'C1', 'Who may read what was said.', { filter: true })
  confidentiality!: string;

  @stored(interaction.campaign, 'C1', 'The campaign it belongs to.', { filter: true })
  campaign?: string;

  @stored(interaction.attachments, 'NOTES', 'What belongs to it: references into the bank’s document store.', {
    type: () => [GraphQLString],
    onlyFor: confidants,
  })
  attachments?: readonly string[];

  @stored(interaction.version, 'C1', 'Counts the changes of the record.')
  version!: number;

  @stored(interaction.recordedAt, 'C1', 'When the bank recorded it.')
  recordedAt!: string;

  @stored(interaction.updatedAt, 'C1', 'When the record last changed.')
  updatedAt!: string;
}

const codes = { id: employee.id, code: employee.staffNumber };
const author = filterOnCode(readerOf(interaction.employeeId), codes, 'By the staff number of the employee.');
addFilter(Interaction, 'employeeStaffNumber', author);
