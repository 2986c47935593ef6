-- Customers named are looked up one by one, however many there are at the first call, from which the plan is kept.
alter function scope_keys_held() set enable_hashjoin = off;
--> statement-breakpoint
alter function scope_keys_held() set enable_mergejoin = off;
