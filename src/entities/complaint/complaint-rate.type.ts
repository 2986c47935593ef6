import { entity, ownedBy } from '../../graph/declare/entity';
import { stored } from '../../graph/declare/stored';
import { complaintRate as row } from './complaint-rate.rows';

@entity({
  name: 'ComplaintRate',
  description:
    'Complaints of customers in the reader’s scope with one value in common, over a period of whole days of the bank.',
  table: row,
  row: row.key,
  scope: ownedBy(row.customerId, row.scopeKey),
})
export class ComplaintRate {
  @stored(row.value, 'C1', 'What they have in common: a code, the month’s first day, or null where they have none.')
  value?: string;

  @stored(row.received, 'C1', 'Received in the period.', { filter: true, order: true })
  received!: number;

  @stored(row.closed, 'C1', 'Ended in the period.')
  closed!: number;

  @stored(row.open, 'C1', 'Not ended by the end of the period.', { filter: true, order: true })
  open!: number;

  @stored(row.overdue, 'C1', 'Of those, due by then.', { filter: true, order: true })
  overdue!: number;

  @stored(row.meanDaysToClose, 'C1', 'Days from receipt to end, the mean of those ended in the period; null of none.')
  meanDaysToClose?: string;

  @stored(row.openUpTo3, 'C1', 'Open for up to 3 days at the end of the period.')
  openUpTo3!: number;

  @stored(row.openUpTo15, 'C1', 'Open for 4 to 15 days.')
  openUpTo15!: number;

  @stored(row.openUpTo60, 'C1', 'Open for 16 to 60 days.')
  openUpTo60!: number;

  @stored(row.openLonger, 'C1', 'Open for longer.')
  openLonger!: number;

  @stored(
    row.perThousandCustomers,
    'C1',
    'Received in the period to a thousand customers in the reader’s scope, of the unit asked for or the whole bank.',
  )
  perThousandCustomers?: string;
}
