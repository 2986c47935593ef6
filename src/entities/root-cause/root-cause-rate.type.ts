import { entity, ownedBy } from '../../graph/declare/entity';
import { stored } from '../../graph/declare/stored';
import { rootCauseRate as row } from './root-cause-rate.rows';

@entity({
  name: 'RootCauseRate',
  description:
    'What came from a root cause among customers in the reader’s scope, and whether it came again after it was remedied, by days of the bank.',
  table: row,
  row: row.code,
  scope: ownedBy(row.customerId, row.scopeKey),
})
export class RootCauseRate {
  @stored(row.code, 'C1', 'The code of the cause.')
  code!: string;

  @stored(row.complaints, 'C1', 'Complaints that came from it.', { filter: true, order: true })
  complaints!: number;

  @stored(row.customers, 'C1', 'Customers affected.', { filter: true, order: true })
  customers!: number;

  @stored(row.complaintsBefore, 'C1', 'Received up to the day of its remediation; null where it has none.')
  complaintsBefore?: number;

  @stored(row.complaintsAfter, 'C1', 'Received later; null where it has none.', { filter: true, order: true })
  complaintsAfter?: number;

  @stored(row.customersAgain, 'C1', 'Customers who complained of it both before and after; null where it has none.')
  customersAgain?: number;

  @stored(
    row.recurrencePct,
    'C1',
    'Complaints after the remediation to a hundred before it; null where it has none, or none before it.',
    { filter: true, order: true },
  )
  recurrencePct?: string;
}
