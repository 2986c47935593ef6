const bankDay = `(now() at time zone 'Asia/Shanghai')::date`;
const valid = (alias: string) =>
  `${alias}.valid_from <= ${bankDay} and (${alias}.valid_to is null or ${alias}.valid_to > ${bankDay})`;

/** A row of a customer whose home is the unit or one below it; `side` reads an end of the unit's interval. */
const inUnit = (alias: string, side: (name: 'lft' | 'rgt') => string) =>
  `(${[1, 2, 3]
    .map((kind) => kind * 2 ** 28)
    .map((base) => `${alias}.scope_key >= ${base} + ${side('lft')} and ${alias}.scope_key < ${base} + ${side('rgt')}`)
    .join(' or ')})`;
const joined = (side: string) => `u.${side}`;
const given = (side: string) => `(select o.${side} from public.org_unit o where o.code = unit)`;

/**
 * What an author of PostGraphile adds to the database where a relation is more than a foreign key: views, whose rows it
 * joins within one statement, and a function for the search, which PostgreSQL inlines.
 */
export const peerSetup = `
drop schema if exists peer cascade;
create schema peer;
create view peer.manager_today as
  select s.customer_id, e.staff_number, e.name
  from public.portfolio_assignment s join public.employee e on e.id = s.employee_id
  where s.role = 'PRIMARY_RM' and ${valid('s')};
create view peer.relation_today as select r.* from public.party_relationship r where ${valid('r')};
create view peer.owned_account as
  select p.customer_id as owner_id, a.*
  from public.party_account p
  join public.account a on a.customer_id = p.account_customer_id and a.id = p.account_id
  where p.role in ('PRINCIPAL', 'SECONDARY_OWNER', 'JOINT') and ${valid('p')};
create view peer.account_party_today as select b.* from public.account_party b where ${valid('b')};
create view peer.waiting_complaint as
  select u.code as unit, m.*
  from public.org_unit u join public.complaint m on ${inUnit('m', joined)}
  where m.status in ('RECEIVED', 'INVESTIGATING');
create function peer.customers_found(unit text, words text, most integer) returns setof public.customer
language sql stable as $$
  select c.* from (
    (select t.customer_id, t.sort_name from public.search_token t
      where t.token = public.search_probe(words) and public.name_has_words(t.sort_name, words) and ${inUnit('t', given)}
      order by t.sort_name, t.customer_id limit most)
    union
    (select t.customer_id, t.sort_name from public.search_token t
      where t.token = '=' || btrim(words) and ${inUnit('t', given)}
      order by t.sort_name, t.customer_id limit most)
  ) t join public.customer c on c.customer_id = t.customer_id order by t.sort_name, t.customer_id limit most
$$;
`;
