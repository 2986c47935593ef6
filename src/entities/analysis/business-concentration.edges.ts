import { type SQL, sql } from 'drizzle-orm';
import { GraphQLInt } from 'graphql';
import { QueryRoot, toOne } from '../../graph/declare/edge';
import type { SourceJoin } from '../../graph/declare/join';
import { enumType } from '../../graph/declare/types';
import { CustomerMeasures } from '../measure/customer-measures.type';
import { lastRun } from '../measure/measure-run';
import { ofUnit } from '../org-unit/of-unit';
import { BusinessConcentration } from './business-concentration.type';
import { measured } from './measured';

const held = ['ASSETS', 'DEPOSITS', 'LOANS', 'CONTRIBUTION'] as const;

const columns: Readonly<Record<string, SQL>> = {
  ASSETS: sql`m.aum_minor`,
  DEPOSITS: sql`m.deposit_adb_minor`,
  LOANS: sql`m.loan_adb_minor`,
  CONTRIBUTION: sql`m.contribution_minor`,
};

const ConcentrationOf = enumType('ConcentrationOf', held, 'What customers hold unevenly; only who holds any counts.', {
  ASSETS: 'Assets under management.',
  DEPOSITS: 'Average daily deposits of the period.',
  LOANS: 'Average daily loans of the period.',
  CONTRIBUTION: 'Contribution, where it is positive.',
});

toOne({
  from: QueryRoot,
  name: 'businessConcentration',
  to: BusinessConcentration,
  description: 'How unevenly the customers in the reader’s scope hold something; null where nobody holds any.',
  arguments: {
    of: {
      type: () => ConcentrationOf,
      description: 'What they hold.',
      choices: { ASSETS: 'MONEY', DEPOSITS: 'MONEY', LOANS: 'MONEY', CONTRIBUTION: 'RISK' },
    },
    top: {
      type: () => GraphQLInt,
      defaultValue: 20,
      range: [0, 100],
      description: 'How many of the largest `topShare` tells of, in percent of them.',
    },
    ...ofUnit,
  },
  among: CustomerMeasures,
  leavesScope: true,
  source: concentration,
});

/** One pass in the order of what is held: places from the smallest on, sums from the largest on. */
function concentration(join: SourceJoin): SQL {
  const { inputs } = join;
  const column = columns[inputs.choice('of') ?? 'ASSETS'];
  const percent = (value: SQL) => sql`round((100 * ${value})::numeric, 4)::float8`;
  const top = sql`ceil(n * ${inputs.argument('top', 'int')} / 100.0)`;
  return sql`
    with held as materialized (
      select m.customer_id, ${column}::float8 as x from ${measured(join, 'RISK')} and ${column} > 0
    ), placed as materialized (
      select x, row_number() over larger as from_top, count(*) over () as n, sum(x) over larger as upto, sum(x) over () as total
      from held window larger as (order by x desc, customer_id rows unbounded preceding)
    )
    select f.customer_id, f.scope_key, f.as_of, f.currency, c.*, array(
        select ${percent(sql`sum(x) / max(total)`)} from placed
        group by ceil((n + 1 - from_top) * 10.0 / n) order by ceil((n + 1 - from_top) * 10.0 / n)
      ) as tenths
    from (
      select max(n)::int as customers, round(max(total))::bigint as total_minor,
        ${percent(sql`coalesce(max(upto / total) filter (where from_top = ${top}), 0)`)} as top_share,
        ${percent(sql`min(from_top::float8 / n) filter (where upto >= 0.8 * total)`)} as holders_of_80,
        ${percent(sql`min(from_top::float8 / n) filter (where upto >= 0.9 * total)`)} as holders_of_90,
        round(sum((x / total) ^ 2)::numeric, 6)::float8 as hhi,
        round((2 * sum((n + 1 - from_top) * x) / (max(n) * max(total)) - (max(n) + 1)::float8 / max(n))::numeric, 6)::float8 as gini
      from placed having count(*) > 0
    ) as c
    join customer_measure as f on f.customer_id = (select min(customer_id) from held) and f.as_of = ${lastRun(inputs.day())}`;
}
