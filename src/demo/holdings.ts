import { productKey } from './catalogue';
import { affinityOf, type Leaning } from './leanings';
import type { Statement, Step } from './statement';

type Code = Parameters<typeof productKey>[0];

/** Products without an account: code, least segment, frequency in a hundred of persons and of organisations, leanings. */
const extras: readonly (readonly [Code, number, number, number, Leaning, Leaning])[] = [
  ['WM-S', 2, 35, 12, 'CAREFUL', 'FAMILY'],
  ['WM-G', 2, 18, 4, 'ENTERPRISING', 'WORLDLY'],
  ['WM-T', 3, 60, 15, 'CAREFUL', 'WORLDLY'],
  ['F-BOND', 1, 12, 5, 'CAREFUL', 'ENTERPRISING'],
  ['F-EQ', 1, 14, 2, 'ENTERPRISING', 'WORLDLY'],
  ['F-QD', 2, 8, 0, 'ENTERPRISING', 'WORLDLY'],
  ['INS-L', 1, 14, 0, 'CAREFUL', 'FAMILY'],
  ['INS-A', 2, 12, 0, 'CAREFUL', 'FAMILY'],
  ['PAY-M', 1, 4, 25, 'FAMILY', 'ENTERPRISING'],
  ['PAY-C', 2, 0, 35, 'CAREFUL', 'FAMILY'],
  ['LC', 2, 0, 18, 'ENTERPRISING', 'WORLDLY'],
  ['FACT', 2, 0, 10, 'ENTERPRISING', 'WORLDLY'],
  ['CUST', 3, 5, 20, 'ENTERPRISING', 'WORLDLY'],
  ['PAYR', 1, 0, 45, 'CAREFUL', 'FAMILY'],
];

/** The products behind the accounts, under the accounts' terms. */
const writeAccountHoldings = (statement: Statement) => `
  insert into product_holding (customer_id, id, scope_key, product_id, account_id, status, opened_on, matures_on, closed_on,
    currency, amount_minor, instalment_minor, rate, recorded_at)
  select customer_id, customer_id * 32 + slot, scope_key, product_id, id,
    case when closed_on is not null then case slot when 3 then 'MATURED' else 'CLOSED' end when status = 'PENDING' then 'PENDING'
      when five_class in ('DOUBTFUL', 'LOSS') then 'DEFAULTED' else 'ACTIVE' end,
    opened_on, case slot when 3 then opened_on + 365 * (1 + (${statement.today} - opened_on) / 365) when 4 then
      opened_on + 365 * (5 + (${statement.today} - opened_on) / 365) + ${statement.roll('id', 'maturity', 3000)}::int end,
    closed_on, currency, case when slot = 5 then credit_limit else balance end,
    case when slot = 4 then balance / 96 end, rate, ${statement.startOf('opened_on')}
  from demo_account order by id`;

function writeExtraHoldings(statement: Statement): string {
  const key = 'id * 32 + slot';
  const rows = extras.map(
    ([code, segment, persons, companies, ...leaningsOf], index) =>
      `(${index + 10}, ${productKey(code)}, ${segment}, ${persons}, ${companies}, '${code}', '{${leaningsOf}}'::text[])`,
  );
  return `
    insert into product_holding (customer_id, id, scope_key, product_id, status, opened_on, matures_on, closed_on, currency,
      amount_minor, rate, recorded_at)
    select id, ${key}, scope_key, product_id,
      case when gone then 'CLOSED' when slot in (10, 11) and ${statement.chance(key, 'matured', 15)} then 'MATURED' else 'ACTIVE' end,
      opened_on,
      case when slot in (10, 11, 16, 17) then ${statement.today} - 90 + ${statement.roll(key, 'maturity', 1500)}::int end,
      case when gone then ${statement.today} - 1 - (${statement.today} - 1 - opened_on) / 3 end,
      case when amount is not null then 'CNY' end, amount,
      case when slot in (10, 11, 12) then 0.02 + ${statement.roll(key, 'rate', 25)} * 0.001 end, ${statement.startOf('opened_on')}
    from (
      select c.id, c.scope_key, e.slot, e.product_id,
        (c.id > 20 and (c.status in ('CHURNED', 'LIQUIDATED') or ${statement.chance('c.id * 32 + e.slot', 'gone', 6)})) as gone,
        c.onboarded_on + (${statement.fraction('c.id * 32 + e.slot', 'opened')} * (${statement.today} - 1 - c.onboarded_on))::int as opened_on,
        case when e.slot < 18 or e.slot = 22 then round(2000000 * power(6, c.segment - 1)
          * (1 + 4 * ${statement.fraction('c.id * 32 + e.slot', 'amount')}))::bigint end as amount
      from demo_customer as c
      cross join (values ${rows.join(', ')}) as e (slot, product_id, segment, persons, companies, code, leanings)
      where c.onboarded_on is not null and not c.minor
        and case c.kind when 'INDIVIDUAL' then e.persons else e.companies end > 0
        and (c.id <= 20 or c.segment >= e.segment and ${statement.roll('c.id * 32 + e.slot', 'holds', 100)}
          < case c.kind when 'INDIVIDUAL' then e.persons else e.companies end
            * ${affinityOf(statement, 'c.id', 'e.leanings')})
      offset 0
    ) as held
    order by id, slot`;
}

/** What wealth, funds, insurance and custody were worth at the end of each month since they were bought. */
const writeHoldingMonths = (statement: Statement) => `
  insert into holding_month (customer_id, holding_id, month, scope_key, currency, value_minor)
  select h.customer_id, h.id, m.starts, h.scope_key, h.currency,
    round(h.amount_minor * (1 + 0.004 * (6 - m.number)) * (0.97 + 0.06 * ${statement.fraction('h.id * 32 + m.number', 'value')}))::bigint
  from product_holding as h
  cross join lateral (
    select number, (date_trunc('month', (${statement.today} - 1)::timestamp) - make_interval(months => number))::date as starts
    from generate_series(0, ${statement.bank.volumes.holdingMonths - 1}) as number
  ) as m
  where h.customer_id between ${statement.from} and ${statement.to} and h.account_id is null and h.amount_minor is not null
    and h.closed_on is null and m.starts >= date_trunc('month', h.opened_on::timestamp)
  order by h.customer_id, h.id, m.starts`;

export const holdings: readonly Step[] = [
  { table: 'product_holding', write: writeAccountHoldings },
  { table: 'product_holding', write: writeExtraHoldings },
  { table: 'holding_month', write: writeHoldingMonths },
];
