import { holdsOn, type Session } from '../database/work';
import { accountTypes } from '../entities/account/account.table';
import { sideOf, transferPrice } from '../entities/measure/margin';
import { numberOf } from './figures';
import type { MeasureRun } from './run-state';

/**
 * What every slice reads, as temporary tables of the session: what currencies are worth; for each account type of a
 * currency the transfer price of a unit in each month, the last one first, and what its deposit points weigh; and for each
 * product the side of the bank where its accounts stand, as both or neither of them earn, and what capital they bind.
 */
export async function prepareSession(session: Session, { asOf, rules }: MeasureRun): Promise<void> {
  await session.unsafe(`
    create temp table if not exists measured_worth (currency text primary key, factor float8 not null);
    create temp table if not exists measured_price (currency text, type text, factor float8, prices float8[], weight float8, primary key (currency, type));
    create temp table if not exists measured_product (id bigint primary key, way float8, earns float8, is_asset boolean, capital float8, hurdle float8);
    truncate measured_worth, measured_price, measured_product`);
  await session`insert into measured_worth select currency, factor from rates_into(${rules.baseCurrency}, ${asOf})`;
  await session`
    insert into measured_price
    select w.currency, a.type, w.factor, array_agg(coalesce(p.rate, 0)::float8 / ${rules.monthOfYear}::float8 order by m.n),
      coalesce(${session.unsafe(numberOf('a.type', rules.depositPointWeights))}, 1)
    from measured_worth w cross join unnest(${accountTypes}::text[]) a (type)
    cross join (
      select n, least(${asOf}::date, (date_trunc('month', ${asOf}::timestamp) - make_interval(months => n - 1))::date - 1) as day
      from generate_series(0, ${rules.history - 1}::int) n
    ) m
    left join lateral (${session.unsafe(transferPrice('w.currency', 'a.type', 'm.day', rules))}) p on true
    group by w.currency, w.factor, a.type`;
  await session`
    insert into measured_product
    select p.id, p.way, abs(p.way), p.category in ('DEPOSIT', 'WEALTH', 'FUND', 'INSURANCE', 'CUSTODY'),
      coalesce(c.capital_rate, 0), coalesce(c.hurdle_rate, 0)
    from (select id, category, ${session.unsafe(sideOf('category'))} as way from product) p
    left join lateral (
      select capital_rate, hurdle_rate from capital_charge where category = p.category and ${holdsOn(session, asOf)}
      order by valid_from desc limit 1
    ) c on true`;
  await session.unsafe('analyze measured_worth, measured_price, measured_product');
}
