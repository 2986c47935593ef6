import type { Statement } from './statement';

/**
 * How the balance of a `demo_account` moved month by month, back from the month of yesterday (0). Bookings and monthly
 * balances are both made from these, so they agree to the minor unit: closing + up − down = closing of the next month.
 */
export const closing = (statement: Statement, month: string) => `(case when ${month} > age then 0
  when ${month} <= quiet then balance
  else round(balance * greatest(0.2, 1 + slope * (${month} - quiet))
    * (1 + noise * (${statement.fraction(`id * 32 + ${month}`, 'noise of month')} - 0.5))) end::bigint)`;

/** On a few current accounts the last month has many times what is usual. */
const unusual = (statement: Statement, month: string) => `case when ${month} = 0 and slot = 1 and customer_id > 20
  and ${statement.chance('id', 'unusual month', 4)} then (array[20, 60, 200])[1 + ${statement.roll('id', 'how unusual', 3)}] else 1 end`;

/** What goes in and out again in a month, besides the change of the balance. */
export const turnover = (statement: Statement, month: string) => `(case when ${month} >= age or ${month} < quiet then 0
  else round(spend * (0.3 + ${statement.fraction(`id * 32 + ${month}`, 'spend of month')}) * ${unusual(statement, month)}) end::bigint)`;

const upwards = ['SALARY BATCH f', 'TRANSFER MOBILE t', 'TRANSFER WEB t', 'CASH BRANCH t', 'TRANSFER BATCH f'];
const downwards = [
  'CARD POS t',
  'CARD POS t',
  'TRANSFER MOBILE t',
  'CASH ATM t',
  'STANDING_ORDER BATCH f',
  'INVESTMENT WEB t',
];
const companyUpwards = ['TRANSFER WEB t', 'TRANSFER BATCH f', 'TRANSFER BATCH f'];
const companyDownwards = ['TRANSFER WEB t', 'SALARY BATCH t', 'TAX WEB t', 'FEE BATCH f'];

/** Kind, channel and initiative of a month's booking up (1) or down (2), as one word list entry. */
export const way = (statement: Statement, month: string, side: 1 | 2) => {
  const key = `id * 32 + ${month}`;
  const pick = (words: readonly string[]) => statement.pick(words, key, side === 1 ? 'way up' : 'way down');
  return `case type when 'LOAN' then ${side === 1 ? `'LOAN BRANCH t'` : `'LOAN BATCH f'`}
    when 'CARD' then ${side === 1 ? `'CARD POS t'` : `'TRANSFER MOBILE t'`}
    else case when kind = 'INDIVIDUAL' then ${pick(side === 1 ? upwards : downwards)}
      else ${pick(side === 1 ? companyUpwards : companyDownwards)} end end`;
};

/** The months back to a number, each with its first day and its length up to today. */
export const months = (statement: Statement, count: number) => `(
  select number, starts, least(${statement.today}, (starts + interval '1 month')::date) - starts as days
  from generate_series(0, ${count - 1}) as number
  cross join lateral (
    select (date_trunc('month', (${statement.today} - 1)::timestamp) - make_interval(months => number))::date as starts
  ) as first offset 0
) as month`;

/** The last month with a booking of its own: sleeping accounts have theirs long ago. */
export const longestQuiet = 14;
