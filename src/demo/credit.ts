import { relatedKey } from './related-parties';
import type { Statement, Step } from './statement';
import { creditGrades, qualificationGrades } from './words/companies';

/** Last year's assessment and the one that holds today, of organisations and of whoever owes the bank. */
const writeAssessments = (statement: Statement) => `
  insert into credit_assessment (customer_id, id, scope_key, credit_grade, qualification_grade, score, pd, lgd, valid_from,
    valid_to, recorded_at)
  select id, id * 4 + turn, scope_key, ${statement.word(creditGrades, 'grade')},
    case when kind <> 'INDIVIDUAL' then ${statement.pick(qualificationGrades, 'id', 'qualification')} end,
    900 - grade * 50 + ${statement.roll('id * 4 + turn', 'score', 40)}::int, round((0.0008 * power(2, grade))::numeric, 6),
    0.25 + (id % 5) * 0.1, first, last, ${statement.startOf('first')}
  from (
    select c.id, c.kind, c.scope_key, turn, case turn when 1 then c.onboarded_on else changed end as first,
      case turn when 1 then changed end as last,
      least(10, greatest(1, 8 - 2 * c.segment + ${statement.roll('c.id', 'grade', 3)} + (2 - turn) * (c.id % 3 - 1) * (1 + c.id % 4 % 3)
        + 3 * owing.bad))::int as grade
    from demo_customer as c
    cross join lateral (select c.onboarded_on + (${statement.today} - c.onboarded_on) / 2 as changed) as half
    cross join lateral (
      select count(*) as loans, count(*) filter (where days_past_due > 90) as bad from demo_account
      where id in (c.id * 8 + 4, c.id * 8 + 5)
    ) as owing
    cross join generate_series(1, 2) as turn
    where c.onboarded_on is not null and (c.kind <> 'INDIVIDUAL' or owing.loans > 0)
      and (turn = 2 or changed > c.onboarded_on)
    offset 0
  ) as assessed
  order by id, turn`;

const pledges = [
  'REAL_ESTATE',
  'REAL_ESTATE',
  'REAL_ESTATE',
  'VEHICLE',
  'DEPOSIT',
  'SECURITIES',
  'EQUIPMENT',
  'RECEIVABLES',
];
const descriptions = ['Flat', 'Office floor', 'Workshop', '住宅', '厂房', 'Lorries', 'Listed shares', '应收账款'];

const writeCollateral = (statement: Statement) => `
  insert into collateral (customer_id, id, scope_key, account_id, kind, description, currency, value_minor, valued_on,
    valid_from, valid_to, recorded_at)
  select customer_id, id, scope_key, id, ${statement.pick(pledges, 'id', 'pledge')},
    ${statement.pick(descriptions, 'id', 'description')}, currency,
    round(balance * (0.7 + ${statement.fraction('id', 'cover')} * 1.2))::bigint, greatest(opened_on, ${statement.today} - (id % 700)::int),
    opened_on, nullif(closed_on, opened_on), ${statement.startOf('opened_on')}
  from demo_account where slot = 4 and balance > 0 and (customer_id <= 20 or ${statement.chance('id', 'pledged', 60)})
  order by id`;

/** Guarantors of companies are the company before in the circle and its other owner; of persons, their neighbour. */
const writeGuarantees = (statement: Statement) => `
  insert into guarantee (customer_id, id, scope_key, account_id, guarantor_party_id, guarantor_kind, guarantor_name_masked,
    kind, currency, amount_minor, valid_from, recorded_at)
  select c.id, c.id * 4 + g.slot, c.scope_key, a.id, g.guarantor, p.kind, p.masked, g.kind, 'CNY',
    coalesce(a.balance, 100000000 + ${statement.roll('c.id', 'guaranteed', 900000000)}), greatest(c.onboarded_on, ${statement.today} - 900),
    ${statement.startOf(`greatest(c.onboarded_on, ${statement.today} - 900)`)}
  from demo_customer as c
  left join demo_account as a on a.id = c.id * 8 + 4 and a.balance > 0 and a.currency = 'CNY'
  cross join lateral (values
    (0, case when c.block = 0 then case c.company when 4 then c.id + 40 when 5 then c.id - 10 when 6 then c.id - 10
        when 7 then c.id - 10 when 8 then c.id - 10 end
      when c.block % 4 = 1 then case when c.company = 0 then c.id + 50 when c.company < 6 then c.id - 10 end end, 'JOINT_LIABILITY'),
    (1, case when c.company is not null and a.id is not null and ${statement.chance('a.id', 'owner guarantees', 40)}
      then ${relatedKey(statement, 'c.id', 2)} end, 'GENERAL'),
    (2, case when c.member < 2 and a.id is not null and (c.id <= 20 or ${statement.chance('a.id', 'guarantor', 40)}) then c.id + 3 end,
      'JOINT_LIABILITY')
  ) as g (slot, guarantor, kind)
  join demo_party p on p.id = g.guarantor
  where c.onboarded_on is not null
    and (g.slot <> 0 or c.id - c.company * 10 + 80 <= ${statement.customers}) and (g.slot <> 2 or g.guarantor <= ${statement.customers})
  order by 2`;

export const credit: readonly Step[] = [
  { table: 'credit_assessment', write: writeAssessments },
  { table: 'collateral', write: writeCollateral },
  { table: 'guarantee', write: writeGuarantees },
];
