CREATE INDEX "complaint_owner_index" ON "complaint" USING btree ("owner_employee_id","received_at","id");--> statement-breakpoint
CREATE INDEX "complaint_unit_index" ON "complaint" USING btree ("handling_unit_id","received_at","id");--> statement-breakpoint
CREATE INDEX "complaint_product_index" ON "complaint" USING btree ("product_id","received_at","id");--> statement-breakpoint
CREATE INDEX "interaction_employee_index" ON "interaction" USING btree ("employee_id","at","id");