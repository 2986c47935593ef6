import { holdsOn, type Session } from '../database/work';
import type { MeasureRun } from './run-state';

/** Customers above `after` up to and with `through`, in the order of their keys. */
export interface Slice {
  readonly after: bigint;
  readonly through: bigint;
}

/**
 * The accounts that the customers of a slice own on the day, each with the owner's share of it in the base currency,
 * and with the prices by which it is valued. Accounts in a currency without a rate are left out.
 */
export async function collectAccounts(session: Session, { asOf, rules }: MeasureRun, slice: Slice): Promise<void> {
  const weights = JSON.stringify(rules.depositPointWeights);
  await session`
    insert into measured_account
    select r.customer_id, a.customer_id, a.id, r.share_pct::float8 / 100 * w.factor,
      case when p.category = 'DEPOSIT' then 'DEPOSIT' when p.category in ('LOAN', 'CARD') then 'LOAN' end,
      p.category in ('DEPOSIT', 'WEALTH', 'FUND', 'INSURANCE', 'CUSTODY'), f.rates,
      coalesce((${weights}::text::jsonb ->> a.type)::float8, 1), coalesce(c.capital_rate, 0), coalesce(c.hurdle_rate, 0),
      case when a.status <> 'CLOSED' then coalesce(a.days_past_due, 0) else 0 end,
      case when a.status <> 'CLOSED'
        then coalesce(array_position(array['NORMAL', 'SPECIAL_MENTION', 'SUBSTANDARD', 'DOUBTFUL', 'LOSS'], a.five_class), 1)
        else 1 end
    from party_account r
    join account a on a.customer_id = r.account_customer_id and a.id = r.account_id
    join product p on p.id = a.product_id
    join measured_worth w on w.currency = a.currency
    left join measured_price f on f.currency = a.currency and f.type = a.type
    left join capital_charge c on c.category = p.category and ${holdsOn(session, asOf, 'c')}
    where r.customer_id > ${slice.after} and r.customer_id <= ${slice.through} and r.share_pct is not null
      and ${holdsOn(session, asOf, 'r')}`;
}

/** What they did in each month, account by account summed up; overdrawn deposits count as nothing deposited. */
export async function collectMonths(session: Session, { rules }: MeasureRun): Promise<void> {
  const year = rules.monthOfYear;
  await session`
    insert into measured_customer_month
    select a.customer_id, m.n, m.month, m.days,
      sum(share * greatest(b.average_daily_balance_minor, 0)) filter (where side = 'DEPOSIT'),
      sum(share * greatest(b.average_daily_balance_minor, 0)) filter (where side = 'LOAN'),
      sum(share * greatest(b.closing_balance_minor, 0)) filter (where side = 'DEPOSIT'),
      sum(share * greatest(b.closing_balance_minor, 0)) filter (where side = 'LOAN'),
      sum(share * greatest(b.closing_balance_minor, 0)) filter (where is_asset),
      sum(share * (greatest(b.average_daily_balance_minor, 0) * coalesce(prices[m.n + 1], 0) / ${year} + b.interest_minor))
        filter (where side = 'DEPOSIT'),
      sum(share * (b.interest_minor - greatest(b.average_daily_balance_minor, 0) * coalesce(prices[m.n + 1], 0) / ${year}))
        filter (where side = 'LOAN'),
      sum(share * b.fees_minor), sum(share * b.cost_minor),
      sum(share * greatest(b.average_daily_balance_minor, 0) * points) filter (where side = 'DEPOSIT'),
      sum(share * greatest(b.closing_balance_minor, 0) * capital),
      sum(share * greatest(b.closing_balance_minor, 0) * capital * hurdle),
      sum(share * (b.debits_minor + b.credits_minor)), sum(b.customer_initiated)
    from measured_account a
    join balance_month b on b.customer_id = a.keeper and b.account_id = a.account_id
    join measured_month m on m.month = b.month
    group by a.customer_id, m.n, m.month, m.days`;
}

/** Adds what the slice held in each month to the sums of its units. */
export async function collectUnitMonths(session: Session, slice: Slice): Promise<void> {
  await session`
    insert into measure_month_draft (slice, scope_key, month, deposits, loans, depositors, borrowers)
    select ${slice.through}, c.scope_key, m.month, coalesce(sum(m.deposit), 0), coalesce(sum(m.loan), 0),
      count(*) filter (where m.deposit > 0), count(*) filter (where m.loan > 0)
    from measured_customer_month m join customer c using (customer_id)
    group by c.scope_key, m.month`;
}
