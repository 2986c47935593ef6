import { entity, ownedBy } from '../../graph/declare/entity';
import { filterOnCode } from '../../graph/declare/filter';
import { addFilter } from '../../graph/declare/registry';
import { money, readerOf, stored } from '../../graph/declare/stored';
import { enumType } from '../../graph/declare/types';
import { employee } from '../employee/employee.table';
import { orgUnit } from '../org-unit/org-unit.table';
import { product } from '../product/product.table';
import { complaint, complaintCategories, complaintOutcomes, complaintStatuses, severities } from './complaint.table';

export const ComplaintStatusEnum = enumType(
  'ComplaintStatus',
  complaintStatuses,
  'Where the handling of a complaint stands.',
  {
    RECEIVED: 'Received.',
    ACKNOWLEDGED: 'The customer was told that it has come in.',
    INVESTIGATING: 'Being looked into.',
    AWAITING_CUSTOMER: 'The customer has to answer.',
    RESOLVED: 'Answered.',
    CLOSED: 'Answered and closed.',
    WITHDRAWN: 'Taken back by the customer.',
    REFERRED: 'Handed on to a regulator or an ombudsman.',
  },
);

export const ComplaintCategoryEnum = enumType('ComplaintCategory', complaintCategories, 'What a complaint is about.', {
  SERVICE: 'Service.',
  FEES: 'Fees and charges.',
  PRODUCT: 'A product.',
  ADVICE: 'Advice or a sale.',
  PAYMENT: 'A payment.',
  FRAUD: 'Fraud.',
  DATA: 'Personal data.',
  SYSTEM: 'A system that failed.',
  OTHER: 'Anything else.',
});

export const SeverityEnum = enumType('Severity', severities, 'How grave it is.', {
  LOW: 'Slight.',
  MEDIUM: 'Of some weight.',
  HIGH: 'Grave.',
  CRITICAL: 'Very grave: act at once.',
});

export const ComplaintOutcomeEnum = enumType('ComplaintOutcome', complaintOutcomes, 'How a complaint was decided.', {
  UPHELD: 'The customer was right.',
  PARTLY_UPHELD: 'The customer was right in part.',
  REJECTED: 'The customer was not right.',
});

@entity({
  name: 'Complaint',
  description: 'A customer’s complaint, from its receipt to its end.',
  table: complaint,
  id: { prefix: 'cmp', column: complaint.publicId, owner: complaint.customerId, row: complaint.id },
  scope: ownedBy(complaint.customerId, complaint.scopeKey),
  since: complaint.receivedAt,
})
export class Complaint {
  @stored(complaint.reference, 'C1', 'The reference told to the customer.', { filter: true, order: true })
  reference!: string;

  @stored(complaint.receivedAt, 'C1', 'When it came in.', { filter: true, order: true })
  receivedAt!: string;

  @stored(complaint.channel, 'C1', 'The way it came in.', { filter: true })
  channel!: string;

  @stored(complaint.category, 'C1', 'What it is about.', { filter: true })
  category!: string;

  @stored(complaint.reason, 'NOTES', 'The customer’s reason, in words.')
  reason?: string;

  @stored(complaint.severity, 'RISK', 'How grave it is.', { filter: true })
  severity?: string;

  @stored(complaint.status, 'C1', 'Where its handling stands.', { filter: true })
  status!: string;

  @stored(complaint.acknowledgeDueAt, 'C1', 'When the customer must have been told that it has come in.', {
    filter: true,
    order: true,
  })
  acknowledgeDueAt?: string;

  @stored(complaint.dueAt, 'C1', 'When it must be answered.', { filter: true, order: true })
  dueAt!: string;

  @stored(complaint.acknowledgedAt, 'C1', 'When the customer was told that it has come in.', { filter: true })
  acknowledgedAt?: string;

  @stored(complaint.closedAt, 'C1', 'When it ended.', { filter: true, order: true })
  closedAt?: string;

  @stored(complaint.outcome, 'C1', 'How it was decided.', { filter: true })
  outcome?: string;

  @money(complaint.redressMinor, complaint.currency, 'What the customer got to make it good.')
  redress?: object;

  @stored(complaint.rootCause, 'NOTES', 'Why it came to it.')
  rootCause?: string;

  @stored(complaint.version, 'C1', 'Counts the changes of the record.')
  version!: number;

  @stored(complaint.recordedAt, 'C1', 'When the bank recorded it.')
  recordedAt!: string;

  @stored(complaint.updatedAt, 'C1', 'When the record last changed.', { filter: true, order: true })
  updatedAt!: string;
}

const unitCodes = { id: orgUnit.id, code: orgUnit.code };
const unit = filterOnCode(readerOf(complaint.handlingUnitId), unitCodes, 'By the code of the handling unit.');
addFilter(Complaint, 'handlingUnitCode', unit);
const staffNumbers = { id: employee.id, code: employee.staffNumber };
const owner = filterOnCode(readerOf(complaint.ownerEmployeeId), staffNumbers, 'By the staff number of the owner.');
addFilter(Complaint, 'ownerStaffNumber', owner);
const productCodes = { id: product.id, code: product.code };
addFilter(
  Complaint,
  'productCode',
  filterOnCode(readerOf(complaint.productId), productCodes, 'By the code of the product.'),
);
