import type { Step } from '../change/steps';
import type { complaintStatuses } from './complaint.table';

type Status = (typeof complaintStatuses)[number];

export const complaintActions = [
  'ACKNOWLEDGE',
  'INVESTIGATE',
  'AWAIT_CUSTOMER',
  'RESOLVE',
  'CLOSE',
  'WITHDRAW',
  'REFER',
  'REOPEN',
] as const;
export type ComplaintAction = (typeof complaintActions)[number];

/** What a step may be given besides its note. */
export const stepValues = ['outcome', 'redress', 'rootCause', 'causeCode', 'business', 'ground'] as const;
export type StepValue = (typeof stepValues)[number];

/** By what it is counted, as soon as it is looked into. */
const told: readonly StepValue[] = ['causeCode', 'business', 'ground'];

/** Which step leads from where to where; whatever is not told here is refused. */
export const complaintSteps: Readonly<Record<ComplaintAction, Step<Status, StepValue>>> = {
  ACKNOWLEDGE: { from: ['RECEIVED'], to: 'ACKNOWLEDGED' },
  INVESTIGATE: { from: ['ACKNOWLEDGED', 'AWAITING_CUSTOMER'], to: 'INVESTIGATING', takes: told },
  AWAIT_CUSTOMER: { from: ['INVESTIGATING'], to: 'AWAITING_CUSTOMER' },
  RESOLVE: {
    from: ['INVESTIGATING', 'AWAITING_CUSTOMER'],
    to: 'RESOLVED',
    needs: ['outcome'],
    takes: ['redress', 'rootCause', ...told],
  },
  CLOSE: { from: ['RESOLVED'], to: 'CLOSED', takes: ['rootCause', ...told] },
  WITHDRAW: { from: ['RECEIVED', 'ACKNOWLEDGED', 'INVESTIGATING', 'AWAITING_CUSTOMER'], to: 'WITHDRAWN' },
  REFER: { from: ['INVESTIGATING', 'AWAITING_CUSTOMER', 'RESOLVED'], to: 'REFERRED' },
  REOPEN: { from: ['RESOLVED', 'CLOSED', 'WITHDRAWN', 'REFERRED'], to: 'INVESTIGATING' },
};

/** Where a complaint has come to its end, until it is reopened. */
export const endedComplaints: readonly Status[] = ['CLOSED', 'WITHDRAWN', 'REFERRED'];
