-- What staff keep of a customer.
call open_to_changes('customer', null, 'status, lifecycle, onboarded_on, tags, preferred_channel, marketing_consent,
  profiling_consent, sharing_consent, version, updated_at');
--> statement-breakpoint
-- With a consent go the offers that it was for, whoever takes it back; the login may take away nothing by itself.
create or replace function consent_taken_back() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  delete from product_recommendation where customer_id = new.customer_id;
  return null;
end
$$;
--> statement-breakpoint
revoke execute on function consent_taken_back() from public;
--> statement-breakpoint
create policy taken_back on product_recommendation for delete to current_user using (session_user <> current_user);
--> statement-breakpoint
create policy taken_back_seen on product_recommendation for select to current_user using (session_user <> current_user);
--> statement-breakpoint
call open_to_changes('portfolio_assignment', 'customer_id, employee_id, role, valid_from, valid_to', 'valid_to');
--> statement-breakpoint
-- How an assignment stood before is kept with it.
call open_to_changes('portfolio_assignment_history',
  'customer_id, id, employee_id, role, valid_from, valid_to, recorded_at, recorded_to', null);
