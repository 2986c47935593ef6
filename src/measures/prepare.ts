import type { Session } from '../database/work';
import { transferPrice } from '../entities/measure/margin';
import { numberOf } from './figures';
import type { MeasureRun } from './run-state';

interface AccountKind {
  readonly currency: string;
  readonly type: string;
}

/** What accounts there are; asked by itself, for PostgreSQL shares out over its workers what it only reads. */
export const accountKinds = (session: Session): Promise<AccountKind[]> =>
  session<AccountKind[]>`select distinct currency, type from account`;

/**
 * What every slice reads, as temporary tables of the session: what currencies are worth, and for each account type of a
 * currency its transfer prices of each month, the last one first, and what its deposit points weigh.
 */
export async function prepareSession(
  session: Session,
  { asOf, rules }: MeasureRun,
  kinds: readonly AccountKind[],
): Promise<void> {
  await session.unsafe(`
    create temp table if not exists measured_worth (currency text primary key, factor float8 not null);
    create temp table if not exists measured_price (currency text, type text, rates float8[], weight float8, primary key (currency, type));
    truncate measured_worth, measured_price`);
  await session`insert into measured_worth select currency, factor from rates_into(${rules.baseCurrency}, ${asOf})`;
  await session`
    insert into measured_price
    select a.currency, a.type, array_agg(coalesce(p.rate, 0)::float8 order by m.n),
      ${session.unsafe(numberOf('a.type', rules.depositPointWeights))}
    from unnest(${kinds.map(({ currency }) => currency)}::text[], ${kinds.map(({ type }) => type)}::text[]) a (currency, type)
    cross join (
      select n, least(${asOf}::date, (date_trunc('month', ${asOf}::timestamp) - make_interval(months => n - 1))::date - 1) as day
      from generate_series(0, ${rules.history - 1}::int) n
    ) m
    left join lateral (${session.unsafe(transferPrice('a.currency', 'a.type', 'm.day', rules))}) p on true
    group by a.currency, a.type`;
  await session.unsafe('analyze measured_worth, measured_price');
}
