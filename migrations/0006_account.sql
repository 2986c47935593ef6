-- A role on an account is written with the account; the party's side, the reach of owners and `shared` follow.
create function account_party_fill() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
  if new.party_kind is null then
    select kind, mask_name(display_name) into new.party_kind, new.party_name_masked
    from party where party_id = new.party_id;
    if new.party_kind is null then
      raise exception 'Account %: its party % does not exist', new.account_id, new.party_id
        using errcode = 'foreign_key_violation';
    end if;
  end if;
  return new;
end
$$;
--> statement-breakpoint
create trigger account_party_fill before insert on account_party
for each row when (new.party_kind is null) execute function account_party_fill();
--> statement-breakpoint
create function is_owner_role(role text) returns boolean
language sql immutable parallel safe
return role in ('PRINCIPAL', 'SECONDARY_OWNER', 'JOINT');
--> statement-breakpoint
create function account_party_inserted() returns trigger
language plpgsql set search_path = public, pg_temp set enable_seqscan = off set enable_hashjoin = off
  set enable_mergejoin = off as $$
begin
  insert into party_account (customer_id, id, scope_key, account_customer_id, account_id, role, share_pct,
    product_category, valid_from, valid_to)
  select n.party_id, n.id, c.scope_key, n.customer_id, n.account_id, n.role, n.share_pct, p.category, n.valid_from,
    n.valid_to
  from new_rows n
  join account a on a.customer_id = n.customer_id and a.id = n.account_id
  join product p on p.id = a.product_id
  left join customer c on c.customer_id = n.party_id;
  insert into account_reach (customer_id, id, account_id, owner_id, scope_key, valid_from, valid_to)
  select n.customer_id, n.id, n.account_id, n.party_id, c.scope_key, n.valid_from, n.valid_to
  from new_rows n join customer c on c.customer_id = n.party_id
  where is_owner_role(n.role);
  update account a set shared = true
  from (
    select distinct n.customer_id, n.account_id from new_rows n join customer c on c.customer_id = n.party_id
    where is_owner_role(n.role) and n.party_id <> n.customer_id
  ) as joint
  where a.customer_id = joint.customer_id and a.id = joint.account_id and not a.shared;
  return null;
end
$$;
--> statement-breakpoint
create trigger account_party_inserted after insert on account_party
referencing new table as new_rows for each statement execute function account_party_inserted();
--> statement-breakpoint
create function refresh_shared(customers bigint[], accounts bigint[]) returns void
language sql set search_path = public, pg_temp as $$
  update account a set shared = not a.shared
  from (select distinct customer_id, account_id from unnest(customers, accounts) as t (customer_id, account_id)) as t
  where a.customer_id = t.customer_id and a.id = t.account_id and a.shared <> exists (
    select from account_reach r
    where r.customer_id = a.customer_id and r.account_id = a.id and r.owner_id <> a.customer_id
  )
$$;
--> statement-breakpoint
-- Writes the reach of the given roles anew: a role has changed, or its party has become a customer.
create function write_account_reach(customers bigint[], roles bigint[]) returns void
language plpgsql set search_path = public, pg_temp as $$
begin
  delete from account_reach r using unnest(customers, roles) as k (customer_id, id)
  where r.customer_id = k.customer_id and r.id = k.id;
  insert into account_reach (customer_id, id, account_id, owner_id, scope_key, valid_from, valid_to)
  select ap.customer_id, ap.id, ap.account_id, ap.party_id, c.scope_key, ap.valid_from, ap.valid_to
  from unnest(customers, roles) as k (customer_id, id)
  join account_party ap using (customer_id, id)
  join customer c on c.customer_id = ap.party_id
  where is_owner_role(ap.role);
  perform refresh_shared(array_agg(ap.customer_id), array_agg(ap.account_id))
  from unnest(customers, roles) as k (customer_id, id) join account_party ap using (customer_id, id);
end
$$;
--> statement-breakpoint
create function account_party_updated() returns trigger
language plpgsql set search_path = public, pg_temp as $$
declare
  customers bigint[];
  roles bigint[];
  other boolean;
begin
  select array_agg(customer_id), array_agg(id),
    bool_or((o.account_id, o.party_id) is distinct from (n.account_id, n.party_id))
  into customers, roles, other
  from old_rows o full join new_rows n using (customer_id, id)
  where (o.account_id, o.party_id, o.role, o.share_pct, o.valid_from, o.valid_to)
    is distinct from (n.account_id, n.party_id, n.role, n.share_pct, n.valid_from, n.valid_to);
  if other then
    raise exception 'The account and the party of a role cannot change; end it and write another'
      using errcode = 'check_violation';
  end if;
  if roles is null then
    return null;
  end if;
  update party_account pa set role = ap.role, share_pct = ap.share_pct, valid_from = ap.valid_from,
    valid_to = ap.valid_to
  from unnest(customers, roles) as k (customer_id, id) join account_party ap using (customer_id, id)
  where pa.customer_id = ap.party_id and pa.id = ap.id;
  perform write_account_reach(customers, roles);
  return null;
end
$$;
--> statement-breakpoint
create trigger account_party_updated after update on account_party
referencing old table as old_rows new table as new_rows for each statement execute function account_party_updated();
--> statement-breakpoint
create function account_party_deleted() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
  delete from party_account pa using old_rows o where pa.customer_id = o.party_id and pa.id = o.id;
  delete from account_reach r using old_rows o where r.customer_id = o.customer_id and r.id = o.id;
  perform refresh_shared(array_agg(customer_id), array_agg(account_id)) from old_rows;
  return null;
end
$$;
--> statement-breakpoint
create trigger account_party_deleted after delete on account_party
referencing old table as old_rows for each statement execute function account_party_deleted();
--> statement-breakpoint
create function account_shares_check() returns trigger
language plpgsql set search_path = public, pg_temp as $$
declare
  touched account_party := case tg_op when 'DELETE' then old else new end;
  total numeric;
begin
  select sum(share_pct) into total from account_party
  where customer_id = touched.customer_id and account_id = touched.account_id and valid_to is null;
  if total <> 100 then
    raise exception 'The shares of the owners of account % of customer % add to % percent, not 100',
      touched.account_id, touched.customer_id, trim_scale(total) using errcode = 'check_violation';
  end if;
  return null;
end
$$;
--> statement-breakpoint
create constraint trigger account_shares_check after insert on account_party
deferrable initially deferred for each row when (new.share_pct is not null) execute function account_shares_check();
--> statement-breakpoint
create constraint trigger account_shares_changed_check after update of share_pct, valid_to on account_party
deferrable initially deferred for each row
when ((old.share_pct, old.valid_to) is distinct from (new.share_pct, new.valid_to))
execute function account_shares_check();
--> statement-breakpoint
create constraint trigger account_shares_left_check after delete on account_party
deferrable initially deferred for each row when (old.share_pct is not null) execute function account_shares_check();
--> statement-breakpoint
create function account_product_changed() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
  update party_account pa set product_category = (select category from product where id = new.product_id)
  from account_party ap
  where ap.customer_id = new.customer_id and ap.account_id = new.id and pa.customer_id = ap.party_id and pa.id = ap.id;
  return null;
end
$$;
--> statement-breakpoint
create trigger account_product_changed after update of product_id on account
for each row when (old.product_id <> new.product_id) execute function account_product_changed();
--> statement-breakpoint
create function product_category_changed() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
  update party_account pa set product_category = new.category
  from account a join account_party ap on ap.customer_id = a.customer_id and ap.account_id = a.id
  where a.product_id = new.id and pa.customer_id = ap.party_id and pa.id = ap.id;
  return null;
end
$$;
--> statement-breakpoint
create trigger product_category_changed after update of category on product
for each row when (old.category <> new.category) execute function product_category_changed();
