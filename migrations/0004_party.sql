-- A party's name reaches every copy and stub of it; phones and identifiers make their owner findable.
create function party_updated() returns trigger
language plpgsql set search_path = public, pg_temp as $$
declare
  renamed bigint[];
  changed_kind boolean;
begin
  select array_agg(party_id) filter (where o.display_name is distinct from n.display_name),
    bool_or(o.kind is distinct from n.kind)
  into renamed, changed_kind
  from old_rows o full join new_rows n using (party_id);
  if changed_kind then
    raise exception 'The key and the kind of a party cannot change' using errcode = 'check_violation';
  end if;
  if renamed is null then
    return null;
  end if;
  update customer c set display_name = p.display_name, sort_name = p.sort_name, version = version + 1, updated_at = now()
  from party p where c.customer_id = any (renamed) and p.party_id = c.customer_id;
  update party_relationship theirs set other_name_masked = mask_name(p.display_name)
  from party_relationship own join party p on p.party_id = own.customer_id
  where own.customer_id = any (renamed) and theirs.customer_id = own.other_party_id and theirs.id = own.id;
  update account_party theirs set party_name_masked = mask_name(p.display_name)
  from party_account own join party p on p.party_id = own.customer_id
  where own.customer_id = any (renamed) and theirs.customer_id = own.account_customer_id and theirs.id = own.id;
  update guarantee set guarantor_name_masked = mask_name(p.display_name)
  from party p where guarantor_party_id = any (renamed) and p.party_id = guarantor_party_id;
  return null;
end
$$;
--> statement-breakpoint
create trigger party_updated after update on party
referencing old table as old_rows new table as new_rows for each statement execute function party_updated();
--> statement-breakpoint
-- One function for both tables that carry hashes; its argument is the mark of the token's face.
create function exact_face_inserted() returns trigger
language plpgsql set search_path = public, pg_temp set enable_seqscan = off set enable_hashjoin = off
  set enable_mergejoin = off as $$
begin
  insert into search_token (customer_id, token, sort_name, scope_key)
  select distinct n.customer_id, tg_argv[0] || encode(n.value_hash, 'hex'), c.sort_name, c.scope_key
  from new_rows n join customer c using (customer_id) where n.value_hash is not null
  on conflict do nothing;
  return null;
end
$$;
--> statement-breakpoint
create trigger contact_point_inserted after insert on contact_point
referencing new table as new_rows for each statement execute function exact_face_inserted('+');
--> statement-breakpoint
create trigger party_identifier_inserted after insert on party_identifier
referencing new table as new_rows for each statement execute function exact_face_inserted('#');
--> statement-breakpoint
create function exact_face_updated() returns trigger
language plpgsql set search_path = public, pg_temp as $$
declare
  changed bigint[];
begin
  select array_agg(distinct customer_id) into changed
  from old_rows o full join new_rows n using (customer_id, id) where o.value_hash is distinct from n.value_hash;
  if changed is not null then
    perform rewrite_search_tokens(changed);
  end if;
  return null;
end
$$;
--> statement-breakpoint
create trigger contact_point_updated after update on contact_point
referencing old table as old_rows new table as new_rows for each statement execute function exact_face_updated();
--> statement-breakpoint
create trigger party_identifier_updated after update on party_identifier
referencing old table as old_rows new table as new_rows for each statement execute function exact_face_updated();
--> statement-breakpoint
create function exact_face_deleted() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
  perform rewrite_search_tokens(array(select distinct customer_id from old_rows));
  return null;
end
$$;
--> statement-breakpoint
create trigger contact_point_deleted after delete on contact_point
referencing old table as old_rows for each statement execute function exact_face_deleted();
--> statement-breakpoint
create trigger party_identifier_deleted after delete on party_identifier
referencing old table as old_rows for each statement execute function exact_face_deleted();
