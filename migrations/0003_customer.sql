-- A customer's place, names, number and search tokens keep themselves.
create index search_token_find_index on search_token (token, sort_name, customer_id) include (scope_key);
--> statement-breakpoint
create function customer_fill() returns trigger
language plpgsql set search_path = public, pg_temp as $$
declare
  home_lft integer;
  its party;
begin
  select lft into home_lft from org_unit where id = new.org_unit_id for key share;
  if home_lft is null then
    raise exception 'Customer %: its org unit % does not exist', new.customer_number, new.org_unit_id
      using errcode = 'foreign_key_violation';
  end if;
  select * into its from party where party_id = new.customer_id for share;
  if its.party_id is null then
    raise exception 'Customer %: its party % does not exist', new.customer_number, new.customer_id
      using errcode = 'foreign_key_violation';
  end if;
  if (its.kind = 'INDIVIDUAL') <> (new.kind = 'INDIVIDUAL') then
    raise exception 'Customer %: the party of a customer of kind % cannot be of kind %',
      new.customer_number, new.kind, its.kind using errcode = 'check_violation';
  end if;
  new.scope_key := scope_key_of(new.kind, home_lft);
  new.display_name := its.display_name;
  new.sort_name := its.sort_name;
  return new;
end
$$;
--> statement-breakpoint
create trigger customer_fill before insert or update of org_unit_id, kind on customer
for each row execute function customer_fill();
--> statement-breakpoint
-- Joins are kept to index look-ups by key, because a plan may have been made while the tables were still empty; in
-- the order of the index, rows of a large batch meet the same pages.
create function write_search_tokens(customers bigint[]) returns void
language sql set search_path = public, pg_temp set enable_seqscan = off set enable_hashjoin = off as $$
  insert into search_token (customer_id, token, sort_name, scope_key)
  select c.customer_id, face.token, c.sort_name, c.scope_key
  from customer c cross join lateral (
    select distinct token from name_token(c.display_name) as token
    union all
    select '=' || c.customer_number
    union all
    select distinct '+' || encode(value_hash, 'hex') from contact_point
    where customer_id = c.customer_id and value_hash is not null
    union all
    select distinct '#' || encode(value_hash, 'hex') from party_identifier where customer_id = c.customer_id
  ) as face
  where c.customer_id = any (customers)
  order by face.token, c.sort_name
$$;
--> statement-breakpoint
create function rewrite_search_tokens(customers bigint[]) returns void
language sql set search_path = public, pg_temp as $$
  delete from search_token where customer_id = any (customers);
  select write_search_tokens(customers);
$$;
--> statement-breakpoint
-- A party that becomes a customer brings what was already known of it into the customer's scope.
create function customer_inserted() returns trigger
language plpgsql set search_path = public, pg_temp set enable_seqscan = off as $$
declare
  added constant bigint[] := array(select customer_id from new_rows);
begin
  insert into customer_number (customer_number, customer_id) select customer_number, customer_id from new_rows;
  perform write_search_tokens(added);
  update individual r set scope_key = (select scope_key from customer c where c.customer_id = r.customer_id)
  where customer_id = any (added);
  update organisation r set scope_key = (select scope_key from customer c where c.customer_id = r.customer_id)
  where customer_id = any (added);
  update party_identifier r set scope_key = (select scope_key from customer c where c.customer_id = r.customer_id)
  where customer_id = any (added);
  update contact_point r set scope_key = (select scope_key from customer c where c.customer_id = r.customer_id)
  where customer_id = any (added);
  update party_relationship r set scope_key = (select scope_key from customer c where c.customer_id = r.customer_id)
  where customer_id = any (added);
  update party_account r set scope_key = (select scope_key from customer c where c.customer_id = r.customer_id)
  where customer_id = any (added);
  if exists (select from party_account where customer_id = any (added)) then
    perform write_account_reach(array_agg(account_customer_id), array_agg(id))
    from party_account where customer_id = any (added);
  end if;
  return null;
end
$$;
--> statement-breakpoint
create trigger customer_inserted after insert on customer
referencing new table as new_rows for each statement execute function customer_inserted();
--> statement-breakpoint
-- Old and new rows are always matched by a full join: it is never a nested loop, however many rows a statement has.
create function customer_updated() returns trigger
language plpgsql set search_path = public, pg_temp as $$
declare
  renumbered text[];
  renamed bigint[];
  moved bigint[];
begin
  select array_agg(o.customer_number) filter (where o.customer_number is distinct from n.customer_number),
    array_agg(customer_id) filter (
      where (o.display_name, o.customer_number) is distinct from (n.display_name, n.customer_number)
    ),
    array_agg(customer_id) filter (where o.scope_key is distinct from n.scope_key)
  into renumbered, renamed, moved
  from old_rows o full join new_rows n using (customer_id);
  if renumbered is not null then
    delete from customer_number where customer_number = any (renumbered);
    insert into customer_number (customer_number, customer_id)
    select customer_number, customer_id from customer c where customer_id = any (renamed) and not exists (
      select from customer_number r where r.customer_number = c.customer_number and r.customer_id = c.customer_id
    );
  end if;
  if renamed is not null then
    perform rewrite_search_tokens(renamed);
  end if;
  if moved is not null then
    update search_token t set scope_key = c.scope_key
    from customer c where t.customer_id = any (moved) and c.customer_id = t.customer_id;
    update account_reach r set scope_key = c.scope_key
    from customer c where r.owner_id = any (moved) and c.customer_id = r.owner_id;
  end if;
  return null;
end
$$;
--> statement-breakpoint
create trigger customer_updated after update on customer
referencing old table as old_rows new table as new_rows for each statement execute function customer_updated();
--> statement-breakpoint
create function customer_deleted() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
  delete from customer_number where customer_number in (select customer_number from old_rows);
  delete from search_token where customer_id in (select customer_id from old_rows);
  return null;
end
$$;
--> statement-breakpoint
create trigger customer_deleted after delete on customer
referencing old table as old_rows for each statement execute function customer_deleted();
