import { isSampled } from '../database/sampling';
import type { Session } from '../database/work';
import { productCategories } from '../entities/product/product.table';
import type { Segmentation } from './clusters';
import { treeFeatures, treeFigures } from './features';
import type { Example } from './tree';

/** A customer whom the bank had on the earlier day, with what is known of both days. */
export interface Observed extends Example {
  readonly scopeKey: number;
}

/** A behaviour, and of whom it can be told whether they behaved so. */
export interface Behaviour {
  readonly code: string;
  readonly behaviour: 'CHURN' | 'TAKE_UP';
  readonly category: (typeof productCategories)[number] | null;
  readonly observed: readonly Observed[];
}

interface Sampled {
  readonly scope_key: number;
  readonly features: number[];
  readonly status: string;
  readonly active: number;
  readonly held: string[] | null;
  readonly opened: string[] | null;
}

/** The oldest day worked out as many months back as may be, with the months between; null where there is none. */
export async function earlierDay(
  session: Session,
  { asOf, rules }: Segmentation,
): Promise<{ day: string; months: number } | null> {
  const [found] = await session<{ day: string; months: number }[]>`
    select as_of::text as day, months from (
      select as_of, (12 * (extract(year from ${asOf}::date) - extract(year from as_of))
        + extract(month from ${asOf}::date) - extract(month from as_of))::int as months
      from measure_run where finished_at is not null and as_of < ${asOf}::date
    ) as run where months between 1 and ${rules.trees.monthsBack} order by as_of limit 1`;
  return found ?? null;
}

/**
 * What customers did between two days worked out. Churn: of those with a transaction of their own in the quiet months up
 * to the earlier day, who had none in as many months up to the later, or is dormant or gone. Take-up: of those without a
 * product of a category, who opened one.
 */
export async function observeBehaviours(
  session: Session,
  { asOf, rules }: Segmentation,
  earlier: { readonly day: string; readonly months: number },
): Promise<Behaviour[]> {
  const figures = treeFeatures.map((feature) => `round((${treeFigures[feature]})::numeric, 2)::float8`);
  const text = `
    with taken as (
      select (count(*) - 1) / ${rules.sample} + 1 as step from customer_measure where as_of = $1::date
    ), sampled as materialized (
      select m.*, d.active_months, c.status, 1 / money_text(1, m.currency)::float8 as unit
      from taken cross join customer_measure m join measure_draft d using (customer_id) join customer c using (customer_id)
      where m.as_of = $1::date and c.onboarded_on <= $1::date and ${isSampled('m.customer_id', 'step')}
    ), products as (
      select h.customer_id, array_agg(p.category) filter (where h.opened_on <= $1::date
          and (h.closed_on is null or h.closed_on > $1::date)) as held,
        array_agg(p.category) filter (where h.opened_on > $1::date and h.opened_on <= $2::date) as opened
      from product_holding h join product p on p.id = h.product_id
      where h.customer_id in (select customer_id from sampled) group by h.customer_id
    )
    select m.scope_key, array[${figures.join(', ')}] as features, m.status, m.active_months as active,
      p.held, p.opened
    from sampled m left join products p using (customer_id) order by m.customer_id`;
  const sampled = await session.unsafe<Sampled[]>(text, [earlier.day, asOf]);
  const quiet = 2 ** rules.trees.quietMonths - 1;
  const isLost = ({ status, active }: Sampled) =>
    status === 'CHURNED' || status === 'DORMANT' || (active & quiet) === 0;
  const observe = (some: readonly Sampled[], behaved: (one: Sampled) => boolean): Observed[] =>
    some.map((one) => ({ scopeKey: one.scope_key, features: one.features, behaved: behaved(one) }));
  const wasActive = sampled.filter(({ active }) => ((active >> earlier.months) & quiet) !== 0);
  return [
    { code: 'CHURN', behaviour: 'CHURN', category: null, observed: observe(wasActive, isLost) },
    ...productCategories.map((category): Behaviour => {
      const without = sampled.filter(({ held }) => !held?.includes(category));
      const observed = observe(without, ({ opened }) => opened?.includes(category) ?? false);
      return { code: `TAKE_UP ${category}`, behaviour: 'TAKE_UP', category, observed };
    }),
  ];
}
