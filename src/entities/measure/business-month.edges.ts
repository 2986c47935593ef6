import { sql } from 'drizzle-orm';
import { by, toList } from '../../graph/declare/edge';
import { BusinessMonth } from './business-month.type';
import { businessMonth } from './business-overview.rows';
import { BusinessOverview } from './business-overview.type';

toList({
  from: BusinessOverview,
  name: 'months',
  to: BusinessMonth,
  dataClass: 'MONEY',
  description: 'The months of the history, the oldest first.',
  order: [by(businessMonth.month)],
  most: 24,
  source: ({ parent }) => sql`
    select ${parent.customerId} as customer_id, ${parent.scopeKey} as scope_key, m.*, ${parent.currency} as currency,
      case when lag(month) over (order by month) = (month - interval '1 month')::date
        then lag(holders) over (order by month) end as holders_before
    from unnest(${parent.months}, ${parent.monthDeposits}, ${parent.monthLoans}, ${parent.monthDepositors},
      ${parent.monthBorrowers}, ${parent.monthHolders}, ${parent.monthRetained}, ${parent.monthAcquired},
      ${parent.monthCrossSold})
      as m (month, deposits_minor, loans_minor, depositors, borrowers, holders, retained, acquired, cross_sold)`,
});
