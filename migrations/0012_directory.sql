-- What the directory asks of customers' rows before there is a viewer: whose complaints a handler has, with whom an
-- employee is in contact. They run with the rights of their owner and tell keys only.
create function complaint_cases(handler bigint, today date, time_zone text) returns table (customer_id bigint)
language sql stable security definer set search_path = public, pg_temp as $$
  select distinct c.customer_id
  from role_grant g
  join complaint c on c.handling_unit_id = g.org_unit_id
  where g.employee_id = handler and g.role = 'COMPLAINT_HANDLER'
    and g.valid_from <= today and (g.valid_to is null or g.valid_to > today)
    and (c.closed_at is null or c.closed_at >= (today - 90)::timestamp at time zone time_zone)
    and (g.kinds is null or (case c.scope_key / 268435456
      when 1 then 'INDIVIDUAL' when 2 then 'CORPORATE' when 3 then 'INSTITUTION' end) = any (g.kinds))
$$;
--> statement-breakpoint
create function contacts_of_day(contact bigint, today date, time_zone text) returns table (customer_id bigint)
language sql stable security definer set search_path = public, pg_temp as $$
  select distinct i.customer_id
  from interaction i
  where i.employee_id = contact
    and i.at >= today::timestamp at time zone time_zone
    and exists (
      select from role_grant g where g.employee_id = contact and g.role = 'SERVICE_AGENT'
        and g.valid_from <= today and (g.valid_to is null or g.valid_to > today)
    )
$$;
