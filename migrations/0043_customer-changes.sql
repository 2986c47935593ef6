-- What staff keep of a customer.
call open_to_changes('customer', null, 'status, lifecycle, onboarded_on, tags, preferred_channel, marketing_consent,
  profiling_consent, sharing_consent, version, updated_at');
--> statement-breakpoint
-- What hangs on a change goes with it: offers whose consent was taken back, and how assignments stood before.
create policy viewer_removes on product_recommendation for delete to c360_app using (
  exists (select from customer c where c.customer_id = product_recommendation.customer_id));
--> statement-breakpoint
grant delete on product_recommendation to c360_app;
--> statement-breakpoint
call open_to_changes('portfolio_assignment', 'customer_id, employee_id, role, valid_from, valid_to', 'valid_to');
--> statement-breakpoint
create policy viewer_removes on portfolio_assignment for delete to c360_app using (
  exists (select from customer c where c.customer_id = portfolio_assignment.customer_id));
--> statement-breakpoint
grant delete on portfolio_assignment to c360_app;
--> statement-breakpoint
call open_to_changes('portfolio_assignment_history',
  'customer_id, id, employee_id, role, valid_from, valid_to, recorded_at, recorded_to', null);
