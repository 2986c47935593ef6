import { closing, longestQuiet, months, turnover, way } from './movements';
import type { Statement, Step } from './statement';
import { chineseBrands, latinBrands } from './words/companies';

const remittances = ['Invoice', 'Rent', '货款', '工资', 'Groceries', '水电费', 'Savings', 'Travel', '服务费', 'Gift'];

/** Two bookings a month at most: a morning's one up in its first half, an afternoon's one down in its second. */
function writeTransactions(statement: Statement): string {
  const { transactionMonths } = statement.bank.volumes;
  const key = 'account_id * 128 + number * 2 + side';
  const dayOf = `((side - 1) * days / 2 + ${statement.roll(key, 'day', 'greatest(1, days / 2)')})::int`;
  const minute = `(side * 300 + 240 + ${statement.roll(key, 'minute', 240)})`;
  return `
    with moved as materialized (
      select id, customer_id, scope_key, currency, kind, type, owed, opened_on, age, number, starts, days,
        ${closing(statement, 'number')} as after, ${closing(statement, '(number + 1)')} as before,
        ${turnover(statement, 'number')} as turnover,
        ${way(statement, 'number', 1)} as way_up, ${way(statement, 'number', 2)} as way_down
      from demo_account
      join ${months(statement, transactionMonths + longestQuiet)}
        on number >= quiet and number < quiet + ${transactionMonths} and number <= age
      where closed_on is null and balance > 0
    ), booking as (
      select id as account_id, customer_id, scope_key, currency, side, owed, opened_on, age, number, starts, days,
        case side when 1 then turnover + greatest(after - before, 0) else turnover + greatest(before - after, 0) end as amount,
        case side when 1 then before + turnover + greatest(after - before, 0) else after end as balance,
        case side when 1 then way_up else way_down end as way
      from moved cross join generate_series(1, 2) as side offset 0
    )
    insert into transaction (customer_id, id, scope_key, account_id, booked_at, kind, channel, direction, currency,
      amount_minor, customer_initiated, counterparty_name, remittance, balance_after_minor)
    select customer_id, ${key}, scope_key, account_id,
      case when number = age then ${statement.startOf('opened_on')} + interval '10 hours'
        else ${statement.startOf(`starts + ${dayOf}`)} + ${minute} * interval '1 minute' end,
      split_part(way, ' ', 1), split_part(way, ' ', 2), case when (side = 1) <> owed then 'CRDT' else 'DBIT' end, currency,
      amount, split_part(way, ' ', 3)::boolean,
      case when ${statement.chance(key, 'has counterparty', 80)} then case when ${statement.chance(key, 'chinese', 70)}
        then ${statement.pick(chineseBrands, key, 'counterparty')} else ${statement.pick(latinBrands, key, 'counterparty')} end end,
      case when ${statement.chance(key, 'has remittance', 60)} then ${statement.pick(remittances, key, 'remittance')} end,
      balance
    from booking where amount > 0
    order by account_id, number desc, side`;
}

export const transactions: Step = { table: 'transaction', write: writeTransactions };
