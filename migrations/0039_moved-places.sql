-- Where the members of a compared group are tells whether its figures may be told: it follows who moves. Keys in order, and
-- how many members stand up to each; so many of those at `was` go to `becomes`, all where nothing is said.
create function moved_places(keys integer[], up_to integer[], was integer, becomes integer, members integer,
  out keys_now integer[], out up_to_now integer[])
language sql immutable parallel safe set search_path = public, pg_temp as $$
  with standing as (
    select key, up_to - coalesce(lag(up_to) over (order by key), 0) as count from unnest(keys, up_to) as place (key, up_to)
  ), moved as (
    select key, sum(count)::integer as count
    from (
      select key, count from standing
      union all
      select to_key, sign * coalesce(members, (select count from standing where key = was))
      from (values (was, -1), (becomes, 1)) as step (to_key, sign)
    ) as stepped (key, count)
    group by key having sum(count) > 0
  )
  select array_agg(key order by key), array_agg(up_to order by key)
  from (select key, sum(count) over (order by key)::integer as up_to from moved) as summed
$$;
--> statement-breakpoint
create or replace function customer_left_unit() returns trigger
language plpgsql set search_path = public, pg_temp as $$
declare
  was constant integer := (select lft from org_unit where id = old.org_unit_id);
  becomes constant integer := (select lft from org_unit where id = new.org_unit_id);
begin
  if old.kind = new.kind then
    perform forget_unit_figures(array[old.kind], was, becomes);
  else
    -- Nowhere is below every unit.
    perform forget_unit_figures(array[old.kind], was, -1);
    perform forget_unit_figures(array[new.kind], -1, becomes);
  end if;
  update peer_place p
  set (keys, up_to) = (select keys_now, up_to_now from moved_places(p.keys, p.up_to, old.scope_key, new.scope_key, 1))
  from customer_measure m
  where m.customer_id = new.customer_id and p.as_of = m.as_of and p.peer_group = m.peer_group
    and old.scope_key = any (p.keys);
  update customer_cluster k
  set (keys, up_to) = (select keys_now, up_to_now from moved_places(k.keys, k.up_to, old.scope_key, new.scope_key, 1))
  from customer_measure m
  where m.customer_id = new.customer_id and k.as_of = m.as_of and k.code = m.cluster and old.scope_key = any (k.keys);
  return null;
end
$$;
--> statement-breakpoint
create or replace function unit_figures_moved() returns trigger
language plpgsql set search_path = public, pg_temp as $$
declare
  was integer;
  becomes integer;
  customers_of text;
  placed text;
begin
  update unit_measure set scope_key = scope_key_of(kind, new.lft) where org_unit_id = new.id;
  update unit_month set scope_key = scope_key_of(kind, new.lft) where org_unit_id = new.id;
  foreach customers_of in array array['INDIVIDUAL', 'CORPORATE', 'INSTITUTION'] loop
    was := scope_key_of(customers_of, old.lft);
    becomes := scope_key_of(customers_of, new.lft);
    foreach placed in array array['peer_place', 'customer_cluster', 'behaviour_rule'] loop
      execute format('update %I p set (keys, up_to) = (
        select keys_now, up_to_now from moved_places(p.keys, p.up_to, $1, $2, null)) where $1 = any (p.keys)', placed)
        using was, becomes;
    end loop;
  end loop;
  return null;
end
$$;
