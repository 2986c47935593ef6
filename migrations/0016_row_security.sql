-- Row security, the second wall: which rows the serving login may read is stated once more, for every table with
-- customers' data, by the viewer that each statement sets before it reads. viewerSetting in src/access/scope.ts writes
-- `app.viewer` as: bounds ; bounds of those who consent to marketing ; today ; employee ; named customers.
-- Bounds are sorted scope keys, by turns the first of an interval and the first behind it, so that a key is in reach
-- where an odd number of them is not above it. Nothing here is read with missing_ok: without a viewer, policies fail.
create function viewer_bounds() returns integer[] language sql stable parallel safe
return split_part(current_setting('app.viewer'), ';', 1)::integer[];
--> statement-breakpoint
create function viewer_consenting_bounds() returns integer[] language sql stable parallel safe
return split_part(current_setting('app.viewer'), ';', 2)::integer[];
--> statement-breakpoint
create function viewer_today() returns date language sql stable parallel safe
return split_part(current_setting('app.viewer'), ';', 3)::date;
--> statement-breakpoint
create function viewer_employee() returns bigint language sql stable parallel safe
return split_part(current_setting('app.viewer'), ';', 4)::bigint;
--> statement-breakpoint
-- A set of whole numbers below 10^18. Each table of a statement reads it anew, and of all types for a set of numbers
-- PostgreSQL reads the text of this one quickest and searches it by halves; a number in it counts as "not visible".
create function viewer_customers() returns txid_snapshot language sql stable parallel safe
return split_part(current_setting('app.viewer'), ';', 5)::txid_snapshot;
--> statement-breakpoint
-- What is rarely asked is a call and no part of a policy: a sub-select costs every statement, also where it never runs.
create function reaches_consenting(customer bigint, key integer) returns boolean
language plpgsql stable parallel safe cost 1 as $$
begin
  return coalesce(width_bucket(key, public.viewer_consenting_bounds()) % 2 = 1, false) and exists (
    select from public.customer c where c.customer_id = customer and c.marketing_consent
  );
end
$$;
--> statement-breakpoint
-- The reach of an account tells its owners in reach only, by its own policy.
create function reaches_co_owner(customer bigint, account bigint) returns boolean
language plpgsql stable parallel safe cost 1 as $$
begin
  return exists (
    select from public.account_reach r
    where r.customer_id = customer and r.account_id = account
      and r.valid_from <= public.viewer_today() and (r.valid_to is null or r.valid_to > public.viewer_today())
  );
end
$$;
--> statement-breakpoint
-- Puts a table under row security: the system login passes, the serving login by the condition, the owner not at all.
create procedure protect_table(name regclass, condition text) language plpgsql as $$
begin
  execute format('alter table %s enable row level security, force row level security', name);
  execute format('create policy system on %s to c360_system using (true) with check (true)', name);
  execute format('create policy viewer on %s for select to c360_app using (%s)', name, condition);
end
$$;
--> statement-breakpoint
-- The same for rows that carry their customer and his position; `otherwise` is asked where neither is in reach. It is a
-- CASE, because the planner takes it for half of the rows: a plan for next to none would sort where an index has the
-- order.
create procedure protect_owned(name regclass, otherwise text default 'reaches_consenting(customer_id, scope_key)',
  customer text default 'customer_id') language plpgsql as $$
begin
  call protect_table(name, format('case
    when width_bucket(scope_key, (select viewer_bounds())) %% 2 = 1 then true
    when %1$I > 0 and %1$I < 1000000000000000000
      and not txid_visible_in_snapshot(%1$I, (select viewer_customers())) then true
    else %2$s end', customer, otherwise));
end
$$;
--> statement-breakpoint
revoke execute on procedure protect_table(regclass, text), protect_owned(regclass, text, text) from public;
--> statement-breakpoint
do $$
declare
  name regclass;
begin
  foreach name in array array['collateral', 'complaint', 'complaint_event', 'contact_point', 'credit_assessment',
    'guarantee', 'holding_month', 'individual', 'interaction', 'organisation', 'party_account', 'party_identifier',
    'party_relationship', 'product_holding', 'search_token']::regclass[]
  loop
    call protect_owned(name);
  end loop;
  foreach name in array array['account_party', 'balance_month', 'standing_order', 'transaction']::regclass[] loop
    call protect_owned(name,
      'reaches_co_owner(customer_id, account_id) or reaches_consenting(customer_id, scope_key)');
  end loop;
  call protect_owned('account',
    'reaches_co_owner(customer_id, id) or reaches_consenting(customer_id, scope_key)');
  call protect_owned('account_reach', 'reaches_consenting(owner_id, scope_key)', 'owner_id');
  call protect_owned('customer',
    'marketing_consent and width_bucket(scope_key, (select viewer_consenting_bounds())) % 2 = 1');
end
$$;
--> statement-breakpoint
-- Rows without a position of their own follow their customer; a party who is no customer is nobody's and told by its
-- stubs. The viewer is asked for before a row is looked for, so that these tables too refuse where there is none.
do $$
declare
  rows constant text[] := array['customer_number', 'customer_id', 'party', 'party_id', 'portfolio_assignment',
    'customer_id', 'source_record', 'owner_key'];
begin
  for place in 1 .. 7 by 2 loop
    call protect_table(rows[place]::regclass, format('(select viewer_bounds()) is not null and exists (
      select from customer as its where its.customer_id = %I.%I)', rows[place], rows[place + 1]));
  end loop;
end
$$;
--> statement-breakpoint
-- The owner's own functions ask for keys before there is a viewer, in the sessions of other logins. A session of the
-- owner itself reads nothing by this.
do $$
declare
  name text;
begin
  foreach name in array array['complaint', 'customer', 'interaction', 'portfolio_assignment'] loop
    execute format('create policy directory on %I for select to current_user using (session_user <> current_user)', name);
  end loop;
end
$$;
--> statement-breakpoint
-- The customers assigned to a relationship manager, of the kinds that his grants are for.
create function portfolio_of_day(manager bigint, today date) returns table (customer_id bigint)
language sql stable security definer set search_path = public, pg_temp as $$
  select distinct a.customer_id
  from portfolio_assignment a join customer c on c.customer_id = a.customer_id
  where a.employee_id = manager and a.valid_from <= today and (a.valid_to is null or a.valid_to > today)
    and exists (
      select from role_grant g where g.employee_id = manager and g.role = 'RELATIONSHIP_MANAGER'
        and g.valid_from <= today and (g.valid_to is null or g.valid_to > today)
        and (g.kinds is null or c.kind = any (g.kinds))
    )
$$;
--> statement-breakpoint
create or replace function viewer_ledgers() returns text[]
language sql stable set search_path = public, pg_temp as $$
  select coalesce(array_agg(distinct ledger), '{}')
  from (select viewer_employee() as id, viewer_today() as today) as viewer
  join employee e on e.id = viewer.id and e.status = 'ACTIVE'
  join role_grant g on g.employee_id = e.id
    and g.valid_from <= viewer.today and (g.valid_to is null or g.valid_to > viewer.today)
  cross join unnest(case g.role
    when 'COMPLIANCE_OFFICER' then array['ORDINARY', 'AML'] when 'AUDITOR' then array['ORDINARY'] end) as ledger
$$;
