ALTER TABLE "contact_point" ADD COLUMN "key_version" smallint DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "party_identifier" ADD COLUMN "key_version" smallint DEFAULT 1 NOT NULL;--> statement-breakpoint
CREATE INDEX "contact_point_key_version_index" ON "contact_point" USING btree ("key_version") WHERE "contact_point"."value_hash" is not null;--> statement-breakpoint
CREATE INDEX "party_identifier_key_version_index" ON "party_identifier" USING btree ("key_version");--> statement-breakpoint
-- The versions of the secrets that rows still need, found by a few look-ups in an index however many rows there are. A
-- server asks before it has a viewer, so the owner looks for it.
do $$
declare
  name text;
begin
  foreach name in array array['contact_point', 'party_identifier'] loop
    execute format('create policy directory on %I for select to current_user using (session_user <> current_user)', name);
  end loop;
end
$$;
--> statement-breakpoint
create function keys_in_use() returns smallint[]
language sql stable security definer set search_path = public, pg_temp as $$
  with recursive identifiers as (
    (select key_version as version from party_identifier order by key_version limit 1)
    union all
    select (select key_version from party_identifier where key_version > version order by key_version limit 1)
    from identifiers where version is not null
  ), phones as (
    (select key_version as version from contact_point where value_hash is not null order by key_version limit 1)
    union all
    select (
      select key_version from contact_point
      where value_hash is not null and key_version > version order by key_version limit 1
    )
    from phones where version is not null
  )
  select array(
    select version from identifiers where version is not null
    union select version from phones where version is not null
    order by version
  )
$$;
--> statement-breakpoint
revoke execute on function keys_in_use() from public;
--> statement-breakpoint
grant execute on function keys_in_use() to c360_app, c360_system;
