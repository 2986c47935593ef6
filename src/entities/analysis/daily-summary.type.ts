import { entity, ownedBy } from '../../graph/declare/entity';
import { money, stored } from '../../graph/declare/stored';
import { dailySummary as row } from './daily-summary.rows';

@entity({
  name: 'DailySummary',
  description:
    'What happened on a day with the customers of a unit and of all below it, of them those in the reader’s scope whose money he reads: the bank for head office, the branch for its manager, the portfolio for a customer manager. Days are those of the bank’s time zone.',
  table: row,
  row: row.customerId,
  dataClass: 'MONEY',
  scope: ownedBy(row.customerId, row.scopeKey),
})
export class DailySummary {
  @stored(row.day, 'C1', 'The day.')
  day!: string;

  @stored(row.customers, 'C1', 'Customers counted, whatever they did.')
  customers!: number;

  @stored(row.customersOpened, 'C1', 'Of them, who came on board on the day.')
  customersOpened!: number;

  @stored(row.accountsOpened, 'C1', 'Accounts opened with them.')
  accountsOpened!: number;

  @stored(row.accountsClosed, 'C1', 'Accounts closed with them.')
  accountsClosed!: number;

  @stored(row.productsTaken, 'C1', 'Products taken by them.')
  productsTaken!: number;

  @stored(row.transactions, 'C1', 'Bookings on the accounts they keep.')
  transactions!: number;

  @money(row.inMinor, row.currency, 'Credits on the accounts they keep, in the base currency by the rate of the day.')
  moneyIn?: object;

  @money(row.outMinor, row.currency, 'Debits on the accounts they keep, in the base currency by the rate of the day.')
  moneyOut?: object;

  @stored(row.withoutRate, 'C1', 'Bookings that no amount tells of, since nobody knows a rate of their currency.')
  withoutRate!: number;

  @stored(row.interactions, 'C1', 'Contacts with them.')
  interactions!: number;

  @stored(row.followUpsDue, 'C1', 'Next steps due on the day and not done.')
  followUpsDue!: number;

  @stored(row.complaintsReceived, 'C1', 'Complaints received.')
  complaintsReceived!: number;

  @stored(row.complaintsClosed, 'C1', 'Complaints closed.')
  complaintsClosed!: number;

  @stored(row.complaintsOverdue, 'C1', 'Complaints that were open at the end of the day although they had been due.')
  complaintsOverdue!: number;

  @stored(row.ticketsOpened, 'C1', 'Service tickets opened.')
  ticketsOpened!: number;

  @stored(row.alertsOpened, 'RISK', 'Risk alerts opened.')
  alertsOpened?: number;
}
