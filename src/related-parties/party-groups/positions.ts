import { holdsOn, keysOf, type Session } from '../session';
import { endStanding, replaceStanding, resultTable } from '../standing';
import type { GroupRun } from './rules';

export const positionTable = resultTable(
  'customer_position',
  'customer_id',
  'scope_key currency deposits_minor loans_minor assets_minor exposure_minor without_rate',
);

/**
 * Works out what customers bring to the positions of their groups, of those of them who are in one. Figures of an account
 * are told in the base currency and dealt to its owners by their shares, each owner taking what lies between the rounded
 * sums before and after him. Owed is what is drawn on loans and cards and what other accounts are overdrawn by.
 */
export async function writePositions(
  session: Session,
  { today, rules }: GroupRun,
  parties: readonly bigint[],
): Promise<void> {
  const day = holdsOn(session, today);
  // Asked beforehand, so that the planner knows of how many customers the rest is.
  const inGroups = await session<{ customer: bigint }[]>`
    select distinct customer_id as customer from party_group
    where customer_id = any (${keysOf(session, parties)}) and as_of_end is null`;
  const positions = session`
    with ours as materialized (
      select c.customer_id, c.scope_key from customer c
      where c.customer_id = any (${keysOf(
        session,
        inGroups.map(({ customer }) => customer),
      )})
    ), worth as materialized (
      select currency, factor from rates_into(${rules.baseCurrency}, ${today})
    ), owned as materialized (
      select distinct account_customer_id as keeper, account_id from party_account join ours using (customer_id)
      where role in ('PRINCIPAL', 'SECONDARY_OWNER', 'JOINT') and ${day}
    ), figures as materialized (
      select a.customer_id as keeper, a.id as account_id, w.factor is null as unknown,
        case when p.category = 'DEPOSIT' then round(greatest(balance, 0) * w.factor) else 0 end as deposit,
        case when p.category in ('DEPOSIT', 'WEALTH', 'FUND', 'INSURANCE', 'CUSTODY')
          then round(greatest(balance, 0) * w.factor) else 0 end as asset,
        round(owed * w.factor) as loan, round((owed + undrawn) * w.factor) as exposure
      from owned o
      join account a on a.customer_id = o.keeper and a.id = o.account_id and a.status <> 'CLOSED'
      join product p on p.id = a.product_id
      left join worth w on w.currency = a.currency
      cross join lateral (
        select p.category in ('LOAN', 'CARD') as is_credit, coalesce(a.current_balance_minor, 0) as balance
      ) as booked
      cross join lateral (select greatest(case when is_credit then balance else -balance end, 0) as owed) as drawn
      cross join lateral (
        select greatest(coalesce(a.limit_minor, 0) - owed, 0) as unused
      ) as most
      cross join lateral (
        -- A loan that is paid off bit by bit is not drawn again, whatever its limit was.
        select case when is_credit then least(unused, greatest(coalesce(a.available_balance_minor, unused), 0))
          else unused end as undrawn
      ) as open
    ), shares as (
      select party_id, account_customer_id, account_id, share_pct, sum(share_pct) over earlier as upto
      from (
        select r.party_id, r.customer_id as account_customer_id, r.account_id, r.id, r.share_pct
        from owned o join account_party r on r.customer_id = o.keeper and r.account_id = o.account_id
        where r.share_pct is not null and ${day}
      ) as role
      window earlier as (partition by account_customer_id, account_id order by party_id, id)
    ), dealt as (
      select s.party_id as customer_id, f.unknown,
        round(deposit * upto / 100) - round(deposit * (upto - share_pct) / 100) as deposit,
        round(asset * upto / 100) - round(asset * (upto - share_pct) / 100) as asset,
        round(loan * upto / 100) - round(loan * (upto - share_pct) / 100) as loan,
        round(exposure * upto / 100) - round(exposure * (upto - share_pct) / 100) as exposure
      from shares s join figures f on f.keeper = s.account_customer_id and f.account_id = s.account_id
      union all
      select h.customer_id, w.factor is null, 0, round(coalesce(m.value_minor, h.amount_minor) * w.factor), 0, 0
      from ours
      join product_holding h on h.customer_id = ours.customer_id and h.status = 'ACTIVE' and h.amount_minor is not null
      join product p on p.id = h.product_id and p.category in ('WEALTH', 'FUND', 'INSURANCE', 'CUSTODY')
      left join account a on a.customer_id = h.customer_id and a.id = h.account_id
      left join worth w on w.currency = h.currency
      left join lateral (
        select value_minor from holding_month m
        where m.customer_id = h.customer_id and m.holding_id = h.id and m.month <= ${today}::date and m.currency = h.currency
        order by m.month desc limit 1
      ) as m on true
      -- The holding of an account's own product is that account.
      where a.product_id is distinct from h.product_id
    )
    select ours.customer_id, ours.scope_key, ${rules.baseCurrency}::char(3) as currency,
      coalesce(sum(deposit), 0)::bigint as deposits_minor, coalesce(sum(loan), 0)::bigint as loans_minor,
      coalesce(sum(asset), 0)::bigint as assets_minor, coalesce(sum(exposure), 0)::bigint as exposure_minor,
      count(*) filter (where unknown)::int as without_rate
    from ours left join dealt using (customer_id)
    group by ours.customer_id, ours.scope_key`;
  const ofThem = session`t.customer_id = any (${keysOf(session, parties)})`;
  await replaceStanding(session, positionTable, { today }, ofThem, positions);
}

/** Ends what stands of customers who are in no group any more. */
export const endOtherPositions = (session: Session, today: string) =>
  endStanding(
    session,
    positionTable,
    today,
    session`not exists (select from party_group g where g.customer_id = t.customer_id and g.as_of_end is null)`,
  );
