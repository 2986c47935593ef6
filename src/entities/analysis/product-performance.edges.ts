import { type SQL, sql } from 'drizzle-orm';
import { GraphQLInt } from 'graphql';
import { textLiteral } from '../../database/parameters';
import { by, QueryRoot, toPage } from '../../graph/declare/edge';
import type { EdgeInputs, SourceJoin } from '../../graph/declare/join';
import { customer } from '../customer/customer.table';
import { readMeasureRules } from '../measure/measures.rules';
import { checkPeriod, ofPeriod, periodOf } from '../measure/of-period';
import { reachedIn, reachedInUnit } from '../measure/reached-in';
import { ofUnit } from '../org-unit/of-unit';
import { earnedBy } from './earned';
import { productPerformance } from './product-performance.rows';
import { ProductPerformance } from './product-performance.type';

toPage({
  from: QueryRoot,
  name: 'productPerformance',
  to: ProductPerformance,
  description:
    'How each product of the catalogue sold and what it yielded over a period, with the customers in the reader’s scope, of a unit or the whole bank, as known now; none where there are no customers.',
  arguments: { ...ofPeriod, ...ofUnit },
  check: checkPeriod,
  timeless: true,
  leavesScope: true,
  order: [by(productPerformance.holders, 'DESC'), by(productPerformance.code)],
  source: (join) => {
    const { first, last } = periodOf(join.inputs);
    return performance(join, sql`select ${first} as first, ${last} as last`);
  },
});

toPage({
  from: QueryRoot,
  name: 'productPerformanceMonths',
  to: ProductPerformance,
  description:
    'The same month by month, the first month first: the months up to the last that has ended by a day. A filter by code tells the series of one product.',
  arguments: {
    to: ofPeriod.to,
    months: { type: () => GraphQLInt, defaultValue: 12, range: [1, 24], description: 'How many months.' },
    ...ofUnit,
  },
  timeless: true,
  leavesScope: true,
  order: [by(productPerformance.from), by(productPerformance.holders, 'DESC'), by(productPerformance.code)],
  source: (join) => performance(join, monthsUpTo(join.inputs)),
});

/** The months that have ended by the day asked for. */
const monthsUpTo = (inputs: EdgeInputs): SQL => sql`
  select (ended - make_interval(months => n))::date as first, (ended - make_interval(months => n - 1))::date - 1 as last
  from (select date_trunc('month', (${periodOf(inputs).last} + 1)::timestamp) as ended) as e
  cross join generate_series(1, ${inputs.argument('months', 'int')}) as n`;

const base = textLiteral(readMeasureRules().baseCurrency);

/** Of each period and product. */
function performance(join: SourceJoin, periods: SQL): SQL {
  return sql`
    with period as materialized (
      ${periods}
    ), those as materialized (
      select k.customer_id, k.scope_key, ${reachedIn(join, 'MONEY')(customer, 'k')} as tells_money
      from ${customer} as "k" where ${reachedInUnit(join, 'C1')(customer, 'k')}
    ), worth as materialized (
      select period.last, w.currency, w.factor from period cross join lateral rates_into(${base}, period.last) as w
    ), held as materialized (
      select h.*, period.first, period.last, t.tells_money,
        h.closed_on > period.last or h.closed_on is null and h.status in ('ACTIVE', 'DEFAULTED') as is_held
      from period cross join those as t join product_holding as h using (customer_id)
      where h.status <> 'PENDING' and h.opened_on <= period.last and (h.closed_on is null or h.closed_on >= period.first)
    ), sold as (
      select product_id, last, count(*) filter (where opened_on >= first)::int as opened,
        count(*) filter (where closed_on <= last)::int as ended,
        count(distinct customer_id) filter (where is_held)::int as holders
      from held group by product_id, last
    ), kept as materialized (
      select a.*, period.first, period.last from period cross join those as t join account as a using (customer_id)
      where t.tells_money and a.opened_on <= period.last
    ), valued as (
      select product_id, last, round(sum(value * w.factor))::bigint as amount
      from (
        select h.product_id, h.last, h.currency::text, coalesce(v.value_minor, h.amount_minor) as value
        from held as h left join account as a on a.customer_id = h.customer_id and a.id = h.account_id
        left join lateral (
          select m.value_minor from holding_month as m
          where m.customer_id = h.customer_id and m.holding_id = h.id and m.month <= h.last and m.currency = h.currency
          order by m.month desc limit 1
        ) as v on true
        where h.is_held and h.tells_money and a.product_id is distinct from h.product_id
        union all
        select a.product_id, a.last, a.currency::text, greatest(b.closing_balance_minor, 0)
        from kept as a cross join lateral (
          select b.closing_balance_minor from balance_month as b
          where b.customer_id = a.customer_id and b.account_id = a.id and b.month <= a.last
          order by b.month desc limit 1
        ) as b
        where a.closed_on is null or a.closed_on > a.last
      ) as each join worth as w using (currency, last)
      group by product_id, last
    ), earned as (
      ${earnedBy('product_id', 'last')}
    )
    select f.customer_id, f.scope_key, period.first as first_day, period.last as last_day,
      to_char(period.first, 'YYYY-MM-DD ') || p.code as key, p.code, p.name, p.category, ${base} as currency,
      (select count(*)::int from those) as customers, coalesce(s.opened, 0) as opened, coalesce(s.ended, 0) as ended,
      coalesce(s.holders, 0) as holders, v.amount as amount_minor, e.margin::bigint as margin_minor,
      e.fees::bigint as fees_minor, e.cost::bigint as cost_minor, (e.margin + e.fees - e.cost)::bigint as profit_minor
    from (select * from those order by tells_money desc, customer_id limit 1) as f
    cross join period cross join product as p
    left join sold as s on s.product_id = p.id and s.last = period.last
    left join valued as v on v.product_id = p.id and v.last = period.last
    left join earned as e on e.product_id = p.id and e.last = period.last`;
}
