import type { Session } from '../database/work';
import type { MeasureRun } from './run-state';

/** The parts of a hundred at whose borders the values of a peer group are kept. */
const twentieths = Array.from({ length: 19 }, (_, index) => (index + 1) / 20);

/** What scores are made of, compared before them: expressions over `measure_draft` on the day `$2`. */
export const compared = {
  tenure: `12 * extract(year from age($2::date, onboarded_on)) + extract(month from age($2::date, onboarded_on))`,
  products: 'products',
  wallet: 'least(aum / nullif(wealth_total, 0), 1)',
  channels: 'contacts + bit_count((active_months & 4095)::bit(32))',
  rarorac: '(deposit_margin + loan_margin + fees - operating_cost - expected_loss) / nullif(economic_capital, 0)',
  recency: `case when active_months <> 0 then -bit_count(((active_months & -active_months) - 1)::bit(32)) end`,
  frequency: 'transactions',
  monetary: 'turnover',
} as const;

/** Keeps average and borders of figures of each peer group: expressions over the rows of a table, by their codes. */
export async function comparePeers(
  session: Session,
  { asOf }: MeasureRun,
  rows: 'measure_draft' | 'customer_measure',
  figures: Readonly<Record<string, string>>,
  done: () => void,
): Promise<void> {
  const ofDay = rows === 'customer_measure' ? 'where as_of = $2::date' : 'where $2::date is not null';
  for (const [code, figure] of Object.entries(figures)) {
    await session.unsafe(
      `insert into peer_figure (as_of, peer_group, code, members, average, dominance, bounds)
       select $2::date, peer_group, $1, count(value), avg(value),
         coalesce(max(abs(value)) / nullif(sum(abs(value)), 0), 0),
         percentile_disc($3::float8[]) within group (order by value)
       from (select peer_group, (${figure})::float8 as value from ${rows} ${ofDay}) as told
       where value is not null group by peer_group`,
      [code, asOf, twentieths] as never[],
    );
    done();
  }
}

/** Keeps where in the bank the members of each peer group are. */
export async function placePeers(session: Session, { asOf }: MeasureRun): Promise<void> {
  await session`
    insert into peer_place (as_of, peer_group, members, keys, up_to)
    select ${asOf}, peer_group, max(up_to), array_agg(scope_key order by scope_key), array_agg(up_to order by scope_key)
    from (
      select peer_group, scope_key, sum(count(*)) over (partition by peer_group order by scope_key)::int as up_to
      from measure_draft group by peer_group, scope_key
    ) as placed
    group by peer_group`;
}
