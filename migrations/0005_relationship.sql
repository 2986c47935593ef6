-- A relationship is written once, from its first party; the other side is its mirror under the same id.
insert into relationship_type (type, from_label, to_label) values
  ('SPOUSE', 'SPOUSE', 'SPOUSE'),
  ('PARENT', 'PARENT', 'CHILD'),
  ('CHILD', 'CHILD', 'PARENT'),
  ('SIBLING', 'SIBLING', 'SIBLING'),
  ('GUARDIAN', 'GUARDIAN', 'WARD'),
  ('POWER_OF_ATTORNEY', 'ATTORNEY', 'PRINCIPAL'),
  ('LEGAL_REPRESENTATIVE', 'LEGAL_REPRESENTATIVE', 'REPRESENTED_COMPANY'),
  ('DIRECTOR', 'DIRECTOR', 'DIRECTED_COMPANY'),
  ('BOARD_CHAIR', 'BOARD_CHAIR', 'CHAIRED_COMPANY'),
  ('SENIOR_MANAGER', 'SENIOR_MANAGER', 'MANAGED_COMPANY'),
  ('SIGNATORY', 'SIGNATORY', 'SIGNED_FOR'),
  ('CONTACT', 'CONTACT', 'CONTACT_OF'),
  ('EMPLOYEE', 'EMPLOYEE', 'EMPLOYER'),
  ('SHAREHOLDING', 'SHAREHOLDER', 'INVESTEE'),
  ('VOTING_RIGHTS', 'VOTING_RIGHTS_HOLDER', 'INVESTEE'),
  ('PROFIT_RIGHTS', 'PROFIT_RIGHTS_HOLDER', 'INVESTEE'),
  ('APPOINTS_BOARD', 'BOARD_APPOINTER', 'BOARD_APPOINTED'),
  ('CONTRACT_CONTROL', 'CONTRACT_CONTROLLER', 'CONTROLLED_BY_CONTRACT'),
  ('SETTLOR', 'SETTLOR', 'TRUST'),
  ('TRUSTEE', 'TRUSTEE', 'TRUST'),
  ('PROTECTOR', 'PROTECTOR', 'TRUST'),
  ('BENEFICIARY', 'BENEFICIARY', 'TRUST'),
  ('NOMINEE', 'NOMINEE', 'NOMINATOR'),
  ('GUARANTEES', 'GUARANTOR', 'GUARANTEED'),
  ('SUPPLIES', 'SUPPLIER', 'BUYER'),
  ('SAME_ADDRESS', 'SAME_ADDRESS', 'SAME_ADDRESS'),
  ('SAME_PHONE', 'SAME_PHONE', 'SAME_PHONE');
--> statement-breakpoint
create function party_relationship_fill() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
  if new.other_kind is null then
    select kind, mask_name(display_name) into new.other_kind, new.other_name_masked
    from party where party_id = new.other_party_id;
    if new.other_kind is null then
      raise exception 'Relationship %: its other party % does not exist', new.type, new.other_party_id
        using errcode = 'foreign_key_violation';
    end if;
  end if;
  if new.label is null or new.inverse_label is null then
    select coalesce(new.label, to_label), coalesce(new.inverse_label, from_label) into new.label, new.inverse_label
    from relationship_type where type = new.type;
  end if;
  if new.scope_key is null then
    select scope_key into new.scope_key from customer where customer_id = new.customer_id;
  end if;
  return new;
end
$$;
--> statement-breakpoint
create trigger party_relationship_fill before insert on party_relationship
for each row when (
  new.other_kind is null or new.label is null or new.inverse_label is null or new.scope_key is null
) execute function party_relationship_fill();
--> statement-breakpoint
create function party_relationship_inserted() returns trigger
language plpgsql set search_path = public, pg_temp set enable_seqscan = off set enable_hashjoin = off
  set enable_mergejoin = off as $$
begin
  if pg_trigger_depth() = 1 and exists (select from new_rows where not outgoing) then
    raise exception 'A relationship is written from its first party (outgoing); the other side writes itself'
      using errcode = 'check_violation';
  end if;
  if not exists (select from new_rows where outgoing) then
    return null;
  end if;
  insert into party_relationship (customer_id, id, scope_key, other_party_id, other_kind, other_name_masked, type,
    outgoing, label, inverse_label, directness, share_pct, share_min, share_max, evidence, valid_from, valid_to,
    recorded_at)
  select n.other_party_id, n.id, c.scope_key, n.customer_id, p.kind, mask_name(p.display_name), n.type,
    false, n.inverse_label, n.label, n.directness, n.share_pct, n.share_min, n.share_max, n.evidence, n.valid_from,
    n.valid_to, n.recorded_at
  from new_rows n
  join party p on p.party_id = n.customer_id
  left join customer c on c.customer_id = n.other_party_id
  where n.outgoing;
  return null;
end
$$;
--> statement-breakpoint
create trigger party_relationship_inserted after insert on party_relationship
referencing new table as new_rows for each statement execute function party_relationship_inserted();
--> statement-breakpoint
-- Makes the other sides of the given rows equal to them.
create function mirror_relationships(owners bigint[], relationships bigint[]) returns void
language sql set search_path = public, pg_temp as $$
  update party_relationship m set label = r.inverse_label, inverse_label = r.label, directness = r.directness,
    share_pct = r.share_pct, share_min = r.share_min, share_max = r.share_max, evidence = r.evidence,
    valid_from = r.valid_from, valid_to = r.valid_to, recorded_at = r.recorded_at
  from unnest(owners, relationships) as k (customer_id, id)
  join party_relationship r using (customer_id, id)
  where m.customer_id = r.other_party_id and m.id = r.id
    and (m.label, m.inverse_label, m.directness, m.share_pct, m.share_min, m.share_max, m.evidence, m.valid_from,
      m.valid_to, m.recorded_at) is distinct from (r.inverse_label, r.label, r.directness, r.share_pct, r.share_min,
      r.share_max, r.evidence, r.valid_from, r.valid_to, r.recorded_at)
$$;
--> statement-breakpoint
-- Whichever side is changed, the other follows; where a statement changes both, the first party's side decides.
create function party_relationship_updated() returns trigger
language plpgsql set search_path = public, pg_temp as $$
declare
  side record;
begin
  for side in
    select n.outgoing, array_agg(customer_id) as owners, array_agg(id) as relationships,
      bool_or((o.other_party_id, o.type, o.outgoing) is distinct from (n.other_party_id, n.type, n.outgoing)) as other
    from old_rows o full join new_rows n using (customer_id, id)
    where (o.other_party_id, o.type, o.outgoing, o.label, o.inverse_label, o.directness, o.share_pct, o.share_min,
        o.share_max, o.evidence, o.valid_from, o.valid_to, o.recorded_at)
      is distinct from (n.other_party_id, n.type, n.outgoing, n.label, n.inverse_label, n.directness, n.share_pct,
        n.share_min, n.share_max, n.evidence, n.valid_from, n.valid_to, n.recorded_at)
    group by n.outgoing order by n.outgoing desc nulls first
  loop
    if side.other then
      raise exception 'The parties and the type of a relationship cannot change; end it and write another'
        using errcode = 'check_violation';
    end if;
    perform mirror_relationships(side.owners, side.relationships);
  end loop;
  return null;
end
$$;
--> statement-breakpoint
create trigger party_relationship_updated after update on party_relationship
referencing old table as old_rows new table as new_rows
for each statement execute function party_relationship_updated();
--> statement-breakpoint
create function party_relationship_deleted() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
  if exists (select from old_rows) then
    delete from party_relationship m using old_rows o where m.customer_id = o.other_party_id and m.id = o.id;
  end if;
  return null;
end
$$;
--> statement-breakpoint
create trigger party_relationship_deleted after delete on party_relationship
referencing old table as old_rows for each statement execute function party_relationship_deleted();
