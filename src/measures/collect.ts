import { fiveClasses } from '../entities/account/account.table';
import type { MeasureRun } from './run-state';

/** Customers above `after` up to and with `through`, in the order of their keys. */
export interface Slice {
  readonly after: bigint;
  readonly through: bigint;
}

/** SQL: the key of a customer lies above `$2` up to `$3`. */
const isKeyInSlice = (key: string) => `${key} > $2 and ${key} <= $3`;

/** SQL: the row belongs to such a customer. */
export const inSlice = (alias: string) => isKeyInSlice(`${alias}.customer_id`);

/** SQL: the row is valid on the day `$1`. */
export const onDay = (alias: string) =>
  `${alias}.valid_from <= $1::date and (${alias}.valid_to is null or ${alias}.valid_to > $1::date)`;

/** SQL: the holdings `h` of the day `$1` that run. */
export const runsOnDay = `h.opened_on <= $1::date and (h.closed_on is null or h.closed_on > $1::date)
  and h.status in ('ACTIVE', 'DEFAULTED')`;

/** The days that count of each of so many months, the last one first. */
function daysOf(asOf: string, months: number): number[] {
  const [year, month, day] = asOf.split('-').map(Number) as [number, number, number];
  return Array.from({ length: months }, (_, n) =>
    n === 0 ? day : new Date(Date.UTC(year, month - n, 0)).getUTCDate(),
  );
}

// First days of up to 29 months apart are told by their distance, which is cheaper than a calendar. The last is month 1,
// for what is known of a month stands in arrays at its number.
const monthNumber = `((date_trunc('month', $1::timestamp)::date - b.month) + 45) / 30`;

/** SQL for the months of an account `a` (keeper, id) that lie at least `from` and less than `to` ago, the oldest first. */
const booked = (from: number, to: number, figures: readonly string[]): string => `
  select b.month, b.customer_initiated as initiated, greatest(b.average_daily_balance_minor, 0)::float8 as average,
    ${figures.join(', ')}
  from balance_month b
  where b.customer_id = a.keeper and b.account_id = a.id
    and b.month <= (date_trunc('month', $1::timestamp) - interval '${from} months')::date
    and b.month > (date_trunc('month', $1::timestamp) - interval '${to} months')::date
  order by b.month`;

/**
 * SQL for what an account `a` (keeper, id, way, earns, prices) did in the months of the period: sums in the account's own
 * currency, an overdrawn deposit counting as nothing deposited; and of the whole history a bit for each month in which the
 * customer did something himself (`active`), anything lay there (`held`) or is known at all (`booked`), the last month
 * being bit 0, with the daily averages of the last in minor units, the oldest first (`averages`). `earned` is the bank's
 * margin by the side that the account stands on, none where it stands on neither. `$1` is the day.
 */
export function accountSums({ asOf, rules }: MeasureRun): string {
  const { period, history } = rules;
  const days = daysOf(asOf, period);
  const year = days.reduce((sum, count) => sum + count, 0);
  // The weights by which the figures of the period's months come to their least-squares slope by month.
  const spread = (period * (period * period - 1)) / 12;
  const middle = (period - 1) / 2;
  const bits = `bit_or(bit) filter (where initiated > 0) as active, bit_or(bit) filter (where average > 0) as held,
    bit_or(bit) as booked, array_agg(average order by month) as averages`;
  const both = (column: string) => `(coalesce(p.${column}, 0) | coalesce(e.${column}, 0)) >> 1 as ${column}`;
  return `
    select adb, closing, earned, fees, cost, slope, turnover, now, before, transactions, transactions_now,
      transactions_before, ${both('active')}, ${both('held')}, ${both('booked')}, e.averages || p.averages as averages
    from (
      select sum(average * days) / ${year} as adb, sum(greatest(closing, 0)::float8) filter (where n = 1) as closing,
        sum(earned) as earned, sum(fees) as fees, sum(cost) as cost,
        sum((${middle + 1}::float8 - n) * (earned + fees - cost)) / ${spread} as slope,
        sum(turnover) as turnover, sum(average) filter (where quarter = 1) / 3 as now,
        sum(average) filter (where quarter = 2) / 3 as before, sum(initiated) as transactions,
        sum(initiated) filter (where quarter = 1) as transactions_now,
        sum(initiated) filter (where quarter = 2) as transactions_before, ${bits}
      from (
        select *, 1 << n as bit, (n + 2) / 3 as quarter, ('{${days}}'::float8[])[n] as days,
          a.earns * interest + average * a.way * a.prices[n] as earned
        from (${booked(0, period, [
          `${monthNumber} as n`,
          'b.closing_balance_minor as closing',
          'b.interest_minor::float8 as interest',
          'b.fees_minor::float8 as fees',
          'b.cost_minor::float8 as cost',
          '(b.debits_minor + b.credits_minor)::float8 as turnover',
        ])}) as booked
        order by month
      ) as counted
    ) as p
    cross join (select ${bits} from (${booked(period, history, [`1 << ${monthNumber} as bit`])}) as earlier) as e`;
}

/** SQL: the row of `party_account` is a part owned on the day `$1` by a customer of the slice. */
const isOwned = (alias: string) => `${inSlice(alias)} and ${alias}.share_pct is not null and ${onDay(alias)}`;

/**
 * SQL for the accounts that the customers of the slice own on the day, with what they are valued by; and with no owner
 * for those kept with a customer of the slice of whom none of them owns a part.
 */
const accounts = `
  select a.owner as customer_id, a.customer_id as keeper, a.id, a.scope_key, a.currency,
    a.share_pct::float8 / 100 * f.factor as share, p.way, p.earns, p.is_asset, f.prices, f.weight, p.capital, p.hurdle,
    case when a.status = 'CLOSED' then 0 else coalesce(a.days_past_due, 0) end as past_due,
    case when a.status = 'CLOSED' then 1 else coalesce(array_position(
      '{${fiveClasses}}'::text[], a.five_class), 1) end as class
  from (
    select k.*, r.customer_id as owner, r.share_pct from account k
    left join party_account r on ${isOwned('r')} and r.account_customer_id = k.customer_id and r.account_id = k.id
    where ${inSlice('k')}
    union all
    select k.*, r.customer_id, r.share_pct from party_account r
    -- One by one, for few are kept elsewhere.
    cross join lateral (
      select * from account where customer_id = r.account_customer_id and id = r.account_id offset 0
    ) k
    where ${isOwned('r')} and not (${isKeyInSlice('r.account_customer_id')})
  ) as a
  join measured_product p on p.id = a.product_id
  join measured_price f on f.currency = a.currency and f.type = a.type
  offset 0`;

/** SQL for those accounts and what each did. */
export const bookedAccounts = (run: MeasureRun): string => `
  select a.customer_id, a.keeper, a.id, a.scope_key, a.currency, a.share, a.way, a.is_asset, a.weight, a.capital, a.hurdle,
    a.past_due, a.class, s.*
  from (${accounts}) as a cross join lateral (${accountSums(run)}) as s`;

/** SQL for what customers own of `accounts`, in the base currency. */
export const ownedSums = `
  select customer_id, sum(share * adb) filter (where way = 1) as deposit_adb,
    sum(share * adb) filter (where way = -1) as loan_adb, sum(share * closing) filter (where way <> 0) as balance,
    sum(share * closing) filter (where way = -1) as owed, sum(share * closing) filter (where is_asset) as asset,
    sum(share * earned) filter (where way = 1) as deposit_margin,
    sum(share * earned) filter (where way = -1) as loan_margin, sum(share * fees) as fees, sum(share * cost) as cost,
    sum(share * slope) as slope, sum(share * adb * weight) filter (where way = 1) as points,
    sum(share * closing * capital) as capital, sum(share * closing * capital * hurdle) as charge,
    sum(share * turnover) as turnover, sum(share * now) filter (where way = 1) as deposit_now,
    sum(share * before) filter (where way = 1) as deposit_before,
    sum(share * (coalesce(now, 0) - coalesce(before, 0))) filter (where way = -1) as loan_change, sum(transactions)::int as transactions,
    sum(transactions_now)::int as transactions_now, sum(transactions_before)::int as transactions_before,
    bit_or(active) as active_months, bit_or(held) filter (where way = 1) as deposit_months,
    bit_or(held) filter (where way = -1) as loan_months, max(past_due) as past_due, max(class) as five_class
  from accounts where customer_id is not null group by customer_id`;

/**
 * SQL for what lay on those of `accounts` that are kept with the customers of the slice, by the unit where they are: the
 * months of which anything is known, as bits, and the sums of each, the oldest first, in the accounts' own currency.
 */
export const keptSums = (history: number): string => `
  select scope_key, currency, way, booked, array_remove(array[${Array.from({ length: history }, (_, at) => `sum(averages[${at + 1}])`).join(', ')}], null) as amounts
  from (
    -- Several own a part of an account, or one two of them; it is kept once.
    select distinct on (keeper, id) * from accounts where ${isKeyInSlice('keeper')} and way <> 0 and booked <> 0
  ) as kept
  group by scope_key, currency, way, booked`;
