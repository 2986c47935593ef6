-- The group of all customers of a kind who are in a unit, by the peer group of one of them; his kind is its first word.
create function unit_peers(peer_group text, unit bigint) returns text language sql immutable parallel safe
return split_part(peer_group, ' ', 1) || ' #' || unit::text;
--> statement-breakpoint
-- A customer stays in his peer group and in that of his kind wherever he goes. Of units, figures are those of who is
-- there: where somebody has left, come or changed kind, none are kept until the next run.
-- All of a kind are one group, so that customers who move change the same rows: one transaction after another, in whatever
-- order it moves them.
create or replace function customer_left_unit() returns trigger
language plpgsql set search_path = public, pg_temp as $$
declare
  was constant integer := (select lft from org_unit where id = old.org_unit_id);
  becomes constant integer := (select lft from org_unit where id = new.org_unit_id);
begin
  -- What a run is about to keep of where he stands is kept first, and then follows him; another who moves waits as well.
  lock table measure_run in share row exclusive mode;
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
  where m.customer_id = new.customer_id and p.as_of = m.as_of
    and p.peer_group in (m.peer_group, split_part(m.peer_group, ' ', 1)) and old.scope_key = any (p.keys);
  delete from peer_figure f using customer_measure m
  where m.customer_id = new.customer_id and f.as_of = m.as_of
    and f.peer_group in (unit_peers(m.peer_group, old.org_unit_id), unit_peers(m.peer_group, new.org_unit_id));
  delete from peer_place p using customer_measure m
  where m.customer_id = new.customer_id and p.as_of = m.as_of
    and p.peer_group in (unit_peers(m.peer_group, old.org_unit_id), unit_peers(m.peer_group, new.org_unit_id));
  update customer_cluster k
  set (keys, up_to) = (select keys_now, up_to_now from moved_places(k.keys, k.up_to, old.scope_key, new.scope_key, 1))
  from customer_measure m
  where m.customer_id = new.customer_id and k.as_of = m.as_of and k.code = m.cluster and old.scope_key = any (k.keys);
  return null;
end
$$;
