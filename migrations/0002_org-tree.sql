-- The branch tree deals its intervals by itself, in slots whose width follows from the level.
create function org_unit_width(level text) returns integer
language sql immutable parallel safe
return case level when 'HEAD_OFFICE' then 268435456 when 'REGION' then 4194304 when 'BRANCH' then 16384
  when 'SUB_BRANCH' then 256 end;
--> statement-breakpoint
-- The parent's first slot is its own; then the slot behind the last child, and when that is over, the first gap.
create function org_unit_free_slot(parent org_unit, child bigint, width integer) returns integer
language plpgsql stable set search_path = public, pg_temp as $$
declare
  place integer;
begin
  select parent.lft + greatest(1, (coalesce(max(rgt), parent.lft) - parent.lft + width - 1) / width) * width into place
  from org_unit where parent_id = parent.id and id <> child;
  if place + width <= parent.rgt then
    return place;
  end if;
  select min(gap.place) into place
  from (
    select parent.lft + width as place
    union all
    select parent.lft + ((sibling.rgt - parent.lft + width - 1) / width) * width
    from org_unit sibling where sibling.parent_id = parent.id and sibling.id <> child
  ) as gap
  where gap.place + width <= parent.rgt and not exists (
    select from org_unit sibling where sibling.parent_id = parent.id and sibling.id <> child
      and sibling.lft < gap.place + width and sibling.rgt > gap.place
  );
  return place;
end
$$;
--> statement-breakpoint
create function org_unit_deal() returns trigger
language plpgsql set search_path = public, pg_temp as $$
declare
  width constant integer := org_unit_width(new.level);
  parent org_unit;
begin
  if (new.parent_id is null) <> (new.level = 'HEAD_OFFICE') then
    raise exception 'Org unit %: the head office, and only it, has no parent', new.code using errcode = 'check_violation';
  end if;
  if new.parent_id is null then
    if exists (select from org_unit where parent_id is null and id <> new.id) then
      raise exception 'Org unit %: the bank has a head office already', new.code using errcode = 'unique_violation';
    end if;
    new.lft := 0;
    new.rgt := width;
    return new;
  end if;
  select * into parent from org_unit where id = new.parent_id for no key update;
  if parent.id is null then
    raise exception 'Org unit %: its parent % does not exist', new.code, new.parent_id
      using errcode = 'foreign_key_violation';
  end if;
  if tg_op = 'UPDATE' and parent.lft >= old.lft and parent.lft < old.rgt then
    raise exception 'Org unit % cannot lie below itself', new.code using errcode = 'check_violation';
  end if;
  if width >= org_unit_width(parent.level) then
    raise exception 'Org unit %: a % cannot lie below a %', new.code, new.level, parent.level
      using errcode = 'check_violation';
  end if;
  if tg_op = 'UPDATE' and new.level <> old.level and exists (select from org_unit where parent_id = new.id) then
    raise exception 'Org unit %: move its sub-units before its level changes', new.code using errcode = 'check_violation';
  end if;
  new.lft := org_unit_free_slot(parent, new.id, width);
  if new.lft is null then
    raise exception 'Org unit %: its parent % has no room for another %', new.code, parent.code, new.level
      using errcode = 'program_limit_exceeded';
  end if;
  new.rgt := new.lft + width;
  return new;
end
$$;
--> statement-breakpoint
create trigger org_unit_deal before insert on org_unit
for each row execute function org_unit_deal();
--> statement-breakpoint
create trigger org_unit_redeal before update of parent_id, level on org_unit
for each row when (old.parent_id is distinct from new.parent_id or old.level <> new.level)
execute function org_unit_deal();
--> statement-breakpoint
-- A moved unit takes its subtree along at equal distances, and every unit takes its customers.
create function org_unit_moved() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
  if old.parent_id is distinct from new.parent_id then
    update org_unit set lft = lft + (new.lft - old.lft), rgt = rgt + (new.lft - old.lft)
    where lft > old.lft and lft < old.rgt and id <> new.id;
  end if;
  update customer set scope_key = scope_key_of(kind, new.lft) where org_unit_id = new.id;
  return null;
end
$$;
--> statement-breakpoint
create trigger org_unit_moved after update on org_unit
for each row when (old.lft <> new.lft) execute function org_unit_moved();
