import { entity, ownedBy } from '../../graph/declare/entity';
import { stored } from '../../graph/declare/stored';
import { enumType } from '../../graph/declare/types';
import { amlCase, amlCaseKinds, amlCaseStatuses, amlRiskRatings } from './aml-case.table';

export const AmlCaseKindEnum = enumType('AmlCaseKind', amlCaseKinds, 'What brought a money-laundering case about.', {
  TRANSACTION_MONITORING: 'Transactions that stood out.',
  SANCTIONS_SCREENING: 'A hit on a list of sanctions.',
  PEP_SCREENING: 'A hit on a list of politically exposed persons.',
  KYC_REVIEW: 'A review of what the bank knows of its customer.',
});

export const AmlCaseStatusEnum = enumType('AmlCaseStatus', amlCaseStatuses, 'Where a money-laundering case stands.', {
  OPEN: 'Being looked into.',
  ESCALATED: 'Laid before the head of compliance.',
  REPORTED: 'Reported to the authority.',
  CLOSED: 'Ended.',
});

export const AmlRiskRatingEnum = enumType('AmlRiskRating', amlRiskRatings, 'How likely money is being laundered.', {
  LOW: 'Not likely.',
  MEDIUM: 'Possible.',
  HIGH: 'Likely.',
});

@entity({
  name: 'AmlCase',
  description: 'A money-laundering case or checkpoint of a customer; for who reads AML it is there, for others never.',
  table: amlCase,
  id: { prefix: 'aml', column: amlCase.publicId, owner: amlCase.customerId, row: amlCase.id },
  scope: ownedBy(amlCase.customerId, amlCase.scopeKey),
  dataClass: 'AML',
})
export class AmlCase {
  @stored(amlCase.reference, 'AML', 'The reference of the case.', { filter: true, order: true })
  reference?: string;

  @stored(amlCase.kind, 'AML', 'What brought it about.', { filter: true })
  kind?: string;

  @stored(amlCase.status, 'AML', 'Where it stands.', { filter: true, order: true })
  status?: string;

  @stored(amlCase.riskRating, 'AML', 'How likely money is being laundered.', { filter: true })
  riskRating?: string;

  @stored(amlCase.openedAt, 'AML', 'When it was opened.', { filter: true, order: true })
  openedAt?: string;

  @stored(amlCase.closedAt, 'AML', 'When it ended; null while it goes on.', { filter: true, order: true })
  closedAt?: string;

  @stored(amlCase.reportedAt, 'AML', 'When it was reported to the authority.', { filter: true, order: true })
  reportedAt?: string;

  @stored(amlCase.narrative, 'AML', 'What was found, in words.')
  narrative?: string;

  @stored(amlCase.recordedAt, 'AML', 'When the bank recorded it.')
  recordedAt?: string;
}
