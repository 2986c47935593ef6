-- A run holds the scope keys of what it writes by the table of runs: customers move and go while none of its pieces writes
-- of customers, so that no customer is locked by himself and none is written anew.
create function scope_keys_held_by_run() returns trigger
language plpgsql set search_path = public, pg_temp set enable_nestloop = off as $$
declare
  strange record;
  low bigint;
  high bigint;
begin
  lock table measure_run in row exclusive mode;
  select min(customer_id), max(customer_id) into low, high from new_rows;
  -- A run names customers side by side: to read those in between is cheaper than to look each of them up.
  select n.customer_id, n.scope_key into strange from new_rows n
  where not exists (
    select from customer c
    where c.customer_id between low and high and c.customer_id = n.customer_id and c.scope_key = n.scope_key
  ) limit 1;
  if found then
    raise exception 'Table %: customer % does not stand at %', tg_table_name, strange.customer_id, strange.scope_key
      using errcode = 'foreign_key_violation', table = tg_table_name;
  end if;
  return null;
end
$$;
--> statement-breakpoint
-- What is written is held by the run; a key that changes with its customer is held by him, as elsewhere.
create procedure hold_by_run(name regclass) language plpgsql as $$
begin
  execute format('drop trigger if exists scope_keys_given on %s', name);
  execute format('create trigger scope_keys_given after insert on %s referencing new table as new_rows
    for each statement execute function scope_keys_held_by_run()', name);
end
$$;
--> statement-breakpoint
revoke execute on procedure hold_by_run(regclass) from public;
--> statement-breakpoint
call hold_by_run('customer_measure');
--> statement-breakpoint
call hold_by_run('product_recommendation');
--> statement-breakpoint
create or replace function customer_moved() returns trigger
language plpgsql set search_path = public, pg_temp as $$
declare
  name regclass;
begin
  -- By the customers themselves, whose index serves one as well as thousands: the plan is kept from the first call.
  if exists (select from old_rows o join customer c using (customer_id) where c.scope_key <> o.scope_key) then
    lock table measure_run in share mode;
    for name in select held_by_set() loop
      execute format('update %s as held set scope_key = c.scope_key from old_rows o join customer c using (customer_id)
        where c.scope_key <> o.scope_key and held.customer_id = c.customer_id', name);
    end loop;
  end if;
  return null;
end
$$;
--> statement-breakpoint
create or replace function customer_gone() returns trigger
language plpgsql set search_path = public, pg_temp as $$
declare
  name regclass;
  one bigint;
begin
  lock table measure_run in share mode;
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
