CREATE TABLE "measure_month_draft" (
	"through" bigint NOT NULL,
	"org_unit_id" bigint NOT NULL,
	"kind" text NOT NULL,
	"currency" char(3) NOT NULL,
	"is_deposit" boolean NOT NULL,
	"months" integer NOT NULL,
	"amounts" numeric(38, 0)[] NOT NULL,
	CONSTRAINT "measure_month_draft_pk" PRIMARY KEY("through","org_unit_id","kind","currency","is_deposit","months")
);
--> statement-breakpoint
-- What follows is written by hand.
alter table measure_month_draft set unlogged;
--> statement-breakpoint
revoke all on measure_month_draft from c360_app;
--> statement-breakpoint
-- A run on its way would miss what it has to hold.
truncate measure_draft, measure_slice;
--> statement-breakpoint
-- Each run fills and empties both, and analyzes what it has to; nothing is left to be vacuumed.
alter table measure_draft set (autovacuum_enabled = off);
--> statement-breakpoint
alter table measure_month_draft set (autovacuum_enabled = off);
