CREATE TABLE "lookup_tally" (
	"principal" text NOT NULL,
	"scheme" text NOT NULL,
	"day" date NOT NULL,
	"found" integer DEFAULT 0 NOT NULL,
	"missed" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "lookup_tally_pk" PRIMARY KEY("principal","scheme","day")
);
--> statement-breakpoint
-- Counts an attempt as a miss, or makes of a counted miss a find. The serving login counts by this alone.
create function count_lookup(reader text, kind_of_number text, on_day date, was_found boolean)
returns table (found integer, missed integer)
language sql security definer set search_path = public, pg_temp as $$
  insert into lookup_tally as t (principal, scheme, day, missed) values (reader, kind_of_number, on_day, 1)
  on conflict (principal, scheme, day) do update set
    found = t.found + was_found::integer,
    missed = t.missed + case when was_found then -1 else 1 end
  returning t.found, t.missed
$$;
