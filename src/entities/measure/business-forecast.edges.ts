import { type SQL, sql } from 'drizzle-orm';
import { GraphQLInt } from 'graphql';
import { by, toList } from '../../graph/declare/edge';
import type { SourceJoin } from '../../graph/declare/join';
import { enumType } from '../../graph/declare/types';
import { BusinessForecast } from './business-forecast.type';
import { businessForecast } from './business-overview.rows';
import { BusinessOverview } from './business-overview.type';

const ForecastOf = enumType('ForecastOf', ['DEPOSITS', 'LOANS'] as const, 'Which months are carried on.', {
  DEPOSITS: 'Average daily deposits.',
  LOANS: 'Average daily loans.',
});

toList({
  from: BusinessOverview,
  name: 'forecast',
  to: BusinessForecast,
  dataClass: 'MONEY',
  description: 'The months to come; empty where the history has fewer than twelve months, or gaps.',
  arguments: {
    of: {
      type: () => ForecastOf,
      description: 'What is carried on.',
      choices: { DEPOSITS: 'MONEY', LOANS: 'MONEY' },
    },
    ahead: { type: () => GraphQLInt, defaultValue: 3, range: [1, 12], description: 'How many months ahead.' },
  },
  order: [by(businessForecast.month)],
  most: 12,
  source: forecast,
});

const [z80, z95] = [1.2815515655446004, 1.959963984540054];

function forecast({ parent, inputs }: SourceJoin): SQL {
  const series = inputs.choice('of') === 'LOANS' ? parent.monthLoans : parent.monthDeposits;
  const rounded = (value: SQL) => sql`(100 * round((${value})::numeric / 100))::bigint`;
  const low = (z: number) => sql`${rounded(sql`greatest(0, expected - ${sql.raw(String(z))} * scatter)`)}`;
  const high = (z: number) => rounded(sql`expected + ${sql.raw(String(z))} * scatter`);
  return sql`
    with y as materialized (
      select n, month, v::float8 as v, lag(v::float8) over (order by n) as before
      from unnest(${parent.months}, ${series}) with ordinality as m (month, v, n)
    ), history as materialized (
      select count(*)::int as t, max(month) as last_month, (array_agg(v order by n))[1] as first,
        (array_agg(v order by n desc))[1] as last
      from y
      having count(*) >= 12 and count(*) = 12 * extract(year from age(max(month), min(month)))
        + extract(month from age(max(month), min(month))) + 1
    ), fitted as materialized (
      select h.*, (last - first) / (t - 1) as drift,
        (select sqrt(sum((v - before - (last - first) / (t - 1)) ^ 2) / (t - 2)) from y where before is not null) as s,
        (select avg(abs(v - before - (before - first) / (n - 2)) / v) from y where n > t - 6 and v > 0) as missed
      from history as h
    ), told as (
      select f.*, h, greatest(0, last + h * drift) as expected, s * sqrt(h * (1 + h::float8 / (t - 1))) as scatter
      from fitted as f cross join generate_series(1, ${inputs.argument('ahead', 'int')}) as h
    )
    select ${parent.customerId} as customer_id, ${parent.scopeKey} as scope_key, ${parent.currency} as currency,
      (last_month + make_interval(months => h))::date as month, ${rounded(sql`expected`)} as expected_minor,
      ${low(z80)} as low80_minor, ${high(z80)} as high80_minor, ${low(z95)} as low95_minor,
      ${high(z95)} as high95_minor, round((100 * missed)::numeric, 2)::float8 as back_test_error
    from told`;
}
