ALTER TABLE "unit_measure" ADD COLUMN "csat_answers" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "unit_measure" ADD COLUMN "csat_content" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "unit_measure" ADD COLUMN "nps_answers" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "unit_measure" ADD COLUMN "nps_balance" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "unit_month" ADD COLUMN "holders" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "unit_month" ADD COLUMN "retained" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "unit_month" ADD COLUMN "acquired" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "unit_month" ADD COLUMN "cross_sold" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "unit_measure" ALTER COLUMN "csat_answers" DROP DEFAULT;
--> statement-breakpoint
ALTER TABLE "unit_measure" ALTER COLUMN "csat_content" DROP DEFAULT;
--> statement-breakpoint
ALTER TABLE "unit_measure" ALTER COLUMN "nps_answers" DROP DEFAULT;
--> statement-breakpoint
ALTER TABLE "unit_measure" ALTER COLUMN "nps_balance" DROP DEFAULT;
--> statement-breakpoint
ALTER TABLE "unit_month" ALTER COLUMN "holders" DROP DEFAULT;
--> statement-breakpoint
ALTER TABLE "unit_month" ALTER COLUMN "retained" DROP DEFAULT;
--> statement-breakpoint
ALTER TABLE "unit_month" ALTER COLUMN "acquired" DROP DEFAULT;
--> statement-breakpoint
ALTER TABLE "unit_month" ALTER COLUMN "cross_sold" DROP DEFAULT;
--> statement-breakpoint
-- What follows is written by hand: sums of earlier runs do not tell of these, so that customers are counted until the next.
alter table unit_measure no force row level security;
--> statement-breakpoint
alter table unit_month no force row level security;
--> statement-breakpoint
update unit_measure set is_stale = true;
--> statement-breakpoint
delete from unit_month;
--> statement-breakpoint
alter table unit_measure force row level security;
--> statement-breakpoint
alter table unit_month force row level security;
