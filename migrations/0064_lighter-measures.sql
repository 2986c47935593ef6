truncate measure_draft, measure_slice;--> statement-breakpoint
DROP INDEX "customer_measure_aum_index";--> statement-breakpoint
DROP INDEX "customer_measure_contribution_index";--> statement-breakpoint
DROP INDEX "customer_measure_deposit_change_index";--> statement-breakpoint
ALTER TABLE "customer_measure" ALTER COLUMN "id" DROP EXPRESSION;--> statement-breakpoint
ALTER TABLE "measure_draft" ADD COLUMN "place" integer NOT NULL;--> statement-breakpoint
ALTER TABLE "measure_draft" ADD COLUMN "onboarded_on" date;--> statement-breakpoint
CREATE INDEX "customer_measure_aum_index" ON "customer_measure" USING btree ("as_of","aum_minor");--> statement-breakpoint
CREATE INDEX "customer_measure_contribution_index" ON "customer_measure" USING btree ("as_of","contribution_minor");--> statement-breakpoint
CREATE INDEX "customer_measure_deposit_change_index" ON "customer_measure" USING btree ("as_of","deposit_change_minor");