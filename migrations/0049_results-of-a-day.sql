ALTER TABLE "hidden_relation" ADD COLUMN "as_of_end" date;--> statement-breakpoint
ALTER TABLE "beneficial_owner" ADD COLUMN "as_of" date DEFAULT '-infinity' NOT NULL;--> statement-breakpoint
ALTER TABLE "beneficial_owner" ALTER COLUMN "as_of" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "beneficial_owner" ADD COLUMN "as_of_end" date;--> statement-breakpoint
ALTER TABLE "beneficial_owner_test" ADD COLUMN "as_of_end" date;--> statement-breakpoint
ALTER TABLE "ownership_interest" ADD COLUMN "as_of_end" date;--> statement-breakpoint
ALTER TABLE "related_party_run" ADD COLUMN "since" date;--> statement-breakpoint
UPDATE "related_party_run" SET "since" = "as_of";--> statement-breakpoint
ALTER TABLE "related_party_run" ALTER COLUMN "since" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "customer_position" ADD COLUMN "as_of_end" date;--> statement-breakpoint
ALTER TABLE "party_group" ADD COLUMN "as_of_end" date;--> statement-breakpoint
ALTER TABLE "party_group_member" ADD COLUMN "as_of" date DEFAULT '-infinity' NOT NULL;--> statement-breakpoint
ALTER TABLE "party_group_member" ADD COLUMN "as_of_end" date;--> statement-breakpoint
ALTER TABLE "hidden_relation" DROP CONSTRAINT "hidden_relation_pk";
--> statement-breakpoint
ALTER TABLE "hidden_relation" ADD CONSTRAINT "hidden_relation_pk" PRIMARY KEY("customer_id","id","as_of");--> statement-breakpoint
ALTER TABLE "beneficial_owner" DROP CONSTRAINT "beneficial_owner_pk";
--> statement-breakpoint
ALTER TABLE "beneficial_owner" ADD CONSTRAINT "beneficial_owner_pk" PRIMARY KEY("customer_id","regime","place","as_of");--> statement-breakpoint
ALTER TABLE "beneficial_owner_test" DROP CONSTRAINT "beneficial_owner_test_pk";
--> statement-breakpoint
ALTER TABLE "beneficial_owner_test" ADD CONSTRAINT "beneficial_owner_test_pk" PRIMARY KEY("customer_id","regime","as_of");--> statement-breakpoint
ALTER TABLE "ownership_interest" DROP CONSTRAINT "ownership_interest_pk";
--> statement-breakpoint
ALTER TABLE "ownership_interest" ADD CONSTRAINT "ownership_interest_pk" PRIMARY KEY("customer_id","outgoing","other_party_id","as_of");--> statement-breakpoint
ALTER TABLE "customer_position" DROP CONSTRAINT "customer_position_pk";
--> statement-breakpoint
ALTER TABLE "customer_position" ADD CONSTRAINT "customer_position_pk" PRIMARY KEY("customer_id","as_of");--> statement-breakpoint
ALTER TABLE "party_group" DROP CONSTRAINT "party_group_pk";
--> statement-breakpoint
ALTER TABLE "party_group" ADD CONSTRAINT "party_group_pk" PRIMARY KEY("customer_id","id","as_of");--> statement-breakpoint
ALTER TABLE "party_group_member" DROP CONSTRAINT "party_group_member_pk";
--> statement-breakpoint
ALTER TABLE "party_group_member" ADD CONSTRAINT "party_group_member_pk" PRIMARY KEY("customer_id","kind","party_id","as_of");
--> statement-breakpoint
-- What follows is written by hand.
create or replace view ownership_step with (security_invoker = true) as
select i.customer_id, i.outgoing, i.other_party_id, (s.at / 7)::smallint as place, i.scope_key,
  i.steps[s.at]::smallint as path, i.steps[s.at + 1]::smallint as position, i.steps[s.at + 2] as party_id,
  (i.steps[s.at + 3] / 10000.0)::numeric(7, 4) as share_min, (i.steps[s.at + 4] / 10000.0)::numeric(7, 4) as share_max,
  (i.steps[s.at + 5] / 10000.0)::numeric(7, 4) as path_min, (i.steps[s.at + 6] / 10000.0)::numeric(7, 4) as path_max,
  i.as_of, i.as_of_end
from ownership_interest as i cross join lateral generate_series(1, cardinality(i.steps), 7) as s (at);
--> statement-breakpoint
-- Who sees a group from the side of one of its members sees who else is in it, of the days on which both are.
alter policy viewer on party_group_member using ((select viewer_bounds()) is not null and exists (
  select from party_group as its where its.id = party_group_member.group_id
    and (party_group_member.as_of_end is null or its.as_of < party_group_member.as_of_end)
    and (its.as_of_end is null or its.as_of_end > party_group_member.as_of)));
