import { type SQL, sql } from 'drizzle-orm';
import { textLiteral } from '../../database/parameters';
import { by, QueryRoot, toPage } from '../../graph/declare/edge';
import type { SourceJoin } from '../../graph/declare/join';
import { customer } from '../customer/customer.table';
import { readMeasureRules } from '../measure/measures.rules';
import { checkPeriod, ofPeriod, periodOf } from '../measure/of-period';
import { reachedInUnit } from '../measure/reached-in';
import { ofUnit } from '../org-unit/of-unit';
import { businessHandled } from './business-handled.rows';
import { BusinessHandled } from './business-handled.type';
import { earnedBy } from './earned';
import { BusinessHandler, handlers, handlersBy } from './handlers';

toPage({
  from: QueryRoot,
  name: 'businessHandled',
  to: BusinessHandled,
  description:
    'What business with the customers in the reader’s scope, of a unit or the whole bank, was handled over a period by each unit, employee or channel, and what it is worth to the bank 业务价值分析, as known now; who handled the most first.',
  arguments: {
    by: {
      type: () => BusinessHandler,
      description: 'Whose business is told.',
      choices: Object.fromEntries(Object.keys(handlers).map((code) => [code, 'C1' as const])),
    },
    ...ofPeriod,
    ...ofUnit,
  },
  check: checkPeriod,
  timeless: true,
  leavesScope: true,
  order: [by(businessHandled.pieces, 'DESC'), by(businessHandled.key)],
  source: handled,
});

const base = textLiteral(readMeasureRules().baseCurrency);
const counts = ['transactions', 'contacts', 'requests', 'openings'];
const amounts = ['turnover', 'opened_amount'];

/** One kind of business, each handler’s with each customer; what it tells nothing of stays out. */
const part = (row: string, handler: SQL, told: Readonly<Record<string, SQL>>, from: SQL): SQL => sql`
  select coalesce(${handler}::text, '') as handler, ${sql.raw(row)}.customer_id, ${sql.join(
    [...counts, ...amounts].map((name) => sql`${told[name] ?? sql`0`} as ${sql.raw(name)}`),
    sql`, `,
  )} from ${from} group by 1, 2`;

const share = (column: string) => sql.raw(`round(g.${column} * 100.0 / nullif(sum(g.${column}) over (), 0), 4)`);
const toAverage = (column: string) =>
  sql.raw(`round(g.${column} * 100.0 * count(*) over () / nullif(sum(g.${column}) over (), 0), 4)`);
const rank = (column: string) => sql.raw(`rank() over (order by g.${column} desc)::int`);

/** The customers in reach once, beside them each kind of business of the period, and what was earned on what they opened. */
function handled(join: SourceJoin): SQL {
  const { inputs } = join;
  const { first, last } = periodOf(inputs);
  const of = handlersBy(inputs.choice('by'));
  const zone = inputs.viewer('timeZone');
  const inPeriod = (moment: string) => sql`${sql.raw(moment)} >= (${first})::timestamp at time zone ${zone}
    and ${sql.raw(moment)} < ((${last}) + 1)::timestamp at time zone ${zone}`;
  const each = sql`count(*)`;
  return sql`
    with those as materialized (
      select k.customer_id, k.scope_key, k.org_unit_id from ${customer} as "k"
      where ${reachedInUnit(join, 'MONEY')(customer, 'k')}
    ), worth as materialized (
      select ${last} as last, w.currency, w.factor from rates_into(${base}, ${last}) as w
    ), opened as materialized (
      select o.*, coalesce(${of.opening}::text, '') as handler
      from (
        select *, (opened_on - 29)::timestamp at time zone ${zone} as touched_from,
          (opened_on + 1)::timestamp at time zone ${zone} as touched_to
        from (
          select h.customer_id, null::bigint as account_id, h.opened_on, a.booking_unit_id, h.amount_minor as amount,
            h.currency::text, null::bigint as product_id, null as type
          from those join product_holding as h using (customer_id)
          left join account as a on a.customer_id = h.customer_id and a.id = h.account_id
          where h.status <> 'PENDING'
          union all
          select a.customer_id, a.id, a.opened_on, a.booking_unit_id, null, a.currency::text, a.product_id, a.type
          from those join account as a using (customer_id)
        ) as begun
        where opened_on >= ${first} and opened_on <= ${last}
      ) as o join those as c on c.customer_id = o.customer_id ${of.openingFrom ?? sql``}
    ), kept as (
      select o.*, o.account_id as id, ${first} as first, ${last} as last from opened as o where o.account_id is not null
    ), earned as (
      ${earnedBy('handler')}
    ), done as (
      ${part(
        't',
        of.booking,
        { transactions: each, turnover: sql`sum(t.amount_minor * w.factor)` },
        sql`(
          select t.*, a.booking_unit_id, (t.booked_at at time zone ${zone})::date as day
          from those join transaction as t using (customer_id)
          left join account as a on a.customer_id = t.customer_id and a.id = t.account_id
          where t.customer_initiated and ${inPeriod('t.booked_at')}
        ) as t left join worth as w on w.currency = t.currency ${of.bookingFrom ?? sql``}`,
      )}
      union all
      ${part('i', of.contact, { contacts: each }, sql`those join interaction as i using (customer_id) ${of.contactFrom ?? sql``} where ${inPeriod('i.at')}`)}
      union all
      ${part('s', of.request, { requests: each }, sql`those join service_ticket as s using (customer_id) where ${inPeriod('s.opened_at')}`)}
      union all
      ${part(
        'o',
        sql`o.handler`,
        { openings: sql`count(*) filter (where o.account_id is null)`, opened_amount: sql`sum(o.amount * w.factor)` },
        sql`opened as o left join worth as w on w.currency = o.currency`,
      )}
    ), summed as (
      select d.handler, min(d.customer_id) as owner, count(distinct d.customer_id)::int as customers,
        ${sql.raw(counts.map((one) => `sum(d.${one})::int as ${one}`).join(', '))},
        sum(d.${sql.raw(counts.join(' + d.'))})::int as pieces,
        ${sql.raw(amounts.map((one) => `coalesce(round(sum(d.${one})), 0)::bigint as ${one}_minor`).join(', '))}
      from done as d group by d.handler
    ), valued as (
      select s.*, ${sql.raw(
        ['deposits', 'loans', 'margin', 'fees', 'cost']
          .map((one) => `coalesce(e.${one}, 0)::bigint as ${one}_minor`)
          .join(', '),
      )}, coalesce(e.margin + e.fees - e.cost, 0)::bigint as profit_minor
      from summed as s left join earned as e using (handler)
    )
    select f.customer_id, f.scope_key, ${first} as first_day, ${last} as last_day, ${base} as currency,
      ${of.value} as value, ${of.name} as name, coalesce(${of.value}, '') collate "C" as key, g.*,
      ${share('pieces')} as share_of_pieces, ${share('turnover_minor')} as share_of_turnover, ${share('profit_minor')} as share_of_profit,
      ${rank('pieces')} as rank_by_pieces, ${rank('turnover_minor')} as rank_by_turnover, ${rank('profit_minor')} as rank_by_profit,
      ${toAverage('pieces')} as pieces_to_average, ${toAverage('turnover_minor')} as turnover_to_average,
      ${toAverage('profit_minor')} as profit_to_average
    from valued as g join those as f on f.customer_id = g.owner ${of.from ?? sql``}`;
}
