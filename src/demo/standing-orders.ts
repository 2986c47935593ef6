import type { Statement, Step } from './statement';

const purposes = ['RENT', 'RENT', 'HOUSEHOLD', 'INSURANCE', 'SAVING', 'LOAN', 'LEASING', 'OTHER'];
const banks = ['ICBKCNBJ', 'BKCHCNBJ', 'COMMCNSH', 'CMBCCNBS', 'HSBCHKHH', 'DEUTDEFF'];

const writeStandingOrders = (statement: Statement) => `
  insert into standing_order (customer_id, id, scope_key, account_id, counterparty_bank, counterparty_account, currency,
    amount_minor, purpose, frequency, starts_on, ends_on, recorded_at)
  select customer_id, id, scope_key, id, ${statement.pick(banks, 'id', 'bank')},
    '62' || lpad((id * 7919 % 999999937)::text, 14, '0'), currency, 50000 + ${statement.roll('id', 'amount', 80)} * 10000,
    case when ${statement.chance('id', 'knows purpose', 85)} then ${statement.pick(purposes, 'id', 'purpose')} end,
    case when ${statement.chance('id', 'monthly', 90)} then 'MONTHLY' else 'QUARTERLY' end, opened_on,
    case when ${statement.chance('id', 'ends', 20)} then ${statement.today} + ${statement.roll('id', 'end', 900)}::int end,
    ${statement.startOf('opened_on')}
  from demo_account
  where slot = 1 and status = 'ENABLED' and (customer_id <= 20 or ${statement.chance('id', 'standing order', 18)})
  order by id`;

export const standingOrders: Step = { table: 'standing_order', write: writeStandingOrders };
