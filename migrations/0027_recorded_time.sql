-- What the bank knew before: earlier versions of relations, roles and assignments, for views as of a recorded time.
CREATE TABLE "account_party_history" (
	"customer_id" bigint NOT NULL,
	"id" bigint NOT NULL,
	"scope_key" integer NOT NULL,
	"account_id" bigint NOT NULL,
	"party_id" bigint NOT NULL,
	"party_kind" text NOT NULL,
	"party_name_masked" text,
	"role" text NOT NULL,
	"share_pct" numeric(7, 4),
	"valid_from" date NOT NULL,
	"valid_to" date,
	"recorded_at" timestamp (3) with time zone NOT NULL,
	"recorded_to" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "account_party_history_pk" PRIMARY KEY("customer_id","id","recorded_at")
);
--> statement-breakpoint
CREATE TABLE "party_account_history" (
	"customer_id" bigint NOT NULL,
	"id" bigint NOT NULL,
	"scope_key" integer,
	"account_customer_id" bigint NOT NULL,
	"account_id" bigint NOT NULL,
	"role" text NOT NULL,
	"share_pct" numeric(7, 4),
	"product_category" text NOT NULL,
	"valid_from" date NOT NULL,
	"valid_to" date,
	"recorded_at" timestamp (3) with time zone NOT NULL,
	"recorded_to" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "party_account_history_pk" PRIMARY KEY("customer_id","id","recorded_at")
);
--> statement-breakpoint
CREATE TABLE "portfolio_assignment_history" (
	"customer_id" bigint NOT NULL,
	"id" bigint NOT NULL,
	"employee_id" bigint NOT NULL,
	"role" text NOT NULL,
	"valid_from" date NOT NULL,
	"valid_to" date,
	"recorded_at" timestamp (3) with time zone NOT NULL,
	"recorded_to" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "portfolio_assignment_history_pk" PRIMARY KEY("customer_id","id","recorded_at")
);
--> statement-breakpoint
CREATE TABLE "party_relationship_history" (
	"customer_id" bigint NOT NULL,
	"id" bigint NOT NULL,
	"public_id" text NOT NULL,
	"scope_key" integer,
	"other_party_id" bigint NOT NULL,
	"other_kind" text NOT NULL,
	"other_name_masked" text,
	"type" text NOT NULL,
	"outgoing" boolean NOT NULL,
	"label" text NOT NULL,
	"inverse_label" text NOT NULL,
	"directness" text NOT NULL,
	"share_pct" numeric(7, 4),
	"share_min" numeric(7, 4),
	"share_max" numeric(7, 4),
	"evidence" text,
	"valid_from" date NOT NULL,
	"valid_to" date,
	"recorded_at" timestamp (3) with time zone NOT NULL,
	"recorded_to" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "party_relationship_history_pk" PRIMARY KEY("customer_id","id","recorded_at")
);
--> statement-breakpoint
ALTER TABLE "party_account" ADD COLUMN "recorded_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "account_party_history" ADD CONSTRAINT "account_party_history_customer_fk" FOREIGN KEY ("customer_id","scope_key") REFERENCES "public"."customer"("customer_id","scope_key") ON DELETE no action ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "party_account_history" ADD CONSTRAINT "party_account_history_customer_fk" FOREIGN KEY ("customer_id","scope_key") REFERENCES "public"."customer"("customer_id","scope_key") ON DELETE no action ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "portfolio_assignment_history" ADD CONSTRAINT "portfolio_assignment_history_customer_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customer"("customer_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "party_relationship_history" ADD CONSTRAINT "party_relationship_history_customer_fk" FOREIGN KEY ("customer_id","scope_key") REFERENCES "public"."customer"("customer_id","scope_key") ON DELETE no action ON UPDATE cascade;--> statement-breakpoint
CREATE INDEX "account_party_history_account_index" ON "account_party_history" USING btree ("customer_id","account_id");--> statement-breakpoint
CREATE INDEX "portfolio_assignment_history_employee_index" ON "portfolio_assignment_history" USING btree ("employee_id","customer_id");
--> statement-breakpoint
-- What follows is written by hand.
call protect_owned('party_relationship_history');
--> statement-breakpoint
call protect_owned('party_account_history');
--> statement-breakpoint
call protect_owned('account_party_history',
  'reaches_co_owner(customer_id, account_id) or reaches_consenting(customer_id, scope_key)');
--> statement-breakpoint
call protect_table('portfolio_assignment_history', '(select viewer_bounds()) is not null and exists (
  select from customer as its where its.customer_id = portfolio_assignment_history.customer_id)');
--> statement-breakpoint
alter table account_party no force row level security;
--> statement-breakpoint
alter table party_account no force row level security;
--> statement-breakpoint
update party_account pa set recorded_at = ap.recorded_at
from account_party ap where ap.customer_id = pa.account_customer_id and ap.id = pa.id;
--> statement-breakpoint
alter table account_party force row level security;
--> statement-breakpoint
alter table party_account force row level security;
--> statement-breakpoint
create or replace function account_party_inserted() returns trigger
language plpgsql set search_path = public, pg_temp set enable_seqscan = off set enable_hashjoin = off
  set enable_mergejoin = off as $$
begin
  insert into party_account (customer_id, id, scope_key, account_customer_id, account_id, role, share_pct,
    product_category, valid_from, valid_to, recorded_at)
  select n.party_id, n.id, c.scope_key, n.customer_id, n.account_id, n.role, n.share_pct, p.category, n.valid_from,
    n.valid_to, n.recorded_at
  from new_rows n
  join account a on a.customer_id = n.customer_id and a.id = n.account_id
  join product p on p.id = a.product_id
  left join customer c on c.customer_id = n.party_id;
  insert into account_reach (customer_id, id, account_id, owner_id, scope_key, valid_from, valid_to)
  select n.customer_id, n.id, n.account_id, n.party_id, c.scope_key, n.valid_from, n.valid_to
  from new_rows n join customer c on c.customer_id = n.party_id
  where is_owner_role(n.role);
  update account a set shared = true
  from (
    select distinct n.customer_id, n.account_id from new_rows n join customer c on c.customer_id = n.party_id
    where is_owner_role(n.role) and n.party_id <> n.customer_id
  ) as joint
  where a.customer_id = joint.customer_id and a.id = joint.account_id and not a.shared;
  return null;
end
$$;
--> statement-breakpoint
create function recorded_anew() returns trigger
language plpgsql as $$
begin
  new.recorded_at := now();
  return new;
end
$$;
--> statement-breakpoint
create trigger party_relationship_recorded before update on party_relationship for each row
when ((old.label, old.inverse_label, old.directness, old.share_pct, old.share_min, old.share_max, old.evidence,
    old.valid_from, old.valid_to)
  is distinct from (new.label, new.inverse_label, new.directness, new.share_pct, new.share_min, new.share_max,
    new.evidence, new.valid_from, new.valid_to))
execute function recorded_anew();
--> statement-breakpoint
create trigger account_party_recorded before update on account_party for each row
when ((old.role, old.share_pct, old.valid_from, old.valid_to)
  is distinct from (new.role, new.share_pct, new.valid_from, new.valid_to))
execute function recorded_anew();
--> statement-breakpoint
create trigger party_account_recorded before update on party_account for each row
when ((old.role, old.share_pct, old.valid_from, old.valid_to)
  is distinct from (new.role, new.share_pct, new.valid_from, new.valid_to))
execute function recorded_anew();
--> statement-breakpoint
create trigger portfolio_assignment_recorded before update on portfolio_assignment for each row
when ((old.employee_id, old.role, old.valid_from, old.valid_to)
  is distinct from (new.employee_id, new.role, new.valid_from, new.valid_to))
execute function recorded_anew();
--> statement-breakpoint
-- The columns that a history has in common with its table, each behind a prefix.
create function history_columns(history text, prefix text default '') returns text
language sql stable set search_path = public, pg_temp as $$
  select string_agg(prefix || quote_ident(attname), ', ' order by attnum) from pg_attribute
  where attrelid = history::regclass and attnum > 0 and not attisdropped and attname <> 'recorded_to'
$$;
--> statement-breakpoint
-- A version lasts until the next one is recorded; one that was never seen outside its transaction is none. The full join
-- is never a nested loop, as long as no condition demands both sides.
create function keep_changed() returns trigger
language plpgsql set search_path = public, pg_temp as $$
declare
  history constant text := tg_table_name || '_history';
begin
  if exists (
    select from old_rows o full join new_rows n using (customer_id, id)
    where coalesce(o.recorded_at < n.recorded_at, false)
  ) then
    execute format('insert into %I (%s, recorded_to) select %s, n.recorded_at
      from old_rows o full join new_rows n using (customer_id, id)
      where coalesce(o.recorded_at < n.recorded_at, false)',
      history, history_columns(history), history_columns(history, 'o.'));
  end if;
  return null;
end
$$;
--> statement-breakpoint
create function keep_deleted() returns trigger
language plpgsql set search_path = public, pg_temp as $$
declare
  history constant text := tg_table_name || '_history';
begin
  if exists (select from old_rows where recorded_at < now()::timestamptz(3)) then
    execute format('insert into %I (%s, recorded_to) select %2$s, now() from old_rows
      where recorded_at < now()::timestamptz(3)', history, history_columns(history));
  end if;
  return null;
end
$$;
--> statement-breakpoint
do $$
declare
  name text;
begin
  foreach name in array array['party_relationship', 'account_party', 'party_account', 'portfolio_assignment'] loop
    execute format('create trigger %1$s_kept after update on %1$I
      referencing old table as old_rows new table as new_rows for each statement execute function keep_changed()', name);
    execute format('create trigger %1$s_kept_deleted after delete on %1$I
      referencing old table as old_rows for each statement execute function keep_deleted()', name);
  end loop;
end
$$;
--> statement-breakpoint
-- What was known of a party before it became a customer gets his place.
create function history_of_new_customer() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
  update party_relationship_history h set scope_key = n.scope_key from new_rows n where h.customer_id = n.customer_id;
  update party_account_history h set scope_key = n.scope_key from new_rows n where h.customer_id = n.customer_id;
  return null;
end
$$;
--> statement-breakpoint
create trigger history_of_new_customer after insert on customer
referencing new table as new_rows for each statement execute function history_of_new_customer();
--> statement-breakpoint
-- A stub is of today, in what was known before as well: an old name would tell that there was another.
create function history_party_renamed() returns trigger
language plpgsql set search_path = public, pg_temp as $$
declare
  renamed bigint[];
begin
  select array_agg(party_id) into renamed
  from old_rows o full join new_rows n using (party_id) where o.display_name is distinct from n.display_name;
  if renamed is not null then
    update party_relationship_history theirs set other_name_masked = mask_name(p.display_name)
    from party_relationship_history own join party p on p.party_id = own.customer_id
    where own.customer_id = any (renamed) and theirs.customer_id = own.other_party_id and theirs.id = own.id;
    update account_party_history theirs set party_name_masked = mask_name(p.display_name)
    from party_account_history own join party p on p.party_id = own.customer_id
    where own.customer_id = any (renamed) and theirs.customer_id = own.account_customer_id and theirs.id = own.id;
  end if;
  return null;
end
$$;
--> statement-breakpoint
create trigger history_party_renamed after update on party
referencing old table as old_rows new table as new_rows for each statement execute function history_party_renamed();
