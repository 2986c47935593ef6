import { relatedKey } from './related-parties';
import type { Statement, Step } from './statement';

/** Seventeen digits: the bank's prefix, a check-like pair, and a number that tells nothing of its neighbour's. */
const accountNumber = `'6299' || lpad((id % 89 + 10)::text, 2, '0') || lpad((id * 61803397 % 99999999977)::text, 11, '0')`;

const writeAccounts = (statement: Statement) => `
  insert into account (customer_id, id, scope_key, number, type, currency, status, opened_on, closed_on, product_id,
    booking_unit_id, current_balance_minor, available_balance_minor, limit_minor, days_past_due, five_class, recorded_at,
    updated_at)
  select customer_id, id, scope_key, ${accountNumber}, type, currency, status, opened_on, closed_on, product_id,
    booking_unit_id, balance, case type when 'LOAN' then 0 when 'CARD' then credit_limit - balance when 'LLSV' then 0
      else case when status = 'DISABLED' then 0 else balance end end,
    credit_limit, days_past_due, five_class, ${statement.startOf('opened_on')}, ${statement.midnight}
  from demo_account order by id`;

/**
 * Roles on an account `a` of a customer `c` with the neighbour `n` behind it: place, party, role, share, condition. The
 * current account of a family's head is often owned by both parents, sometimes of different branches.
 */
function roles(statement: Statement): string[][] {
  const chance = (property: string, percent: number) =>
    `(a.customer_id <= 10 or ${statement.chance('a.id', property, percent)})`;
  const joint = `(a.slot = 1 and c.family and c.member = 0 and partner and ${chance('joint', 60)})`;
  const second = `(a.slot = 6 and c.kind = 'INDIVIDUAL' and c.member < 4 and partner and ${chance('second owner', 40)})`;
  const company = 'c.company is not null';
  const related = (slot: number) => relatedKey(statement, 'a.customer_id', slot);
  return [
    ['0', 'a.customer_id', `'PRINCIPAL'`, `case when ${joint} then 50 when ${second} then 70 else 100 end`, 'true'],
    ['1', 'a.customer_id + 1', `'JOINT'`, '50', joint],
    ['2', 'a.customer_id + 1', `'SECONDARY_OWNER'`, '30', second],
    ['3', 'a.customer_id - 4', `'SIGNATORY'`, 'null', `a.slot = 1 and ${company} and ${chance('signatory', 70)}`],
    [
      '4',
      related(1),
      `'SIGNATORY'`,
      'null',
      `a.slot = 1 and c.kind <> 'INDIVIDUAL' and ${chance('officer signs', 60)}`,
    ],
    ['5', 'a.customer_id - 2', `'LEGAL_GUARDIAN'`, 'null', 'c.minor'],
    [
      '6',
      'a.customer_id + 3',
      `'POWER_OF_ATTORNEY'`,
      'null',
      `a.slot = 2 and c.family and c.member = 0 and third and ${chance('attorney', 30)}`,
    ],
    [
      '7',
      'a.customer_id + 1',
      `'BENEFICIARY'`,
      'null',
      `a.slot = 3 and c.member < 4 and partner and ${chance('beneficiary', 30)}`,
    ],
    [
      '8',
      'a.customer_id + 3',
      `'GUARANTOR'`,
      'null',
      `a.slot = 4 and c.member < 2 and third and ${chance('guarantor', 40)}`,
    ],
    ['9', related(2), `'GUARANTOR'`, 'null', `a.slot = 4 and ${company} and ${chance('owner guarantees', 40)}`],
    ['10', 'a.customer_id', `'CARDHOLDER'`, 'null', `a.slot = 5 and c.kind = 'INDIVIDUAL'`],
    [
      '11',
      'a.customer_id + 1',
      `'CARDHOLDER'`,
      'null',
      `a.slot = 5 and c.member < 4 and partner and ${chance('second card', 25)}`,
    ],
  ];
}

/** The party's side, the owners' reach and the account's `shared` are written by triggers. */
const writeAccountParties = (statement: Statement) => `
  insert into account_party (customer_id, id, scope_key, account_id, party_id, party_kind, party_name_masked, role, share_pct,
    valid_from, valid_to, recorded_at)
  select r.customer_id, r.account_id * 16 + r.slot, r.scope_key, r.account_id, r.party_id, p.kind, p.masked,
    r.role, r.share, r.opened_on, case when r.share is null then r.closed_on end, ${statement.startOf('r.opened_on')}
  from (
    select a.customer_id, a.id as account_id, a.scope_key, a.opened_on, nullif(a.closed_on, a.opened_on) as closed_on, role.*
    from demo_account as a
    join demo_customer as c on c.id = a.customer_id
    cross join lateral (
      select coalesce((select onboarded_on is not null and kind = 'INDIVIDUAL' from demo_customer where id = c.id + 1), false)
          as partner, c.id + 3 <= ${statement.customers} and c.id + 3 < 100 * (c.block + 1) as third offset 0
    ) as near
    cross join lateral (values ${roles(statement)
      .map((columns) => `(${columns.join(', ')})`)
      .join(',\n')})
      as role (slot, party_id, role, share, given)
    where role.given offset 0
  ) as r
  join demo_party p on p.id = r.party_id
  order by 2`;

export const accounts: readonly Step[] = [
  { table: 'account', write: writeAccounts },
  { table: 'account_party', write: writeAccountParties },
];
