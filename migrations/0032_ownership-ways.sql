-- Written by hand: one link of the ways by which an interest is held.
create type ownership_link as (path smallint, position smallint, party_id bigint, share_min numeric(7, 4),
  share_max numeric(7, 4), path_min numeric(7, 4), path_max numeric(7, 4));
--> statement-breakpoint
ALTER TABLE "ownership_interest" ADD COLUMN "steps" "ownership_link"[];
--> statement-breakpoint
-- Written by hand: the steps move into their interests.
update ownership_interest as i set steps = s.steps
from (
  select customer_id, outgoing, other_party_id,
    array_agg(row(path, position, party_id, share_min, share_max, path_min, path_max)::ownership_link order by place)
      as steps
  from ownership_step group by customer_id, outgoing, other_party_id
) as s
where (s.customer_id, s.outgoing, s.other_party_id) = (i.customer_id, i.outgoing, i.other_party_id);
--> statement-breakpoint
DROP TABLE "ownership_step" CASCADE;
--> statement-breakpoint
-- What follows is written by hand.
create view ownership_step with (security_invoker = true) as
select i.customer_id, i.outgoing, i.other_party_id, (s.place - 1)::smallint as place, i.scope_key, s.path, s.position,
  s.party_id, s.share_min, s.share_max, s.path_min, s.path_max
from ownership_interest as i cross join lateral unnest(i.steps) with ordinality
  as s (path, position, party_id, share_min, share_max, path_min, path_max, place);
