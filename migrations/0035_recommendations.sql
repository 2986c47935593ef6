CREATE TABLE "product_demand" (
	"kind" text NOT NULL,
	"product_id" bigint NOT NULL,
	"holders" integer NOT NULL,
	"popularity" double precision NOT NULL,
	CONSTRAINT "product_demand_pk" PRIMARY KEY("kind","product_id")
);
--> statement-breakpoint
CREATE TABLE "product_likeness" (
	"held_id" bigint NOT NULL,
	"product_id" bigint NOT NULL,
	"common" integer NOT NULL,
	"cosine" double precision NOT NULL,
	CONSTRAINT "product_likeness_pk" PRIMARY KEY("held_id","product_id")
);
--> statement-breakpoint
CREATE TABLE "product_trait" (
	"product_id" bigint NOT NULL,
	"feature" text NOT NULL,
	"weight" double precision NOT NULL,
	"lift" double precision NOT NULL,
	CONSTRAINT "product_trait_pk" PRIMARY KEY("product_id","feature")
);
--> statement-breakpoint
CREATE TABLE "product_recommendation" (
	"customer_id" bigint NOT NULL,
	"as_of" date NOT NULL,
	"product_id" bigint NOT NULL,
	"id" bigint GENERATED ALWAYS AS ((customer_id << 16) + product_id) STORED NOT NULL,
	"scope_key" integer NOT NULL,
	"rules_version" text NOT NULL,
	"basis" text NOT NULL,
	"score" numeric(5, 4) NOT NULL,
	"collaborative" numeric(5, 4) NOT NULL,
	"content" numeric(5, 4) NOT NULL,
	"popularity" numeric(5, 4) NOT NULL,
	"rank" integer NOT NULL,
	"for_everybody" boolean NOT NULL,
	"reasons" text[] NOT NULL,
	"held_product_id" bigint,
	"feature" text,
	CONSTRAINT "product_recommendation_pk" PRIMARY KEY("customer_id","as_of","product_id"),
	CONSTRAINT "product_recommendation_id_check" CHECK ("product_recommendation"."product_id" between 0 and 65535),
	CONSTRAINT "product_recommendation_basis_check" CHECK ("product_recommendation"."basis" in ('HOLDINGS', 'PROFILE')),
	CONSTRAINT "product_recommendation_reasons_check" CHECK ("product_recommendation"."reasons" <@ array['HELD_TOGETHER', 'FITS_PROFILE', 'POPULAR']::text[]),
	CONSTRAINT "product_recommendation_held_check" CHECK ("product_recommendation"."basis" = 'HOLDINGS' or "product_recommendation"."held_product_id" is null)
);
--> statement-breakpoint
ALTER TABLE "product" ADD COLUMN "sold_until" date;--> statement-breakpoint
ALTER TABLE "product_recommendation" ADD CONSTRAINT "product_recommendation_product_fk" FOREIGN KEY ("product_id") REFERENCES "public"."product"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "product_recommendation" ADD CONSTRAINT "product_recommendation_held_fk" FOREIGN KEY ("held_product_id") REFERENCES "public"."product"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "product_recommendation" ADD CONSTRAINT "product_recommendation_customer_fk" FOREIGN KEY ("customer_id","scope_key") REFERENCES "public"."customer"("customer_id","scope_key") ON DELETE no action ON UPDATE cascade;--> statement-breakpoint
CREATE INDEX "product_recommendation_score_index" ON "product_recommendation" USING btree ("as_of","score","id");--> statement-breakpoint
CREATE INDEX "product_recommendation_product_index" ON "product_recommendation" USING btree ("product_id","as_of","score","id");--> statement-breakpoint
-- What follows is written by hand.
call protect_owned('product_recommendation');
--> statement-breakpoint
-- Figures over the whole bank, learnt for the run that is under way, and nobody's but the system login's.
alter table product_likeness set unlogged;
--> statement-breakpoint
alter table product_trait set unlogged;
--> statement-breakpoint
alter table product_demand set unlogged;
--> statement-breakpoint
revoke all on product_likeness, product_trait, product_demand from c360_app;
--> statement-breakpoint
-- Whoever takes back a consent is offered nothing from that moment on.
create function consent_taken_back() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
  delete from product_recommendation where customer_id = new.customer_id;
  return null;
end
$$;
--> statement-breakpoint
create trigger consent_taken_back after update of marketing_consent, profiling_consent on customer
for each row when (not (new.marketing_consent and new.profiling_consent)) execute function consent_taken_back();
