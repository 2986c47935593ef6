ALTER TABLE "unit_measure" ADD COLUMN "is_stale" boolean DEFAULT false NOT NULL;--> statement-breakpoint
-- Sums over whole units hold those who were there on the way: of units that somebody has left, come to or changed kind in
-- they no longer hold, so that none counts for whom it does not reach. Until the next run an overview adds up customers.
create or replace function forget_unit_figures(kinds text[], was integer, becomes integer) returns void
language plpgsql set search_path = public, pg_temp as $$
declare
  units constant bigint[] := array(
    select id from org_unit where (lft <= was and rgt > was) <> (lft <= becomes and rgt > becomes)
  );
begin
  update unit_measure set is_stale = true
  where customer_id = 0 and org_unit_id = any (units) and (kinds is null or kind = any (kinds)) and not is_stale;
  delete from unit_month where customer_id = 0 and org_unit_id = any (units) and (kinds is null or kind = any (kinds));
end
$$;
