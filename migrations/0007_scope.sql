-- A row written without its scope key takes its customer's; bulk writers give it and pay nothing here.
create function fill_scope_key() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
  select scope_key into new.scope_key from customer where customer_id = new.customer_id;
  if new.scope_key is null and tg_argv[0] = 'fact' then
    raise exception 'Customer % of a row of % does not exist', new.customer_id, tg_table_name
      using errcode = 'foreign_key_violation';
  end if;
  return new;
end
$$;
--> statement-breakpoint
do $$
declare
  fact text;
begin
  foreach fact in array array['account', 'account_party', 'balance_month', 'collateral', 'complaint', 'complaint_event',
    'credit_assessment', 'guarantee', 'holding_month', 'interaction', 'product_holding', 'standing_order', 'transaction']
  loop
    execute format('create trigger fill_scope_key before insert on %I for each row when (new.scope_key is null)
      execute function fill_scope_key(%L)', fact, 'fact');
  end loop;
  foreach fact in array array['contact_point', 'individual', 'organisation', 'party_identifier'] loop
    execute format('create trigger fill_scope_key before insert on %I for each row when (new.scope_key is null)
      execute function fill_scope_key(%L)', fact, 'party');
  end loop;
end
$$;
--> statement-breakpoint
create function guarantee_fill() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
  select kind, mask_name(display_name) into new.guarantor_kind, new.guarantor_name_masked
  from party where party_id = new.guarantor_party_id;
  if new.guarantor_kind is null then
    raise exception 'Guarantee: its guarantor % does not exist', new.guarantor_party_id
      using errcode = 'foreign_key_violation';
  end if;
  return new;
end
$$;
--> statement-breakpoint
create trigger guarantee_fill before insert on guarantee
for each row when (new.guarantor_kind is null) execute function guarantee_fill();
