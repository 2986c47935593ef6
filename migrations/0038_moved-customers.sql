-- Where a customer is, his own row tells when measures are written: he may have moved since the draft.
ALTER TABLE "measure_draft" DROP COLUMN "scope_key";--> statement-breakpoint
ALTER TABLE "unit_month" ALTER COLUMN "deposits_minor" SET DATA TYPE numeric;--> statement-breakpoint
ALTER TABLE "unit_month" ALTER COLUMN "loans_minor" SET DATA TYPE numeric;--> statement-breakpoint
-- What follows is written by hand.
-- Sums over whole units hold those who were there on the way: of units that somebody has left, come to or changed kind in
-- they are taken back, so that none counts for whom it does not reach. Until the next run an overview adds up the customers.
create function forget_unit_figures(kinds text[], was integer, becomes integer) returns void
language plpgsql set search_path = public, pg_temp as $$
declare
  units constant bigint[] := array(
    select id from org_unit where (lft <= was and rgt > was) <> (lft <= becomes and rgt > becomes)
  );
begin
  delete from unit_measure where customer_id = 0 and org_unit_id = any (units) and (kinds is null or kind = any (kinds));
  delete from unit_month where customer_id = 0 and org_unit_id = any (units) and (kinds is null or kind = any (kinds));
end
$$;
--> statement-breakpoint
create function customer_left_unit() returns trigger
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
  return null;
end
$$;
--> statement-breakpoint
create trigger customer_left_unit after update of org_unit_id, kind on customer
for each row when (old.org_unit_id <> new.org_unit_id or old.kind <> new.kind)
execute function customer_left_unit();
--> statement-breakpoint
-- A unit that goes below another takes its customers along.
create function unit_left_unit() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
  perform forget_unit_figures(null,
    (select lft from org_unit where id = old.parent_id), (select lft from org_unit where id = new.parent_id));
  return null;
end
$$;
--> statement-breakpoint
create trigger unit_left_unit after update of parent_id on org_unit
for each row when (old.parent_id is distinct from new.parent_id) execute function unit_left_unit();
