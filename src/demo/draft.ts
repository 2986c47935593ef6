import { companyName, familyName, fullName, givenName, institutionName } from './names';
import { unitKeys } from './org-units';
import { managerKey } from './staff';
import type { Statement, Step } from './statement';

/**
 * What the other steps need to know of each customer of a slice. A hundred customers are a block: every place in it
 * ending in 4, up to 84, is a company and place 94 an institution; five in a row are neighbours, often a family, and
 * own the company among them. So relationships find their parties by arithmetic, whatever the slice.
 */
export const customerDraft = `
  create temporary table demo_customer (
    id bigint primary key, block bigint, place int, household bigint, member int, company int, kind text, status text,
    family boolean, minor boolean, segment int, chinese boolean, female boolean, grouped boolean, branch int,
    unit_id bigint, scope_key int, manager_id bigint, other_manager_id bigint, name text, family_name text,
    given_name text, birth_date date, onboarded_on date
  ) on commit drop`;

/** Who lives together, and who is shown to the first manager of the first branch: all the first but one. */
const places = (statement: Statement) => `
  select id, (id - 1) / 100 as block, ((id - 1) % 100)::int as place, (id - 1) / 5 as household,
    ((id - 1) % 5)::int as member, id <= ${statement.bank.showcase} and id <> 2 as early,
    id = 2 as outsider,
    case when id % 100 = 95 then 'INSTITUTION' when id % 10 = 5 then 'CORPORATE' else 'INDIVIDUAL' end as kind,
    id <= 10 or ${statement.chance('(id - 1) / 5', 'family', 45)} as family,
    id <= 5 or ${statement.chance('(id - 1) / 5', 'young', 50)} as young,
    case when ${statement.chance('id', 'moved away', 10)} then id else -1 - (id - 1) / 5 end as home
  from generate_series(${statement.from}, ${statement.to}) as id`;

/** Statuses that only chance would bring are certain among the first customers. */
const persons = (statement: Statement) => `
  select *, kind = 'INDIVIDUAL' and family and young and member = 2 as minor,
    case when kind = 'CORPORATE' then place / 10 end as company,
    ${statement.chance('household', 'chinese', 70)} as chinese,
    case when family and member < 2 then member = 1 else ${statement.chance('id', 'female', 50)} end as female,
    block % 4 = 0 and kind = 'CORPORATE' and place < 50 as grouped,
    case when early then 1 when outsider then 2 else 1 + ${statement.roll('home', 'branch', statement.bank.branches)}
      end::int as branch,
    case when early or outsider then case when id % 4 = 3 then 1 + (id / 4) % ${statement.bank.subBranches} else 0 end
      else greatest(0, ${statement.roll('home', 'sub-branch', statement.bank.subBranches * 2)}
        - ${statement.bank.subBranches - 1}) end::int as sub_branch,
    case when id <= 40 then 'ONBOARDED' when id = 41 then 'PROSPECT' when id = 42 then 'DORMANT'
      when id = 43 then 'DECEASED' when id = 44 then 'CHURNED' when id = 45 then 'LIQUIDATED' when id = 46 then 'REJECTED'
      when id = 47 then 'WON_BACK' when family and young and member = 2 then 'ONBOARDED'
      when dice < 8 then 'PROSPECT' when dice < 85 then 'ONBOARDED' when dice < 91 then 'DORMANT'
      when dice < 94 then 'CHURNED' when dice < 96 then 'WON_BACK' when dice < 97 then 'REJECTED'
      else case kind when 'INDIVIDUAL' then 'DECEASED' when 'CORPORATE' then 'LIQUIDATED' else 'ONBOARDED' end
    end as status
  from places cross join lateral (select ${statement.roll('id', 'status', 100)} as dice) as status`;

/** Segments by value: 0 sleeping, 1 low, 2 valuable, 3 high. Days since birth by place in the family. */
function described(statement: Statement): string {
  const { bank } = statement;
  const people = bank.managers - bank.companyManagers;
  return `
    select *, case when id <= 20 then 3 when id <= 30 or status = 'DORMANT' then 0 when id <= 40 then 1
        when value < 20 then 0 when value < 65 then 1 when value < 93 then 2 else 3 end as segment,
      case when early and id <= ${bank.showcase - 10} then 1
        when kind <> 'INDIVIDUAL' then ${people + 1} + ${statement.roll('id', 'manager', bank.companyManagers)}
        when branch = 1 then 2 + ${statement.roll('id', 'manager', people - 1)}
        else 1 + ${statement.roll('id', 'manager', people)} end as manager,
      (case when minor then 1100 + ${statement.roll('id', 'age', 5100)}
        when family and member = 2 then 6700 + ${statement.roll('id', 'age', 2900)}
        when family and member < 2 then 13200 + ${statement.roll('id', 'age', 8000)}
        else 6700 + ${statement.roll('id', 'age', 25500)} end)::int as days_old,
      ${familyName(statement, 'case when member in (1, 4) then id else -1 - household end')} as family_name,
      ${givenName(statement)} as given_name
    from persons cross join lateral (select ${statement.roll('id', 'value', 100)} as value) as value`;
}

function writeDraft(statement: Statement): string {
  const { bank, today } = statement;
  const { firstBranch, firstSubBranch } = unitKeys(bank);
  const onboarded = `case when ${statement.chance('id', 'new', 7)} then 1 + ${statement.roll('id', 'onboarded', 179)}
    else 180 + ${statement.roll('id', 'onboarded', 5300)} end`;
  const brand = 'case when grouped then -1 - block else id end';
  return `
    with places as materialized (${places(statement)}),
    persons as materialized (${persons(statement)}),
    described as materialized (${described(statement)})
    insert into demo_customer
    select id, block, place, household, member, company, kind, status, family, minor, segment, chinese, female, grouped,
      branch, unit_id, scope_key_of(kind, lft), ${managerKey(bank, 'branch', 'manager')},
      ${managerKey(bank, 'branch', `(case when early and manager > 1 then 1 else 1 + manager % ${bank.managers} end)`)},
      case kind when 'INDIVIDUAL' then ${fullName} when 'CORPORATE' then ${companyName(statement, brand)}
        else ${institutionName(statement)} end,
      family_name, given_name, ${today} - days_old,
      case when status not in ('PROSPECT', 'REJECTED') then
        ${today} - least(case when id <= 20 then 3000 + id * 10 else ${onboarded} end, days_old - 30)::int end
    from described
    join (select id as unit_id, lft from org_unit) as home on unit_id = case when sub_branch > 0
      then ${firstSubBranch - 1} + (branch - 1) * ${bank.subBranches} + sub_branch else ${firstBranch - 1} + branch end
    order by id`;
}

export const draftCustomers: Step = { table: 'demo_customer', write: writeDraft };
