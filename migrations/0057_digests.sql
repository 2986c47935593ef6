CREATE TABLE "related_party_digest" (
	"customer_id" bigint NOT NULL,
	"side" text NOT NULL,
	"digest" uuid NOT NULL,
	CONSTRAINT "related_party_digest_pk" PRIMARY KEY("customer_id","side"),
	CONSTRAINT "related_party_digest_side_check" CHECK ("related_party_digest"."side" in ('BUSINESS', 'HOUSEHOLD'))
);

--> statement-breakpoint
-- What follows is written by hand.
alter table related_party_digest set unlogged;
--> statement-breakpoint
revoke all on related_party_digest from c360_app;
