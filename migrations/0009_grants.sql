-- Serving reads, system work reads and writes; both own nothing. Later tables of the same owner follow.
grant usage on schema public to c360_app, c360_system;
--> statement-breakpoint
grant select on all tables in schema public to c360_app;
--> statement-breakpoint
grant select, insert, update, delete, truncate on all tables in schema public to c360_system;
--> statement-breakpoint
grant usage, select, update on all sequences in schema public to c360_system;
--> statement-breakpoint
grant execute on function id_key() to c360_app, c360_system;
--> statement-breakpoint
alter default privileges in schema public grant select on tables to c360_app;
--> statement-breakpoint
alter default privileges in schema public grant select, insert, update, delete, truncate on tables to c360_system;
--> statement-breakpoint
alter default privileges in schema public grant usage, select, update on sequences to c360_system;
--> statement-breakpoint
-- The server compares the applied migrations with its own before it serves.
do $$
begin
  if to_regclass('drizzle.__drizzle_migrations') is not null then
    grant usage on schema drizzle to c360_app, c360_system;
    grant select on drizzle.__drizzle_migrations to c360_app, c360_system;
  end if;
end
$$;
