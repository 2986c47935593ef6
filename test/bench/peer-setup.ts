const valid = (alias: string) =>
  `${alias}.valid_from <= peer.bank_day() and (${alias}.valid_to is null or ${alias}.valid_to > peer.bank_day())`;

const inUnit = (alias: string) =>
  [1, 2, 3]
    .map((kind) => {
      const bound = (side: string) => `(select ${kind * 2 ** 28} + u.${side} from org_unit u where u.code = unit)`;
      return `${alias}.scope_key >= ${bound('lft')} and ${alias}.scope_key < ${bound('rgt')}`;
    })
    .join(' or ');

/**
 * What an author of PostGraphile adds to the database where a relation is more than a foreign key. Each is one query that
 * PostgreSQL inlines into the statement.
 */
export const peerSetup = `
drop schema if exists peer cascade;
create schema peer;
create function peer.bank_day() returns date language sql stable as $$
  select (now() at time zone 'Asia/Shanghai')::date
$$;
comment on function peer.bank_day() is '@behavior -*';
create function peer.customer_manager(c public.customer) returns public.employee language sql stable as $$
  select e.* from public.portfolio_assignment s join public.employee e on e.id = s.employee_id
  where s.customer_id = c.customer_id and s.role = 'PRIMARY_RM' and ${valid('s')} limit 1
$$;
create function peer.customer_relations(c public.customer) returns setof public.party_relationship
language sql stable as $$
  select r.* from public.party_relationship r where r.customer_id = c.customer_id and ${valid('r')}
  order by r.type, r.id
$$;
create function peer.customer_accounts(c public.customer) returns setof public.account language sql stable as $$
  select a.* from public.party_account p
  join public.account a on a.customer_id = p.account_customer_id and a.id = p.account_id
  where p.customer_id = c.customer_id and p.role in ('PRINCIPAL', 'SECONDARY_OWNER', 'JOINT') and ${valid('p')}
  order by a.opened_on, a.id
$$;
create function peer.account_parties(a public.account) returns setof public.account_party language sql stable as $$
  select b.* from public.account_party b where b.customer_id = a.customer_id and b.account_id = a.id and ${valid('b')}
  order by b.id
$$;
create function peer.complaints_of_unit(unit text, statuses text[]) returns setof public.complaint
language sql stable as $$
  select m.* from public.complaint m where (${inUnit('m')}) and m.status = any (statuses) order by m.due_at, m.id
$$;
create function peer.customers_found(unit text, words text, most integer) returns setof public.customer
language sql stable as $$
  select c.* from (
    (select t.customer_id, t.sort_name from public.search_token t
      where t.token = public.search_probe(words) and public.name_has_words(t.sort_name, words) and (${inUnit('t')})
      order by t.sort_name, t.customer_id limit most)
    union
    (select t.customer_id, t.sort_name from public.search_token t
      where t.token = '=' || btrim(words) and (${inUnit('t')})
      order by t.sort_name, t.customer_id limit most)
  ) t join public.customer c on c.customer_id = t.customer_id order by t.sort_name, t.customer_id limit most
$$;
`;
