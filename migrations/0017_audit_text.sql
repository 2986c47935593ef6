-- An entry is kept as the text that was hashed, with columns only for what it is searched by: half the work of writing.
-- Entries in the older form, which no release has written, are let go.
ALTER TABLE "audit_entry" DISABLE TRIGGER "audit_entry_stays";--> statement-breakpoint
ALTER TABLE "audit_anchor" DISABLE TRIGGER "audit_anchor_stays";--> statement-breakpoint
TRUNCATE "audit_entry", "audit_anchor";--> statement-breakpoint
ALTER TABLE "audit_entry" ENABLE TRIGGER "audit_entry_stays";--> statement-breakpoint
ALTER TABLE "audit_anchor" ENABLE TRIGGER "audit_anchor_stays";--> statement-breakpoint
DROP TABLE "audit_customer" CASCADE;--> statement-breakpoint
ALTER TABLE "audit_anchor" DROP CONSTRAINT "audit_anchor_entry_key";--> statement-breakpoint
ALTER TABLE "audit_anchor" DROP CONSTRAINT "audit_anchor_code_key";--> statement-breakpoint
ALTER TABLE "audit_entry" ADD COLUMN "entry" text NOT NULL;--> statement-breakpoint
CREATE INDEX "audit_entry_customers_index" ON "audit_entry" USING gin ("customers");--> statement-breakpoint
ALTER TABLE "audit_entry" DROP COLUMN "client_id";--> statement-breakpoint
ALTER TABLE "audit_entry" DROP COLUMN "request_id";--> statement-breakpoint
ALTER TABLE "audit_entry" DROP COLUMN "operation_name";--> statement-breakpoint
ALTER TABLE "audit_entry" DROP COLUMN "rights";--> statement-breakpoint
ALTER TABLE "audit_entry" DROP COLUMN "read_in_full";--> statement-breakpoint
ALTER TABLE "audit_entry" DROP COLUMN "read_masked";--> statement-breakpoint
ALTER TABLE "audit_entry" DROP COLUMN "withheld";--> statement-breakpoint
ALTER TABLE "audit_entry" DROP COLUMN "counted";--> statement-breakpoint
ALTER TABLE "audit_entry" DROP COLUMN "requested_ids";--> statement-breakpoint
ALTER TABLE "audit_entry" DROP COLUMN "outcome";--> statement-breakpoint
ALTER TABLE "audit_entry" DROP COLUMN "previous_hash";--> statement-breakpoint
-- Row security keeps the index on customers from being used, since its operator could tell of rows; so the owner looks.
create policy audit_entry_searched on audit_entry for select to c360_owner using (true);
--> statement-breakpoint
create function audit_places(customer bigint) returns table (chain uuid, seq bigint)
language sql stable security definer set search_path = public, pg_temp as $$
  select e.chain, e.seq from audit_entry e
  where (select viewer_ledgers()) is not null
    and e.customers @> array[customer] and e.ledger = any ((select viewer_ledgers())::text[])
$$;
--> statement-breakpoint
revoke execute on function audit_places(bigint) from public;
--> statement-breakpoint
grant execute on function audit_places(bigint) to c360_app;
