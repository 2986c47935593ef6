ALTER TABLE "hidden_relation" DROP CONSTRAINT "hidden_relation_customer_fk";
--> statement-breakpoint
ALTER TABLE "customer_measure" DROP CONSTRAINT "customer_measure_customer_fk";
--> statement-breakpoint
ALTER TABLE "beneficial_owner" DROP CONSTRAINT "beneficial_owner_customer_fk";
--> statement-breakpoint
ALTER TABLE "beneficial_owner_test" DROP CONSTRAINT "beneficial_owner_test_customer_fk";
--> statement-breakpoint
ALTER TABLE "ownership_interest" DROP CONSTRAINT "ownership_interest_customer_fk";
--> statement-breakpoint
ALTER TABLE "customer_position" DROP CONSTRAINT "customer_position_customer_fk";
--> statement-breakpoint
ALTER TABLE "party_group" DROP CONSTRAINT "party_group_customer_fk";
--> statement-breakpoint
ALTER TABLE "product_recommendation" DROP CONSTRAINT "product_recommendation_customer_fk";
--> statement-breakpoint
-- What follows is written by hand.
drop view ownership_step;
--> statement-breakpoint
ALTER TABLE "ownership_interest" ALTER COLUMN "steps" SET DATA TYPE text using array_to_string("steps", ',');
--> statement-breakpoint
create view ownership_step with (security_invoker = true) as
select i.customer_id, i.outgoing, i.other_party_id, (s.at / 7)::smallint as place, i.scope_key,
  w.steps[s.at]::smallint as path, w.steps[s.at + 1]::smallint as position, w.steps[s.at + 2] as party_id,
  (w.steps[s.at + 3] / 10000.0)::numeric(7, 4) as share_min, (w.steps[s.at + 4] / 10000.0)::numeric(7, 4) as share_max,
  (w.steps[s.at + 5] / 10000.0)::numeric(7, 4) as path_min, (w.steps[s.at + 6] / 10000.0)::numeric(7, 4) as path_max,
  i.as_of, i.as_of_end
from ownership_interest as i
cross join lateral (select string_to_array(i.steps, ',')::bigint[] as steps offset 0) as w
cross join lateral generate_series(1, cardinality(w.steps), 7) as s (at);
--> statement-breakpoint
-- What is worked out in bulk holds its customers' scope keys as a foreign key would, checked once for each statement
-- instead of once for each row: whoever is named is there, stands so, and moves or goes only after this transaction.
create function scope_keys_held() returns trigger
language plpgsql set search_path = public, pg_temp as $$
declare
  strange record;
begin
  with named as materialized (
    select distinct customer_id, scope_key from new_rows
  ), held as materialized (
    select c.customer_id, c.scope_key from customer c join named using (customer_id, scope_key) for key share of c
  )
  select * into strange from named where (customer_id, scope_key) not in (select customer_id, scope_key from held) limit 1;
  if found then
    raise exception 'Table %: customer % does not stand at %', tg_table_name, strange.customer_id, strange.scope_key
      using errcode = 'foreign_key_violation', table = tg_table_name;
  end if;
  return null;
end
$$;
--> statement-breakpoint
-- The tables that are checked so.
create function held_by_set() returns setof regclass language sql stable set search_path = public, pg_temp as $$
  select distinct tgrelid::regclass from pg_trigger where tgfoid = 'scope_keys_held()'::regprocedure
$$;
--> statement-breakpoint
create procedure hold_by_set(name regclass) language plpgsql as $$
begin
  execute format('create trigger scope_keys_given after insert on %s referencing new table as new_rows
    for each statement execute function scope_keys_held()', name);
  execute format('create trigger scope_keys_changed after update on %s referencing new table as new_rows
    for each statement execute function scope_keys_held()', name);
end
$$;
--> statement-breakpoint
revoke execute on procedure hold_by_set(regclass) from public;
--> statement-breakpoint
do $$
declare
  name regclass;
begin
  foreach name in array array['ownership_interest', 'beneficial_owner', 'beneficial_owner_test', 'hidden_relation',
    'party_group', 'customer_position', 'customer_measure', 'product_recommendation']::regclass[]
  loop
    call hold_by_set(name);
  end loop;
end
$$;
--> statement-breakpoint
create function customer_moved() returns trigger
language plpgsql set search_path = public, pg_temp as $$
declare
  name regclass;
begin
  -- By the customers themselves, whose index serves one as well as thousands: the plan is kept from the first call.
  if exists (select from old_rows o join customer c using (customer_id) where c.scope_key <> o.scope_key) then
    for name in select held_by_set() loop
      execute format('update %s as held set scope_key = c.scope_key from old_rows o join customer c using (customer_id)
        where c.scope_key <> o.scope_key and held.customer_id = c.customer_id', name);
    end loop;
  end if;
  return null;
end
$$;
--> statement-breakpoint
create trigger customer_moved after update on customer referencing old table as old_rows for each statement execute function customer_moved();
--> statement-breakpoint
create function customer_gone() returns trigger
language plpgsql set search_path = public, pg_temp as $$
declare
  name regclass;
  one bigint;
begin
  for name in select held_by_set() loop
    execute format('select customer_id from old_rows join %s as held using (customer_id) limit 1', name) into one;
    if one is not null then
      raise exception 'Customer % still has what was worked out of him in %', one, name
        using errcode = 'foreign_key_violation', table = name::text;
    end if;
  end loop;
  return null;
end
$$;
--> statement-breakpoint
create trigger customer_gone after delete on customer
referencing old table as old_rows for each statement execute function customer_gone();