import { entity, ownedBy } from '../../graph/declare/entity';
import { money, stored } from '../../graph/declare/stored';
import { businessForecast as row } from './business-overview.rows';

@entity({
  name: 'BusinessForecast',
  description:
    'What is to be expected of a month to come, by the random walk with drift: the last month and, for each month ahead, the mean change of the history. Amounts are rounded to a hundred minor units. The intervals hold where changes scatter as they did and are normally distributed: z · s · √(h · (1 + h / (T − 1))) to either side for h months ahead of T.',
  table: row,
  row: row.month,
  dataClass: 'MONEY',
  scope: ownedBy(row.customerId, row.scopeKey),
})
export class BusinessForecast {
  @stored(row.month, 'C1', 'Its first day.')
  month!: string;

  @money(row.expectedMinor, row.currency, 'What is expected.')
  expected?: object;

  @money(row.low80Minor, row.currency, 'The lower end of the interval of 80 %; never below nothing.')
  low80?: object;

  @money(row.high80Minor, row.currency, 'The upper end of the interval of 80 %.')
  high80?: object;

  @money(row.low95Minor, row.currency, 'The lower end of the interval of 95 %; never below nothing.')
  low95?: object;

  @money(row.high95Minor, row.currency, 'The upper end of the interval of 95 %.')
  high95?: object;

  @stored(
    row.backTestError,
    'MONEY',
    'By how much the method missed each of the last six months, told the month before: the mean of the absolute errors in percent of what came, to two decimals; null where nothing came.',
  )
  backTestError?: number;
}
