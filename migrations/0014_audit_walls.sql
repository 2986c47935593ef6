-- The audit trail only grows: the serving login adds, nobody changes or takes away. Who switches the triggers off and
-- changes it all the same is found by `audit verify`.
revoke all on audit_entry, audit_customer, audit_anchor from c360_app, c360_system;
--> statement-breakpoint
grant insert on audit_entry, audit_customer, audit_anchor to c360_app;
--> statement-breakpoint
grant select on audit_entry, audit_customer to c360_app;
--> statement-breakpoint
grant select on audit_entry, audit_customer, audit_anchor to c360_system;
--> statement-breakpoint
create function refuse_audit_change() returns trigger language plpgsql as $$
begin
  raise exception 'The audit trail is never changed: % of % is refused.', lower(tg_op), tg_table_name
    using errcode = 'insufficient_privilege';
end
$$;
--> statement-breakpoint
create trigger audit_entry_stays before update or delete or truncate on audit_entry
  for each statement execute function refuse_audit_change();
--> statement-breakpoint
create trigger audit_customer_stays before update or delete or truncate on audit_customer
  for each statement execute function refuse_audit_change();
--> statement-breakpoint
create trigger audit_anchor_stays before update or delete or truncate on audit_anchor
  for each statement execute function refuse_audit_change();
--> statement-breakpoint
-- Anchors are one row over all processes: who cannot go on from the newest he knows asks for it here, and keeps the
-- others waiting until his own is written.
create function hold_audit_anchors(of_ledger text, out number bigint, out code bytea)
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  lock table audit_anchor in share row exclusive mode;
  select a.number, a.code into number, code
  from audit_anchor a where a.ledger = of_ledger order by a.number desc limit 1;
end
$$;
--> statement-breakpoint
revoke execute on function hold_audit_anchors(text) from public;
--> statement-breakpoint
grant execute on function hold_audit_anchors(text) to c360_app;
--> statement-breakpoint
-- The ledgers that the viewer may read, by his grants in the directory and not by what the statement says of him.
create function viewer_ledgers() returns text[]
language sql stable set search_path = public, pg_temp as $$
  select coalesce(array_agg(distinct ledger), '{}')
  from (select current_setting('app.viewer')::json as setting) as viewer
  join employee e
    on e.staff_number = split_part(viewer.setting ->> 'principal', '/', 2) and e.status = 'ACTIVE'
  join role_grant g on g.employee_id = e.id
    and g.valid_from <= (viewer.setting ->> 'today')::date
    and (g.valid_to is null or g.valid_to > (viewer.setting ->> 'today')::date)
  cross join unnest(case g.role
    when 'COMPLIANCE_OFFICER' then array['ORDINARY', 'AML'] when 'AUDITOR' then array['ORDINARY'] end) as ledger
$$;
--> statement-breakpoint
alter table audit_entry enable row level security, force row level security;
--> statement-breakpoint
alter table audit_customer enable row level security, force row level security;
--> statement-breakpoint
create policy audit_entry_added on audit_entry for insert to c360_app with check (true);
--> statement-breakpoint
create policy audit_customer_added on audit_customer for insert to c360_app with check (true);
--> statement-breakpoint
create policy audit_entry_read on audit_entry for select to c360_app
  using (ledger = any ((select viewer_ledgers())::text[]));
--> statement-breakpoint
create policy audit_customer_read on audit_customer for select to c360_app
  using (ledger = any ((select viewer_ledgers())::text[]));
--> statement-breakpoint
create policy audit_entry_verified on audit_entry for select to c360_system using (true);
--> statement-breakpoint
create policy audit_customer_verified on audit_customer for select to c360_system using (true);
