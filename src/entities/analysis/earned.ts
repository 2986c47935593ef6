import { type SQL, sql } from 'drizzle-orm';
import { sideOf, transferPrice } from '../measure/margin';
import { readMeasureRules } from '../measure/measures.rules';

const rules = readMeasureRules();
const months = sql.raw(String(rules.monthOfYear));
const price = sql.raw(transferPrice('e.currency', 'e.type', 'e.last_day', rules));
const side = sql.raw(sideOf('p.category'));
const lastOfMonth = sql.raw(`(b.month + interval '1 month')::date - 1`);

const priced = ['product_id', 'first', 'last', 'type'];
const listed = (names: readonly string[], alias: string) => sql.raw(names.map((name) => `${alias}.${name}`).join(', '));

/**
 * What the accounts `kept` earned in the months that lie wholly between their `first` and `last` days, and held of
 * deposits and of loans on a day of that period on average, in the base currency by the rates `worth`, for each value of
 * some columns. Sums come by product, currency and what prices them, so that rates and prices are looked up once for each.
 */
export const earnedBy = (...columns: readonly string[]): SQL => sql`
  select ${listed(columns, 'e')}, round(sum(e.fees * w.factor)) as fees, round(sum(e.cost * w.factor)) as cost,
    round(sum((${months} * abs(s.side) * e.interest + s.side * e.average * coalesce(f.rate, 0)) * w.factor) / ${months}) as margin,
    round(sum(e.average * e.days * w.factor) filter (where s.side = 1) / max(e.last - e.first + 1)) as deposits,
    round(sum(e.average * e.days * w.factor) filter (where s.side = -1) / max(e.last - e.first + 1)) as loans
  from (
    select ${listed([...new Set([...columns, ...priced])], 'a')}, a.currency::text, ${lastOfMonth} as last_day,
      extract(day from ${lastOfMonth})::int as days, sum(b.interest_minor) as interest, sum(b.fees_minor) as fees,
      sum(b.cost_minor) as cost, sum(greatest(b.average_daily_balance_minor, 0)) as average
    from kept as a join balance_month as b on b.customer_id = a.customer_id and b.account_id = a.id
    where b.month >= a.first and ${lastOfMonth} <= a.last
    group by ${listed([...new Set([...columns, ...priced])], 'a')}, a.currency::text, b.month
  ) as e join worth as w using (currency, last) join product as p on p.id = e.product_id
  cross join lateral (select ${side} as side) as s left join lateral (${price}) as f on true
  group by ${listed(columns, 'e')}`;
