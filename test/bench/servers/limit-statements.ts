import type { SingleWork } from '../documents';

// What every answer tells in the same form as the product: instants, amounts and masked numbers.
const instant = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
const masked = (column: string) => `'****' || right(${column}, greatest(least(length(${column}) - 4, 4), 0))`;
const money = (amount: string, currency: string) =>
  `case when ${amount} is not null then (select row_to_json(m) from (select money_text(${amount}, ${currency}) as amount, ${currency} as currency) m) end`;
const today = (day: string, alias: string) =>
  `${alias}.valid_from <= ${day} and (${alias}.valid_to is null or ${alias}.valid_to > ${day})`;
const open = (column: string) =>
  `case when n.confidentiality <> 'CONFIDENTIAL' or n.employee_id = $3 then n.${column} end`;
const list = (rows: string) => `coalesce((select json_agg(row_to_json(o)) from (${rows}) o), '[]')`;
const one = (row: string) => `(select row_to_json(o) from (${row}) o)`;

const nodes = (rows: string) => one(`select ${list(rows)} as nodes`);

const accounts = (customer: string, day: string, first: number, more: string) => `
  select a.public_id as id${more}, ${money('a.current_balance_minor', 'a.currency')} as balance
  from party_account p join account a on a.customer_id = p.account_customer_id and a.id = p.account_id
  where p.customer_id = ${customer} and p.role in ('PRINCIPAL', 'SECONDARY_OWNER', 'JOINT') and ${today(day, 'p')}
  order by a.opened_on, a.id limit ${first}`;

const customerView = `
select json_build_object('customer', (select row_to_json(c360) from (
  select c.public_id as id, c.customer_number as "customerNumber", c.kind, c.display_name as "displayName", c.status,
    c.lifecycle, c.tier, c.tags, c.onboarded_on as "onboardedOn",
    ${one('select u.code, u.name, u.level from org_unit u where u.id = c.org_unit_id')} as "orgUnit",
    ${one(`select e.staff_number as "staffNumber", e.name from portfolio_assignment s join employee e on e.id = s.employee_id
      where s.customer_id = c.customer_id and s.role = 'PRIMARY_RM' and ${today('$2', 's')}`)} as manager,
    ${one(`select i.birth_date as "birthDate", i.occupation, i.income_band as "incomeBand", i.risk_appetite as "riskAppetite"
      from individual i where i.customer_id = c.customer_id`)} as individual,
    ${one(`select g.legal_name as "legalName", g.industry, g.ownership_nature as "ownershipNature", g.scale,
      ${masked('g.lei')} as lei from organisation g where g.customer_id = c.customer_id`)} as organisation,
    ${list(`select d.scheme, d.value_masked as value from party_identifier d where d.customer_id = c.customer_id
      order by d.scheme, d.source, d.id limit 100`)} as identifiers,
    ${list(`select k.kind, k.value, k.preferred from contact_point k where k.customer_id = c.customer_id
      order by k.preferred desc, k.kind, k.id limit 100`)} as "contactPoints",
    (select row_to_json(r) from (
      select count(*) as "totalCount", count(*) filter (where x.customer_id is null) as "restrictedCount",
        ${list(`select r.public_id as id, r.type, r.inverse_label as "inverseLabel",
          trim_scale(r.share_pct)::text as "sharePct", r.valid_from as "validFrom", r.valid_to as "validTo",
          (select row_to_json(p) from (select
            case when o.customer_id is null then r.other_kind when o.kind = 'INDIVIDUAL' then 'INDIVIDUAL' else 'ORGANISATION' end as kind,
            coalesce(o.display_name, r.other_name_masked) as "displayName",
            case when o.customer_id is null then 'LINKED' else 'OWN_BRANCH' end as access) p) as party,
          case when o.customer_id is not null then (select row_to_json(q) from (
            select o.public_id as id, o.customer_number as "customerNumber", o.tier) q) end as customer
          from party_relationship r left join customer o on o.customer_id = r.other_party_id
          where r.customer_id = c.customer_id and ${today('$2', 'r')} order by r.type, r.id limit 10`)} as nodes
      from party_relationship y left join customer x on x.customer_id = y.other_party_id
      where y.customer_id = c.customer_id and ${today('$2', 'y')}) r) as "relatedParties",
    ${nodes(`
      select a.public_id as id, ${masked('a.number')} as number, a.type, a.status, a.opened_on as "openedOn",
        ${money('a.current_balance_minor', 'a.currency')} as balance,
        (select row_to_json(t) from (select t.code, t.name) t) as product,
        ${list(`select b.role, trim_scale(b.share_pct)::text as "sharePct", (select row_to_json(p) from (select
            coalesce(o.display_name, b.party_name_masked) as "displayName",
            case when o.customer_id is null then 'LINKED' else 'OWN_BRANCH' end as access) p) as party
          from account_party b left join customer o on o.customer_id = b.party_id
          where b.customer_id = a.customer_id and b.account_id = a.id and ${today('$2', 'b')} order by b.id limit 100`)} as parties
      from party_account p join account a on a.customer_id = p.account_customer_id and a.id = p.account_id
      join product t on t.id = a.product_id
      where p.customer_id = c.customer_id and p.role in ('PRINCIPAL', 'SECONDARY_OWNER', 'JOINT') and ${today('$2', 'p')}
      order by a.opened_on, a.id limit 20`)} as accounts,
    ${nodes(`
      select h.public_id as id, h.status, h.matures_on as "maturesOn", ${money('h.amount_minor', 'h.currency')} as amount,
        (select row_to_json(t) from (select t.code, t.name, t.category) t) as product
      from product_holding h join product t on t.id = h.product_id
      where h.customer_id = c.customer_id order by h.opened_on desc, h.id desc limit 20`)} as holdings,
    ${nodes(`
      select n.public_id as id, ${instant('n.at')} as at, n.channel, n.direction, n.purpose,
        ${open('subject')} as subject, ${open('outcome')} as outcome,
        case when e.id is not null then (select row_to_json(t) from (select e.staff_number as "staffNumber", e.name) t) end as employee
      from interaction n left join employee e on e.id = n.employee_id
      where n.customer_id = c.customer_id order by n.at desc, n.id desc limit 10`)} as interactions,
    (select row_to_json(o) from (select (select count(*) from complaint m where m.customer_id = c.customer_id) as "totalCount", ${list(`
      select m.public_id as id, m.reference, m.status, m.severity, m.category,
        ${instant('m.received_at')} as "receivedAt", ${instant('m.due_at')} as "dueAt"
      from complaint m where m.customer_id = c.customer_id order by m.received_at desc, m.id desc limit 5`)} as nodes) o) as complaints
  from customer c where c.customer_id = $1) c360))::text as json`;

const branchList = `
select json_build_object('customers', json_build_object(
  'totalCount', (select count(*) from customer c where c.org_unit_id = (select id from org_unit where code = $1)),
  'nodes', ${list(`
    select c.public_id as id, c.customer_number as "customerNumber", c.display_name as "displayName",
      ${nodes(accounts('c.customer_id', '$2', 5, ''))} as accounts,
      ${nodes(`select ${instant('n.at')} as at, n.channel from interaction n
        where n.customer_id = c.customer_id order by n.at desc, n.id desc limit 3`)} as interactions,
      ${one('select count(*) as "totalCount" from complaint m where m.customer_id = c.customer_id')} as complaints
    from customer c where c.org_unit_id = (select id from org_unit where code = $1)
    order by c.sort_name nulls last, c.customer_id limit 50`)}))::text as json`;

/** The relations of a customer with the other customer, and what is told of that one besides his names. */
const related = (customer: string, more: (other: string) => string, level: number) =>
  `${nodes(`
    select r${level}.public_id as id, r${level}.type, case when o${level}.customer_id is not null then (select row_to_json(q) from (
      select o${level}.public_id as id, o${level}.display_name as "displayName"${more(`o${level}`)}) q) end as customer
    from party_relationship r${level} left join customer o${level} on o${level}.customer_id = r${level}.other_party_id
    where r${level}.customer_id = ${customer} and ${today('$2', `r${level}`)} order by r${level}.type, r${level}.id limit 10`)}`;
const withAccounts = (other: string, level: number, more: (other: string) => string) =>
  `, ${nodes(accounts(`${other}.customer_id`, '$2', 5, ', a.status'))} as accounts,
  ${related(`${other}.customer_id`, more, level)} as "relatedParties"`;

const deepView = `
select json_build_object('customer', (select row_to_json(d) from (
  select c.public_id as id, c.display_name as "displayName",
    ${related('c.customer_id', (one) => withAccounts(one, 2, (two) => withAccounts(two, 3, () => '')), 1)} as "relatedParties"
  from customer c where c.customer_id = $1) d))::text as json`;

const worklist = `
select json_build_object('complaints', json_build_object('nodes', ${list(`
  select m.public_id as id, m.reference, m.status, ${instant('m.due_at')} as "dueAt",
    (select row_to_json(q) from (select c.public_id as id, c.display_name as "displayName") q) as customer,
    case when e.id is not null then (select row_to_json(q) from (select e.staff_number as "staffNumber", e.name) q) end as owner
  from (
    select * from complaint m
    where (m.scope_key >= $1 and m.scope_key < $2 or m.scope_key >= $3 and m.scope_key < $4 or m.scope_key >= $5 and m.scope_key < $6)
      and m.status = any ($7)
    order by m.due_at, m.id limit 50
  ) m join customer c on c.customer_id = m.customer_id left join employee e on e.id = m.owner_employee_id
  order by m.due_at, m.id`)}))::text as json`;

const search = `
select json_build_object('search', json_build_object('nodes', ${list(`
  select c.public_id as id, c.customer_number as "customerNumber", c.display_name as "displayName"
  from (
    (select t.customer_id, t.sort_name from search_token t
      where t.token = search_probe($7) and name_has_words(t.sort_name, $7)
        and (t.scope_key >= $1 and t.scope_key < $2 or t.scope_key >= $3 and t.scope_key < $4 or t.scope_key >= $5 and t.scope_key < $6)
      order by t.sort_name, t.customer_id limit 20)
    union
    (select t.customer_id, t.sort_name from search_token t where t.token = any ($8)
        and (t.scope_key >= $1 and t.scope_key < $2 or t.scope_key >= $3 and t.scope_key < $4 or t.scope_key >= $5 and t.scope_key < $6)
      order by t.sort_name, t.customer_id limit 20)
  ) t join customer c on c.customer_id = t.customer_id order by t.sort_name, t.customer_id limit 20`)}))::text as json`;

/** One statement for each document, written by hand. */
export const statements: Readonly<Record<SingleWork, string>> = {
  '360': customerView,
  list: branchList,
  deep: deepView,
  worklist,
  search,
};
