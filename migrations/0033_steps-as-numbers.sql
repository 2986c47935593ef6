-- Written by hand around the change of type: the links of ways become numbers that need no row of their own.
DROP VIEW "ownership_step";
--> statement-breakpoint
create function ownership_link_numbers(links ownership_link[]) returns bigint[]
language sql immutable
return (
  select array_agg(number order by place, turn)
  from unnest(links) with ordinality as link (path, position, party_id, share_min, share_max, path_min, path_max, place)
  cross join lateral unnest(array[path, position, party_id, (share_min * 10000)::bigint, (share_max * 10000)::bigint,
    (path_min * 10000)::bigint, (path_max * 10000)::bigint]) with ordinality as each (number, turn)
);
--> statement-breakpoint
ALTER TABLE "ownership_interest" ALTER COLUMN "steps" SET DATA TYPE bigint[] USING ownership_link_numbers("steps");
--> statement-breakpoint
drop function ownership_link_numbers(ownership_link[]);
--> statement-breakpoint
drop type ownership_link;
--> statement-breakpoint
create view ownership_step with (security_invoker = true) as
select i.customer_id, i.outgoing, i.other_party_id, (s.at / 7)::smallint as place, i.scope_key,
  i.steps[s.at]::smallint as path, i.steps[s.at + 1]::smallint as position, i.steps[s.at + 2] as party_id,
  (i.steps[s.at + 3] / 10000.0)::numeric(7, 4) as share_min, (i.steps[s.at + 4] / 10000.0)::numeric(7, 4) as share_max,
  (i.steps[s.at + 5] / 10000.0)::numeric(7, 4) as path_min, (i.steps[s.at + 6] / 10000.0)::numeric(7, 4) as path_max
from ownership_interest as i cross join lateral generate_series(1, cardinality(i.steps), 7) as s (at);
