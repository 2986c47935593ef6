-- What every policy asks has a setting of its own, so that no table of a statement takes the viewer's text apart again.
-- One transaction serves one viewer: another's call leaves settings that no policy can read.
create function set_viewer(viewer text) returns text language sql volatile
return set_config('app.viewer', case
    when coalesce(nullif(current_setting('app.viewer', true), ''), viewer) = viewer then viewer
    else 'another viewer' end, true)
  || set_config('app.bounds', split_part(current_setting('app.viewer'), ';', 1), true)
  || set_config('app.customers', split_part(current_setting('app.viewer'), ';', 5), true);
--> statement-breakpoint
create or replace function viewer_bounds() returns integer[] language sql stable parallel safe
return current_setting('app.bounds')::integer[];
--> statement-breakpoint
create or replace function viewer_customers() returns txid_snapshot language sql stable parallel safe
return current_setting('app.customers')::txid_snapshot;
--> statement-breakpoint
-- Functions in a policy cost every statement, also those that are never called: one stands for all that is asked rarely.
create function reaches_consenting(key integer) returns boolean
language plpgsql stable parallel safe cost 1 as $$
begin
  return coalesce(width_bucket(key, public.viewer_consenting_bounds()) % 2 = 1, false);
end
$$;
--> statement-breakpoint
create function reaches_account(customer bigint, account bigint, key integer) returns boolean
language plpgsql stable parallel safe cost 1 as $$
begin
  return public.reaches_co_owner(customer, account) or public.reaches_consenting(customer, key);
end
$$;
--> statement-breakpoint
drop policy viewer on customer;
--> statement-breakpoint
drop policy system on customer;
--> statement-breakpoint
call protect_owned('customer', 'marketing_consent and reaches_consenting(scope_key)');
--> statement-breakpoint
do $$
declare
  name regclass;
begin
  foreach name in array array['account', 'account_party', 'balance_month', 'standing_order', 'transaction']::regclass[] loop
    execute format('drop policy viewer on %s', name);
    execute format('drop policy system on %s', name);
    call protect_owned(name, format('reaches_account(customer_id, %s, scope_key)',
      case name when 'account'::regclass then 'id' else 'account_id' end));
  end loop;
end
$$;
