import { type SQL, sql } from 'drizzle-orm';
import { partyAccount } from '../account/account-party.table';
import { balanceMonth } from '../account/balance-month.table';
import { crossSales, monthCounts } from './business-figures';
import type { reachedIn } from './reached-in';
import { unitMonth } from './unit-measure.table';

const history = 24;

const listed = (make: (name: string) => string) => sql.raw(monthCounts.map(make).join(', '));

/** The months of an overview as arrays, the oldest first; `month` holds what was summed up of each. */
export const monthArrays = sql`
  array(select month from month order by month) as months,
  array(select round(deposits)::bigint from month order by month) as month_deposits,
  array(select round(loans)::bigint from month order by month) as month_loans,
  ${listed((name) => `array(select ${name}::int from month order by month) as month_${name}`)}`;

/** Months of the units that count as a whole (`whole`), and of the customers counted one by one (`part`), as of `unit.day`. */
export const monthsOf = (reached: ReturnType<typeof reachedIn>): SQL => sql`
  select u.month, sum(u.deposits) as deposits, sum(u.loans) as loans, ${listed((name) => `sum(u.${name}) as ${name}`)}
  from (
    select u.month, u.deposits_minor as deposits, u.loans_minor as loans, ${listed((name) => `u.${name}`)}
    from whole join ${unitMonth} as "u" on u.org_unit_id = whole.org_unit_id and u.kind = whole.kind and u.as_of = whole.as_of
    where ${reached(unitMonth, 'u')}
    union all
    select month, coalesce(deposits, 0), coalesce(loans, 0), ${listed((name) => `coalesce(${name}, 0)`)}
    from (${keptByPart(reached)}) as kept full join (${heldByPart(reached)}) as held using (month)
    full join (
      select date_trunc('month', c.onboarded_on::timestamp)::date as month, count(*) as acquired
      from unit cross join part join customer as c on c.customer_id = part.customer_id
      where c.onboarded_on <= unit.day and c.onboarded_on >= ${firstMonth} group by 1
    ) as board using (month)
    full join (
      select month, count(*) as cross_sold
      from (${sql.raw(crossSales('part', '(select day from unit)', history))}) as sale group by month
    ) as sold using (month)
  ) as u
  group by u.month`;

const firstMonth = sql.raw(`(date_trunc('month', unit.day::timestamp) - interval '${history - 1} months')::date`);
const inHistory = sql`b.month <= unit.day and b.month >= ${firstMonth}`;
const isDeposit = sql.raw(`p.category = 'DEPOSIT'`);
const accounts = sql`
  join account as a on a.customer_id = b.customer_id and a.id = b.account_id
  join product as p on p.id = a.product_id and p.category in ('DEPOSIT', 'LOAN', 'CARD')
  join rates_into((select min(currency) from part), unit.day) as w on w.currency = a.currency`;

/** Sums over the accounts that they keep. */
const keptByPart = (reached: ReturnType<typeof reachedIn>) => sql`
  select b.month, sum(greatest(b.average_daily_balance_minor, 0) * w.factor) filter (where ${isDeposit}) as deposits,
    sum(greatest(b.average_daily_balance_minor, 0) * w.factor) filter (where not ${isDeposit}) as loans
  from unit cross join part
  join ${balanceMonth} as "b" on b.customer_id = part.customer_id and ${inHistory} ${accounts}
  where ${reached(balanceMonth, 'b')}
  group by b.month`;

/** Heads over the accounts that they own, and who of the month before is among them again. */
const heldByPart = (reached: ReturnType<typeof reachedIn>) => sql`
  select month, count(*) filter (where has_deposit) as depositors, count(*) filter (where has_loan) as borrowers,
    count(*) filter (where has_deposit or has_loan) as holders,
    count(*) filter (where (has_deposit or has_loan) and before = (month - interval '1 month')::date) as retained
  from (
    select customer_id, month, has_deposit, has_loan, lag(month) over (partition by customer_id order by month) as before
    from (
      select r.customer_id, b.month, bool_or(${isDeposit}) as has_deposit, bool_or(not ${isDeposit}) as has_loan
      from unit cross join part
      join ${partyAccount} as "r" on r.customer_id = part.customer_id and r.share_pct is not null
        and r.valid_from <= unit.day and (r.valid_to is null or r.valid_to > unit.day)
      join ${balanceMonth} as "b" on b.customer_id = r.account_customer_id and b.account_id = r.account_id
        and b.average_daily_balance_minor > 0 and ${inHistory} ${accounts}
      where ${reached(partyAccount, 'r')}
      group by r.customer_id, b.month
    ) as each
  ) as told
  group by month`;
