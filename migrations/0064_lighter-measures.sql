truncate measure_draft, measure_slice;--> statement-breakpoint
ALTER TABLE "customer_measure" ALTER COLUMN "id" DROP EXPRESSION;--> statement-breakpoint
ALTER TABLE "measure_draft" ADD COLUMN "place" integer NOT NULL;--> statement-breakpoint
ALTER TABLE "measure_draft" ADD COLUMN "onboarded_on" date;