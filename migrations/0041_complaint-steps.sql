ALTER TABLE "complaint" ADD COLUMN "concerns_employee_id" bigint;--> statement-breakpoint
ALTER TABLE "complaint" ADD CONSTRAINT "complaint_concerns_fk" FOREIGN KEY ("concerns_employee_id") REFERENCES "public"."employee"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "complaint" ADD CONSTRAINT "complaint_recusal_check" CHECK ("complaint"."owner_employee_id" <> "complaint"."concerns_employee_id");--> statement-breakpoint
call open_to_changes('complaint', 'customer_id, reference, received_at, channel, category, reason, product_id, account_id,
  severity, status, owner_employee_id, handling_unit_id, concerns_employee_id, acknowledge_due_at, due_at, recorded_at,
  updated_at', 'status, owner_employee_id, handling_unit_id, acknowledged_at, closed_at, outcome, currency, redress_minor,
  root_cause, version, updated_at');
--> statement-breakpoint
call open_to_changes('complaint_event', 'customer_id, complaint_id, at, from_status, to_status, employee_id, note', null);
