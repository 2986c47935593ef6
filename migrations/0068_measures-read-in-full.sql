-- Where the viewer reads the measures of everybody in full: the sixth part of his setting.
create function viewer_measured_bounds() returns integer[] language sql stable parallel safe
return split_part(current_setting('app.viewer'), ';', 6)::integer[];
--> statement-breakpoint
-- A customer whom the viewer reaches without his measures is as good as out of reach.
create or replace function tells_peers(members integer, keys integer[], up_to integer[]) returns boolean
language sql stable parallel safe
return members >= 10 and (
  select within_bounds = members
    or members - within_bounds - (select count(*) from txid_snapshot_xip(viewer_customers())) >= 10
  from (
    select coalesce(sum(
      coalesce(up_to[width_bucket(high - 1, keys)], 0)
      - coalesce(up_to[width_bucket(low - 1, keys)], 0)), 0) as within_bounds
    from (
      select bounds[2 * n - 1] as low, bounds[2 * n] as high
      from (select viewer_measured_bounds() as bounds) as viewer, generate_series(1, cardinality(viewer.bounds) / 2) as n
    ) as range
  ) as reached);
