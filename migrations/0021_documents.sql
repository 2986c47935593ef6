CREATE TABLE "client" (
	"client_id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"mode" text NOT NULL,
	"is_tool" boolean DEFAULT false NOT NULL,
	CONSTRAINT "client_mode_check" CHECK ("client"."mode" in ('OPEN', 'LOG', 'SAFELIST', 'ID_ONLY')),
	CONSTRAINT "client_client_id_check" CHECK ("client"."client_id" ~ '^[A-Za-z0-9._@-]{1,64}$')
);
--> statement-breakpoint
CREATE TABLE "document_usage" (
	"client_id" text NOT NULL,
	"name" text NOT NULL,
	"version" integer NOT NULL,
	"day" date NOT NULL,
	"uses" bigint NOT NULL,
	CONSTRAINT "document_usage_pk" PRIMARY KEY("client_id","name","version","day")
);
--> statement-breakpoint
CREATE TABLE "registered_document" (
	"client_id" text NOT NULL,
	"name" text NOT NULL,
	"version" integer NOT NULL,
	"sha256" text NOT NULL,
	"text" text NOT NULL,
	"operation_name" text NOT NULL,
	"owner" text NOT NULL,
	"purpose" text NOT NULL,
	"roles" text[] NOT NULL,
	"row_limit" integer,
	"state" text DEFAULT 'PENDING' NOT NULL,
	"schema_version" text NOT NULL,
	"worst_rows" integer NOT NULL,
	"coordinates" text[] NOT NULL,
	"inputs" text[] NOT NULL,
	"registered_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"registered_by" text NOT NULL,
	"activated_at" timestamp (3) with time zone,
	"activated_by" text,
	"retired_at" timestamp (3) with time zone,
	"retired_by" text,
	CONSTRAINT "registered_document_pk" PRIMARY KEY("client_id","name","version"),
	CONSTRAINT "registered_document_state_check" CHECK ("registered_document"."state" in ('PENDING', 'ACTIVE', 'RETIRED')),
	CONSTRAINT "registered_document_roles_check" CHECK ("registered_document"."roles" <@ array['HEAD_OFFICE', 'BRANCH_MANAGER', 'RELATIONSHIP_MANAGER', 'TELLER', 'SERVICE_AGENT', 'MARKETING', 'COMPLAINT_HANDLER', 'COMPLIANCE_OFFICER', 'AUDITOR', 'REPORTING']::text[]),
	CONSTRAINT "registered_document_name_check" CHECK ("registered_document"."name" ~ '^[A-Za-z][A-Za-z0-9_-]{0,99}$'),
	CONSTRAINT "registered_document_version_check" CHECK ("registered_document"."version" > 0),
	CONSTRAINT "registered_document_row_limit_check" CHECK ("registered_document"."row_limit" > 0),
	CONSTRAINT "registered_document_sha256_check" CHECK ("registered_document"."sha256" = encode(sha256(convert_to("registered_document"."text", 'UTF8')), 'hex')),
	CONSTRAINT "registered_document_second_person_check" CHECK ("registered_document"."activated_by" <> "registered_document"."registered_by"),
	CONSTRAINT "registered_document_history_check" CHECK (("registered_document"."activated_at" is null) = ("registered_document"."activated_by" is null)
      and ("registered_document"."retired_at" is null) = ("registered_document"."retired_by" is null)
      and case "registered_document"."state" when 'PENDING' then "registered_document"."activated_at" is null and "registered_document"."retired_at" is null
        when 'ACTIVE' then "registered_document"."activated_at" is not null and "registered_document"."retired_at" is null
        else "registered_document"."retired_at" is not null end)
);
--> statement-breakpoint
ALTER TABLE "document_usage" ADD CONSTRAINT "document_usage_document_fk" FOREIGN KEY ("client_id","name","version") REFERENCES "public"."registered_document"("client_id","name","version") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "registered_document" ADD CONSTRAINT "registered_document_client_id_client_client_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."client"("client_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "registered_document_text_unique" ON "registered_document" USING btree ("client_id","sha256") WHERE state <> 'RETIRED';--> statement-breakpoint
CREATE INDEX "registered_document_state_index" ON "registered_document" USING btree ("state");
--> statement-breakpoint
-- What follows is written by hand. The registry is written by the system login, which takes nothing away; the serving
-- login reads it.
revoke delete, truncate on client, registered_document, document_usage from c360_system;
--> statement-breakpoint
-- A document never changes: it is activated and retired, and another text is another version.
create function keep_registered_document() returns trigger language plpgsql as $$
begin
  if (to_jsonb(new) - '{state,activated_at,activated_by,retired_at,retired_by}'::text[])
    <> (to_jsonb(old) - '{state,activated_at,activated_by,retired_at,retired_by}'::text[])
    or (old.state, new.state) not in (('PENDING', 'ACTIVE'), ('PENDING', 'RETIRED'), ('ACTIVE', 'RETIRED'))
  then
    raise exception 'The document %@% of % never changes: it is activated and retired.', old.name, old.version,
      old.client_id using errcode = 'restrict_violation';
  end if;
  return new;
end
$$;
--> statement-breakpoint
create trigger registered_document_stays before update on registered_document
  for each row execute function keep_registered_document();
--> statement-breakpoint
-- Every process keeps the registry in memory, and hears of changes here.
create function tell_of_documents() returns trigger language plpgsql as $$
begin
  notify c360_documents;
  return null;
end
$$;
--> statement-breakpoint
create trigger registered_document_told after insert or update on registered_document
  for each statement execute function tell_of_documents();
--> statement-breakpoint
create trigger client_told after insert or update on client for each statement execute function tell_of_documents();
--> statement-breakpoint
-- Adds what a process has counted of late: a JSON list of client, name, version, day and uses.
create function count_document_uses(counted text) returns void
language sql security definer set search_path = public, pg_temp as $$
  insert into document_usage as u (client_id, name, version, day, uses)
  select client, name, version, day, uses
  from json_to_recordset(counted::json) as one(client text, name text, version integer, day date, uses bigint)
  where uses > 0
  on conflict (client_id, name, version, day) do update set uses = u.uses + excluded.uses
$$;
--> statement-breakpoint
revoke execute on function count_document_uses(text) from public;
--> statement-breakpoint
grant execute on function count_document_uses(text) to c360_app;
