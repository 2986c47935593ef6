import { productKey } from './catalogue';
import { affinityOf } from './leanings';
import { longestQuiet } from './movements';
import { unitKeys } from './org-units';
import type { Statement, Step } from './statement';

/**
 * The accounts of a slice and the figures from which balances and bookings follow. `balance` is the balance of today: what
 * the bank owes the customer or, on LOAN and CARD (`owed`), what the customer owes the bank. `quiet` months ago the
 * customer moved it last; `age` months ago it was opened.
 */
export const accountDraft = `
  create temporary table demo_account (
    id bigint primary key, customer_id bigint, slot int, kind text, type text, product_id bigint, currency text,
    status text, opened_on date, closed_on date, balance bigint, credit_limit bigint, owed boolean, age int, quiet int,
    slope float8, noise float8, spend bigint, rate float8, five_class text, days_past_due int, segment int, scope_key int,
    booking_unit_id bigint, branch int
  ) on commit drop`;

/** Slot, type, owed, products, frequency in a hundred for persons, companies and institutions, and leanings if any. */
const slots = [
  [1, 'CACC', false, 'CUR', 'BCUR', 86, 100, 100],
  [2, 'SVGS', false, 'SAV', 'SAV', 24, 0, 0, 'CAREFUL', 'FAMILY'],
  [3, 'LLSV', false, 'TD12', 'LCD', 15, 20, 45, 'CAREFUL', 'FAMILY'],
  [4, 'LOAN', true, 'MORT', 'WCAP', 12, 38, 8, 'FAMILY', 'ENTERPRISING'],
  [5, 'CARD', true, 'CCG', 'CCB', 16, 10, 0, 'ENTERPRISING', 'WORLDLY'],
  [6, 'MOMA', false, 'MMK', 'MMK', 4, 10, 6, 'CAREFUL', 'WORLDLY'],
  [7, 'CACC', false, 'FXC', 'FXC', 5, 14, 0, 'ENTERPRISING', 'WORLDLY'],
] as const;

/** Minor units of each currency for one fen. */
const currencies = `(values ('CNY', 1.0), ('USD', 0.14), ('EUR', 0.13), ('HKD', 1.09), ('JPY', 0.21)) as money (code, worth)`;

const classes = `case when risk < 90 then 'NORMAL' when risk < 94 then 'SPECIAL_MENTION' when risk < 97 then 'SUBSTANDARD'
  when risk < 99 then 'DOUBTFUL' else 'LOSS' end`;
const daysPastDue = `case when risk < 90 then 0 when risk < 94 then 1 + risk % 4 * 20 when risk < 97 then 100 + risk % 3 * 20
  when risk < 99 then 200 + risk % 2 * 60 else 420 end`;

/** What lies on a deposit in fen, by segment; a loan is a matter of its own. */
const size = (statement: Statement) => `round(case
  when slot = 4 then 4000000 + 200000000 * power(${statement.fraction('id', 'loan')}, 3)
  when slot = 5 then credit_limit * 0.6 * ${statement.fraction('id', 'card')}
  when segment = 0 then 30000 * ${statement.fraction('id', 'size')}
  when segment = 1 then 50000 + 2000000 * power(${statement.fraction('id', 'size')}, 2)
  when segment = 2 then 5000000 + 75000000 * power(${statement.fraction('id', 'size')}, 2)
  else 100000000 + 1900000000 * power(${statement.fraction('id', 'size')}, 4) end
  * case when slot = 5 then 1 when kind = 'CORPORATE' then 10 when kind = 'INSTITUTION' then 30 else 1 end
  * case when slot = 5 then 1 else worth end)::bigint`;

/** Which accounts there are: none of prospects and the refused, savings and deposits only of minors. */
const opened = (statement: Statement) => `
  select c.id * 8 + s.slot as id, c.id as customer_id, s.slot, c.kind, s.type, s.owed, c.segment, c.scope_key, c.unit_id,
    c.branch, c.onboarded_on, c.status as customer_status,
    case when c.kind = 'INDIVIDUAL' then s.personal else s.company end as product_id,
    case when s.slot <> 7 then 'CNY' else ${statement.word(['USD', 'USD', 'EUR', 'HKD', 'JPY'], `1 + ${statement.roll('c.id * 8 + s.slot', 'currency', 5)}`)} end as currency
  from demo_customer as c
  cross join (values ${slots
    .map(
      ([slot, type, owed, personal, company, ofPersons, ofCompanies, ofInstitutions, ...leanings]) =>
        `(${slot}, '${type}', ${owed}, ${productKey(personal)}, ${productKey(company)}, ${ofPersons}, ${ofCompanies}, ${ofInstitutions}, '{${leanings}}'::text[])`,
    )
    .join(', ')}) as s (slot, type, owed, personal, company, of_persons, of_companies, of_institutions, leanings)
  where c.onboarded_on is not null and (not c.minor or s.slot in (2, 3))
    and (c.id <= 20 and not (c.kind <> 'INDIVIDUAL' and s.slot = 2) or c.minor and s.slot = 2
      or ${statement.roll('c.id * 8 + s.slot', 'opened', 100)} < case c.kind when 'INDIVIDUAL' then s.of_persons
        when 'CORPORATE' then s.of_companies else s.of_institutions end
        * case when s.leanings = '{}' then 1 else ${affinityOf(statement, 'c.id', 's.leanings')} end)`;

/** Closed with the customer who left, or by itself now and then; a fifth of the sleeping ones are dormant. */
const dated = (statement: Statement) => `
  select *, onboarded_on + (${statement.fraction('id', 'opened on')} * (${statement.today} - 1 - onboarded_on) * case
      when slot = 1 then 0.1 when customer_id <= 20 then 0.4 else 0.9 end)::int as opened_on,
    case when customer_status in ('CHURNED', 'LIQUIDATED') or customer_id > 20 and ${statement.chance('id', 'closed', 3)}
      then 'CLOSED' when customer_id <= 20 then 'ENABLED' when segment = 0 and ${statement.chance('id', 'dormant', 20)} then 'DORMANT'
      when ${statement.chance('id', 'disabled', 1)} then 'DISABLED' when ${statement.chance('id', 'pending', 1)} then 'PENDING'
      else 'ENABLED' end as status,
    case when slot = 5 then (500000 + 4500000 * ${statement.roll('id', 'limit', 10)} / 9) end as credit_limit,
    case when slot = 4 then case when customer_id <= 20 then (array[0, 91, 95, 97, 99])[1 + customer_id % 5]
      else ${statement.roll('id', 'risk', 100)} end when slot = 5 then ${statement.roll('id', 'card risk', 95)} end::int as risk
  from opened`;

const yearlyRate = `case slot when 1 then 0.002 when 2 then 0.003 when 3 then 0.0155 + id % 5 * 0.001 when 4 then
  0.033 + id % 20 * 0.001 when 5 then 0.12 when 6 then 0.014 else 0.01 end`;

function writeDraft(statement: Statement): string {
  const { firstBranch } = unitKeys(statement.bank);
  const monthOf = (day: string) => `(extract(year from ${day}) * 12 + extract(month from ${day}))::int`;
  const live = `case when status in ('CLOSED', 'PENDING') then 0 else ${size(statement)} end`;
  return `
    with opened as materialized (${opened(statement)}),
    dated as materialized (${dated(statement)}),
    valued as materialized (select dated.*, ${live} as balance from dated join ${currencies} on code = currency)
    insert into demo_account
    select id, customer_id, slot, kind, type, product_id, currency, status, opened_on,
      case when status = 'CLOSED' then opened_on + ((${statement.today} - 1 - opened_on) * (0.3 + 0.6 * ${statement.fraction('id', 'closed on')}))::int end,
      balance, coalesce(credit_limit, case when slot = 4 then round(balance * 1.4)::bigint end), owed,
      ${monthOf(`(${statement.today} - 1)`)} - ${monthOf('opened_on')},
      least(case when segment = 0 then ${longestQuiet} else 0 end, ${monthOf(`(${statement.today} - 1)`)} - ${monthOf('opened_on')}),
      case slot when 3 then 0 when 4 then 0.015 else (${statement.fraction('id', 'slope')} - 0.6) * 0.04 end,
      case when slot in (3, 4) then 0 else 0.25 * ${statement.fraction('id', 'noise')} end,
      case when slot in (3, 4) then 0 else (balance * (0.02 + 0.2 * ${statement.fraction('id', 'spend')}))::bigint end,
      ${yearlyRate}, case when owed then ${classes} end, case when owed then ${daysPastDue} end,
      segment, scope_key, case when ${statement.chance('id', 'booked elsewhere', 4)} then
        ${firstBranch} + ${statement.roll('id', 'booking branch', statement.bank.branches)} else unit_id end, branch
    from valued order by id`;
}

export const draftAccounts: Step = { table: 'demo_account', write: writeDraft };
