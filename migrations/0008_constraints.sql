-- What holds over spans of valid time: one primary manager, one rate at a time.
alter table portfolio_assignment add constraint portfolio_assignment_one_primary_rm
  exclude using gist (customer_id with =, daterange(valid_from, valid_to) with &&) where (role = 'PRIMARY_RM');
--> statement-breakpoint
alter table ftp_rate add constraint ftp_rate_one_at_a_time
  exclude using gist (currency with =, tenor_months with =, daterange(valid_from, valid_to) with &&);
--> statement-breakpoint
alter table capital_charge add constraint capital_charge_one_at_a_time
  exclude using gist (category with =, daterange(valid_from, valid_to) with &&);
--> statement-breakpoint
alter table cost_rate add constraint cost_rate_one_at_a_time
  exclude using gist (category with =, currency with =, daterange(valid_from, valid_to) with &&);
--> statement-breakpoint
alter table tier1_capital add constraint tier1_capital_one_at_a_time
  exclude using gist (daterange(valid_from, valid_to) with &&);
