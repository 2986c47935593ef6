import type { Session } from '../database/work';
import type { MeasureRun } from './run-state';

/**
 * What every slice reads, as temporary tables of the session: the months looked at, what currencies are worth, the
 * transfer prices of each month, and the sums of a slice, emptied at the end of its transaction.
 */
export async function prepareSession(session: Session, { asOf, rules }: MeasureRun): Promise<void> {
  const tenors = JSON.stringify(rules.tenors);
  await session.unsafe(`
    create temp table if not exists measured_month (n int primary key, month date not null, days int not null);
    create temp table if not exists measured_worth (currency text primary key, factor float8 not null);
    create temp table if not exists measured_price (currency text, type text, rates float8[], primary key (currency, type));
    create temp table if not exists measured_account (customer_id bigint, keeper bigint, account_id bigint, share float8,
      side text, is_asset boolean, prices float8[], points float8, capital float8, hurdle float8, past_due int, five_class int
    ) on commit delete rows;
    create temp table if not exists measured_customer_month (customer_id bigint, n int, month date, days int,
      deposit float8, loan float8, closing_deposit float8, closing_loan float8, asset float8, deposit_margin float8,
      loan_margin float8, fees float8, cost float8, points float8, capital float8, charge float8, turnover float8,
      initiated bigint) on commit delete rows;
    truncate measured_month, measured_worth, measured_price`);
  await session`
    insert into measured_month
    select n, month, least(${asOf}::date, (month + interval '1 month')::date - 1) - month + 1
    from generate_series(0, ${rules.history - 1}::int) n
    cross join lateral (select (date_trunc('month', ${asOf}::timestamp) - make_interval(months => n))::date as month) m`;
  await session`insert into measured_worth select currency, factor from rates_into(${rules.baseCurrency}, ${asOf})`;
  await session`
    insert into measured_price
    select c.currency, t.type, array_agg(p.rate::float8 order by m.n)
    from (select distinct currency from ftp_rate) c
    cross join (select distinct type from account) t
    cross join measured_month m
    left join lateral (
      select f.rate from ftp_rate f
      where f.currency = c.currency and f.valid_from <= m.month + m.days - 1
        and (f.valid_to is null or f.valid_to > m.month + m.days - 1)
        and f.tenor_months <= coalesce((${tenors}::text::jsonb ->> t.type)::int, 0)
      order by f.tenor_months desc, f.valid_from desc limit 1
    ) p on true
    group by c.currency, t.type`;
  await session`analyze measured_month`;
}
