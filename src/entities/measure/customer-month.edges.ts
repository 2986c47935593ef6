import { type SQL, sql } from 'drizzle-orm';
import { textLiteral } from '../../database/parameters';
import { by, toPage } from '../../graph/declare/edge';
import { validOn } from '../../graph/declare/entity';
import type { SourceJoin } from '../../graph/declare/join';
import { Customer } from '../customer/customer.type';
import { customerMonth } from './customer-month.rows';
import { CustomerMonth } from './customer-month.type';
import { lastRun } from './measure-run';
import { readMeasureRules } from './measures.rules';
import { reachedIn } from './reached-in';
import { unitMonth } from './unit-measure.table';

toPage({
  from: Customer,
  name: 'businessMonths',
  to: CustomerMonth,
  dataClass: 'MONEY',
  description: 'The customer’s business month by month, newest first, as known today.',
  ofToday: true,
  order: [by(customerMonth.month, 'DESC')],
  defaultFirst: 12,
  source: months,
  on: ({ parent, row }) => sql`${row.customerId} = ${parent.customerId}`,
});

/** What the parent's customer owns of his accounts in each month of which any is known, and how it moved. */
function months(join: SourceJoin): SQL {
  const { parent, inputs } = join;
  const today = inputs.day();
  const base = textLiteral(readMeasureRules().baseCurrency);
  const owned = (categories: string) => sql`round(coalesce(
    sum(greatest(b.average_daily_balance_minor, 0) * r.share_pct / 100 * w.factor) filter (where p.category in (${sql.raw(categories)})), 0))::bigint`;
  return sql`
    select c.customer_id, c.scope_key, ${base}::char(3) as currency, moved.*, round(u.deposits_minor)::bigint as unit_deposits_minor,
      round(u.loans_minor)::bigint as unit_loans_minor, u.depositors as unit_depositors, u.borrowers as unit_borrowers
    from customer as c
    cross join lateral (
      select month, deposits_minor, loans_minor, max(deposits_minor) over before as deposits_before_minor,
        max(loans_minor) over before as loans_before_minor,
        round((regr_slope(deposits_minor, n) over year)::numeric)::bigint as deposits_slope_minor,
        round((regr_slope(loans_minor, n) over year)::numeric)::bigint as loans_slope_minor
      from (
        select b.month, (12 * date_part('year', b.month) + date_part('month', b.month))::int as n,
          ${owned(`'DEPOSIT'`)} as deposits_minor, ${owned(`'LOAN', 'CARD'`)} as loans_minor
        from party_account as r
        join account as a on a.customer_id = r.account_customer_id and a.id = r.account_id
        join product as p on p.id = a.product_id and p.category in ('DEPOSIT', 'LOAN', 'CARD')
        join rates_into(${base}, ${today}) as w on w.currency = a.currency
        join balance_month as b on b.customer_id = a.customer_id and b.account_id = a.id and b.month <= ${today}
        where r.customer_id = c.customer_id and r.share_pct is not null
          and ${validOn(today, sql`r.valid_from`, sql`r.valid_to`)}
        group by b.month
      ) as each
      window year as (order by n range between 11 preceding and current row),
        before as (order by n range between 12 preceding and 12 preceding)
    ) as moved
    left join ${unitMonth} as "u" on u.customer_id = 0 and u.org_unit_id = c.org_unit_id and u.kind = c.kind
      and u.as_of = ${lastRun(today)} and u.month = moved.month and u.currency = ${base} and ${reachedIn(join, 'MONEY')(unitMonth, 'u')}
    where c.customer_id = ${parent.customerId}`;
}
