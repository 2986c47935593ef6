import { entity, ownedBy } from '../../graph/declare/entity';
import { filterOnCode } from '../../graph/declare/filter';
import { addFilter } from '../../graph/declare/registry';
import { readerOf, stored } from '../../graph/declare/stored';
import { enumType } from '../../graph/declare/types';
import { employee } from '../employee/employee.table';
import { orgUnit } from '../org-unit/org-unit.table';
import { product } from '../product/product.table';
import { feedback, feedbackKinds, feedbackStatuses } from './feedback.table';

export const FeedbackKindEnum = enumType('FeedbackKind', feedbackKinds, 'What a customer’s feedback is.', {
  SUGGESTION: 'What the bank could do better 建议.',
  PRAISE: 'What the bank did well 表扬.',
});

export const FeedbackStatusEnum = enumType('FeedbackStatus', feedbackStatuses, 'What came of feedback.', {
  RECEIVED: 'Not answered yet.',
  ANSWERED: 'The customer was answered.',
  ADOPTED: 'The customer was answered, and something was changed 采纳.',
  DECLINED: 'The customer was answered that nothing will be changed.',
});

@entity({
  name: 'Feedback',
  description:
    'What a customer suggests or praises, who sees to it, what was answered and what was changed 意见与表扬.',
  table: feedback,
  id: { prefix: 'fbk', column: feedback.publicId, owner: feedback.customerId, row: feedback.id },
  scope: ownedBy(feedback.customerId, feedback.scopeKey),
  since: feedback.receivedAt,
})
export class Feedback {
  @stored(feedback.kind, 'C1', 'What it is.', { filter: true })
  kind!: string;

  @stored(feedback.channel, 'C1', 'The way it came in.', { filter: true })
  channel!: string;

  @stored(feedback.text, 'NOTES', 'What the customer said.')
  text?: string;

  @stored(feedback.status, 'C1', 'What came of it.', { filter: true })
  status!: string;

  @stored(feedback.answer, 'NOTES', 'What the customer was answered.')
  answer?: string;

  @stored(feedback.changeMade, 'C1', 'What was changed because of it; null where nothing was.')
  changeMade?: string;

  @stored(feedback.receivedAt, 'C1', 'When it came in.', { filter: true, order: true })
  receivedAt!: string;

  @stored(feedback.answeredAt, 'C1', 'When the customer was first answered.', { filter: true, order: true })
  answeredAt?: string;

  @stored(feedback.version, 'C1', 'Counts the changes of the record.')
  version!: number;

  @stored(feedback.recordedAt, 'C1', 'When the bank recorded it.')
  recordedAt!: string;

  @stored(feedback.updatedAt, 'C1', 'When the record last changed.')
  updatedAt!: string;
}

const units = { id: orgUnit.id, code: orgUnit.code };
addFilter(
  Feedback,
  'orgUnitCode',
  filterOnCode(readerOf(feedback.orgUnitId), units, 'By the code of the unit it is about.'),
);
const products = { id: product.id, code: product.code };
addFilter(
  Feedback,
  'productCode',
  filterOnCode(readerOf(feedback.productId), products, 'By the code of the product it is about.'),
);
const staff = { id: employee.id, code: employee.staffNumber };
addFilter(
  Feedback,
  'ownerStaffNumber',
  filterOnCode(readerOf(feedback.ownerEmployeeId), staff, 'By the staff number of the owner.'),
);
