import { closing, months, turnover, way } from './movements';
import type { Statement, Step } from './statement';

const initiated = (amount: string, way: string) =>
  `(case when ${amount} > 0 and split_part(${way}, ' ', 3) = 't' then 1 else 0 end)`;

/** Interest is what the bank earns: negative where it pays. */
function writeBalances(statement: Statement): string {
  const up = '(turnover + greatest(after - before, 0))';
  const down = '(turnover + greatest(before - after, 0))';
  return `
    insert into balance_month (customer_id, account_id, month, scope_key, currency, average_daily_balance_minor,
      closing_balance_minor, debits_minor, credits_minor, customer_initiated, interest_minor, fees_minor, cost_minor)
    select customer_id, id, starts, scope_key, currency, average, after, case when owed then ${up} else ${down} end,
      case when owed then ${down} else ${up} end, ${initiated(up, 'way_up')} + ${initiated(down, 'way_down')},
      round(average * rate / 12 * case when owed then 1 else -1 end)::bigint,
      case when ${statement.chance('id * 32 + number', 'fee', 20)} then 500 + ${statement.roll('id * 32 + number', 'fee of', 30)} * 100 else 0 end,
      250 + 15 * (${initiated(up, 'way_up')} + ${initiated(down, 'way_down')})
    from (
      select *, case when number = age then after else (after + before) / 2 end as average
      from (
        select id, customer_id, scope_key, currency, owed, rate, age, number, starts,
          ${closing(statement, 'number')} as after, ${closing(statement, '(number + 1)')} as before,
          ${turnover(statement, 'number')} as turnover,
          ${way(statement, 'number', 1)} as way_up, ${way(statement, 'number', 2)} as way_down
        from demo_account
        join ${months(statement, statement.bank.volumes.balanceMonths)} on number <= age
        where closed_on is null and status <> 'PENDING' offset 0
      ) as moved offset 0
    ) as month
    order by id, starts`;
}

export const balances: Step = { table: 'balance_month', write: writeBalances };
