ALTER TABLE "customer_measure" ADD COLUMN "share_of_wallet" numeric(6, 2);--> statement-breakpoint
ALTER TABLE "customer_measure" ADD COLUMN "channel_activity" integer;