-- A report that a member of staff saves for himself. The serving login writes it by this call alone: in the name of the
-- viewer whom the transaction has set, for roles that he holds today, and never as more than PENDING. Answers its version;
-- nothing for who may not, or for a client that is not entered.
create function save_report(for_client text, report json) returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  author text;
  asked constant text[] := array(select json_array_elements_text(report->'roles'));
  newest registered_document;
begin
  select e.staff_number into author from employee e where e.id = viewer_employee() and e.status = 'ACTIVE';
  if author is null or asked = '{}' or exists (
    select from unnest(asked) as one(role) where not exists (
      select from role_grant g where g.employee_id = viewer_employee() and g.role = one.role
        and g.valid_from <= viewer_today() and (g.valid_to is null or g.valid_to > viewer_today())))
  then
    return null;
  end if;
  perform from client c where c.client_id = for_client for update;
  if not found then
    return null;
  end if;
  select d.* into newest from registered_document d
  where d.client_id = for_client and d.name = report->>'name' order by d.version desc limit 1;
  if newest.registered_by <> author or newest.owner <> author then
    raise exception 'The name is that of another person''s document.'
      using errcode = 'unique_violation', constraint = 'registered_document_name_kept';
  end if;
  if (select count(*) from registered_document d where d.registered_by = author and d.state = 'PENDING') >= 20 then
    raise exception 'Twenty reports of yours wait already.' using errcode = 'program_limit_exceeded';
  end if;
  insert into registered_document (client_id, name, version, sha256, text, operation_name, owner, purpose, roles, row_limit,
    schema_version, worst_rows, coordinates, inputs, registered_by)
  values (for_client, report->>'name', coalesce(newest.version, 0) + 1, report->>'hash', report->>'text',
    report->>'operationName', author, report->>'purpose', asked, (report->>'rowLimit')::integer,
    report->>'schemaVersion', (report->>'worstRows')::integer,
    array(select json_array_elements_text(report->'coordinates')),
    array(select json_array_elements_text(report->'inputs')), author);
  return coalesce(newest.version, 0) + 1;
end
$$;
--> statement-breakpoint
revoke execute on function save_report(text, json) from public;
--> statement-breakpoint
grant execute on function save_report(text, json) to c360_app;
