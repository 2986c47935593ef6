CREATE TABLE "export_tally" (
	"principal" text NOT NULL,
	"day" date NOT NULL,
	"exports" integer DEFAULT 0 NOT NULL,
	"rows" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "export_tally_pk" PRIMARY KEY("principal","day")
);

--> statement-breakpoint
-- Counts reports and their rows for a day. The serving login counts by this alone.
create function count_export(reader text, on_day date, more_exports integer, more_rows bigint)
returns table (exports integer, rows bigint)
language sql security definer set search_path = public, pg_temp as $$
  insert into export_tally as t (principal, day, exports, rows) values (reader, on_day, more_exports, more_rows)
  on conflict (principal, day) do update set exports = t.exports + more_exports, rows = t.rows + more_rows
  returning t.exports, t.rows
$$;
