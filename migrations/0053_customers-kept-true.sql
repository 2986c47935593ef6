-- What the serving login may not write itself, functions of the owner write for it: each asks whether the viewer reaches
-- what he names. A session of the owner itself reads and writes nothing by this.
do $$
declare
  name text;
begin
  foreach name in array array['contact_point', 'customer', 'customer_number', 'hidden_relation_change', 'party',
    'party_group_member', 'party_identifier', 'party_relationship', 'party_relationship_history',
    'portfolio_assignment', 'related_party_change', 'search_token'] loop
    execute format('create policy kept on %I to current_user using (session_user <> current_user)
      with check (session_user <> current_user)', name);
  end loop;
end
$$;
--> statement-breakpoint
-- Whether a customer is in the viewer's reach by his place or by name, as the policies say it.
create function viewer_reaches(customer bigint, key integer) returns boolean language sql stable parallel safe
return coalesce(width_bucket(key, viewer_bounds()) % 2 = 1, false)
  or coalesce(customer > 0 and customer < 1000000000000000000
    and not txid_visible_in_snapshot(customer, viewer_customers()), false);
--> statement-breakpoint
create function viewer_keeps(kept bigint) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from customer c where c.customer_id = kept and viewer_reaches(c.customer_id, c.scope_key))
$$;
--> statement-breakpoint
revoke execute on function viewer_keeps(bigint) from public;
--> statement-breakpoint
-- Opens a prospect at a unit: within the viewer's reach for whoever he names, at a unit where he is relationship manager
-- for himself. Null where he may do neither. Whom he opens for himself he reaches in this transaction already.
create function open_prospect(its_kind text, name text, land text, unit bigint, manager bigint) returns bigint
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  own constant bigint := viewer_employee();
  today constant date := viewer_today();
  place constant integer := (select scope_key_of(its_kind, lft) from org_unit where id = unit);
  keeper bigint := manager;
  number text;
  opened bigint;
begin
  if not coalesce(width_bucket(place, viewer_bounds()) % 2 = 1, false) then
    if manager <> own or not exists (
      select from role_grant g join org_unit led on led.id = g.org_unit_id join org_unit home on home.id = unit
      where g.employee_id = own and g.role = 'RELATIONSHIP_MANAGER' and home.lft >= led.lft and home.lft < led.rgt
        and g.valid_from <= today and (g.valid_to is null or g.valid_to > today)
        and (g.kinds is null or its_kind = any (g.kinds))
    ) then
      return null;
    end if;
    keeper := own;
  end if;
  insert into party (kind, display_name, country)
  values (case its_kind when 'INDIVIDUAL' then its_kind else 'ORGANISATION' end, name, land)
  returning party_id into opened;
  loop
    -- Drawn, so that it tells nobody how many others there are.
    number := 'P' || lpad((abs(('x' || left(md5(gen_random_uuid()::text), 15))::bit(60)::bigint) % 1000000000)::text, 9, '0');
    exit when not exists (select from customer_number n where n.customer_number = number);
  end loop;
  -- His first version is there once what is known of him has been written.
  insert into customer (customer_id, customer_number, kind, status, lifecycle, org_unit_id, version)
  values (opened, number, its_kind, 'PROSPECT', 'AWARE', unit, 0);
  if keeper is not null then
    insert into portfolio_assignment (customer_id, employee_id, role, valid_from)
    values (opened, keeper, 'PRIMARY_RM', today);
  end if;
  if keeper = own then
    perform set_config('app.customers', '1:1000000000000000000:' || (
      select string_agg(named::text, ',' order by named)
      from (select txid_snapshot_xip(viewer_customers()) as named union select opened) as reached), true);
  end if;
  return opened;
end
$$;
--> statement-breakpoint
revoke execute on function open_prospect(text, text, text, bigint, bigint) from public;
--> statement-breakpoint
grant execute on function open_prospect(text, text, text, bigint, bigint) to c360_app;
--> statement-breakpoint
call open_to_changes('contact_point', 'customer_id, kind, purpose, value, value_hash, key_version, region, city, postal_code,
  country, preferred, consent, verified_on', 'purpose, preferred, consent, verified_on');
--> statement-breakpoint
call open_to_changes('party_identifier', 'customer_id, scheme, issuing_country, expires_on, value_masked, value_hash,
  value_sealed, key_version', null);
--> statement-breakpoint
-- A phone or a number that is added makes its customer findable at once.
call open_to_changes('search_token', 'customer_id, token, sort_name, scope_key', null);
--> statement-breakpoint
-- Takes a way to reach a customer, or a number of his, off the record.
create function take_off_record(kept regclass, owner bigint, row_id bigint) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  taken boolean := false;
begin
  if not viewer_keeps(owner) then
    return false;
  end if;
  case kept
    when 'contact_point'::regclass then
      delete from contact_point where customer_id = owner and id = row_id returning true into taken;
    when 'party_identifier'::regclass then
      delete from party_identifier where customer_id = owner and id = row_id and scheme <> 'CUSTOMER_NUMBER' returning true into taken;
  end case;
  return coalesce(taken, false);
end
$$;
--> statement-breakpoint
revoke execute on function take_off_record(regclass, bigint, bigint) from public;
--> statement-breakpoint
grant execute on function take_off_record(regclass, bigint, bigint) to c360_app;
--> statement-breakpoint
-- Relates a customer to another party: one who is known, or, without a key, one who is new to the bank.
create function relate_party(own bigint, other bigint, party_kind text, party_name text, land text, relation text,
  is_outgoing boolean, pct numeric, from_pct numeric, to_pct numeric, proof text, first date, behind date) returns bigint
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  its bigint := other;
  related bigint;
begin
  if not viewer_keeps(own) or other is not null and not viewer_keeps(other) then
    return null;
  end if;
  if its is null then
    insert into party (kind, display_name, country) values (party_kind, party_name, land) returning party_id into its;
  end if;
  insert into party_relationship (customer_id, other_party_id, type, share_pct, share_min, share_max, evidence, valid_from, valid_to)
  values (case when is_outgoing then own else its end, case when is_outgoing then its else own end, relation, pct,
    from_pct, to_pct, proof, first, behind)
  returning id into related;
  return related;
end
$$;
--> statement-breakpoint
revoke execute on function relate_party(bigint, bigint, text, text, text, text, boolean, numeric, numeric, numeric, text,
  date, date) from public;
--> statement-breakpoint
grant execute on function relate_party(bigint, bigint, text, text, text, text, boolean, numeric, numeric, numeric, text,
  date, date) to c360_app;
--> statement-breakpoint
create function end_relationship(own bigint, related bigint, day date) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  ended boolean := false;
begin
  if viewer_keeps(own) then
    -- Both sides are held in one order, so that two who end the same do not wait for each other.
    perform from party_relationship where id = related and customer_id in (
      select unnest(array[customer_id, other_party_id]) from party_relationship where customer_id = own and id = related
    ) order by customer_id for update;
    update party_relationship set valid_to = day where customer_id = own and id = related returning true into ended;
  end if;
  return coalesce(ended, false);
end
$$;
--> statement-breakpoint
revoke execute on function end_relationship(bigint, bigint, date) from public;
--> statement-breakpoint
grant execute on function end_relationship(bigint, bigint, date) to c360_app;
--> statement-breakpoint
-- Puts a customer into a group that is kept by hand around another, who is in it himself; false where he is in it.
create function join_group(anchor bigint, member bigint, day date) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  joined bigint[];
begin
  if not viewer_keeps(anchor) or not viewer_keeps(member) then
    return false;
  end if;
  update party_group_member set valid_from = day
  where customer_id = anchor and kind = 'CUSTOM' and party_id = anchor and valid_from > day;
  with new (party) as (select anchor union select member), added as (
    insert into party_group_member (customer_id, kind, party_id, reasons, valid_from, as_of)
    select anchor, 'CUSTOM', party, '{BY_HAND}', day,
      -- Whoever was in it before has a row of those days.
      case when exists (
        select from party_group_member m where m.customer_id = anchor and m.kind = 'CUSTOM' and m.party_id = party
      ) then day else '-infinity' end
    from new
    where not exists (
      select from party_group_member m where m.customer_id = anchor and m.kind = 'CUSTOM' and m.party_id = party
        and (m.valid_to is null or m.valid_to > day)
    )
    returning party_id
  )
  select array_agg(party_id) into joined from added;
  return coalesce(member = any (joined), false);
end
$$;
--> statement-breakpoint
revoke execute on function join_group(bigint, bigint, date) from public;
--> statement-breakpoint
grant execute on function join_group(bigint, bigint, date) to c360_app;
--> statement-breakpoint
create function leave_group(anchor bigint, member bigint, day date) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  left_it boolean := false;
begin
  if viewer_keeps(anchor) and viewer_keeps(member) then
    update party_group_member set valid_to = day
    where customer_id = anchor and kind = 'CUSTOM' and party_id = member
      and valid_from < day and (valid_to is null or valid_to > day)
    returning true into left_it;
  end if;
  return coalesce(left_it, false);
end
$$;
--> statement-breakpoint
revoke execute on function leave_group(bigint, bigint, date) from public;
--> statement-breakpoint
grant execute on function leave_group(bigint, bigint, date) to c360_app;
