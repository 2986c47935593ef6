CREATE TABLE "measure_draft" (
	"customer_id" bigint PRIMARY KEY NOT NULL,
	"scope_key" integer NOT NULL,
	"peer_group" text NOT NULL,
	"aum" double precision NOT NULL,
	"deposit_adb" double precision NOT NULL,
	"loan_adb" double precision NOT NULL,
	"balance" double precision NOT NULL,
	"exposure" double precision NOT NULL,
	"deposit_margin" double precision NOT NULL,
	"loan_margin" double precision NOT NULL,
	"fees" double precision NOT NULL,
	"operating_cost" double precision NOT NULL,
	"expected_loss" double precision NOT NULL,
	"contribution" double precision NOT NULL,
	"economic_capital" double precision NOT NULL,
	"capital_charge" double precision NOT NULL,
	"margin_slope" double precision NOT NULL,
	"deposit_points" double precision NOT NULL,
	"wealth_total" double precision,
	"turnover" double precision NOT NULL,
	"transactions" integer NOT NULL,
	"active_months" integer NOT NULL,
	"deposit_months" integer NOT NULL,
	"loan_months" integer NOT NULL,
	"categories" integer NOT NULL,
	"products" integer NOT NULL,
	"tailored" integer NOT NULL,
	"grade" double precision,
	"days_past_due" integer NOT NULL,
	"five_class" integer NOT NULL,
	"completeness" double precision NOT NULL,
	"churn_reasons" text[] NOT NULL,
	"tenure" double precision,
	"wallet" double precision,
	"channels" double precision NOT NULL,
	"rarorac" double precision,
	"recency" double precision,
	"alive" double precision,
	"deposit_change" double precision NOT NULL,
	"loan_change" double precision NOT NULL
);
--> statement-breakpoint
CREATE TABLE "measure_slice" (
	"stage" text NOT NULL,
	"through" bigint NOT NULL,
	CONSTRAINT "measure_slice_pk" PRIMARY KEY("stage","through")
);
--> statement-breakpoint
CREATE TABLE "customer_measure" (
	"customer_id" bigint NOT NULL,
	"as_of" date NOT NULL,
	"id" bigint GENERATED ALWAYS AS ((customer_id << 16) + (as_of - '2000-01-01'::date)) STORED NOT NULL,
	"scope_key" integer NOT NULL,
	"rules_version" text NOT NULL,
	"peer_group" text NOT NULL,
	"currency" char(3) NOT NULL,
	"aum_minor" bigint NOT NULL,
	"deposit_adb_minor" bigint NOT NULL,
	"loan_adb_minor" bigint NOT NULL,
	"deposit_change_minor" bigint NOT NULL,
	"loan_change_minor" bigint NOT NULL,
	"exposure_minor" bigint NOT NULL,
	"deposit_margin_minor" bigint NOT NULL,
	"loan_margin_minor" bigint NOT NULL,
	"fees_minor" bigint NOT NULL,
	"operating_cost_minor" bigint NOT NULL,
	"expected_loss_minor" bigint NOT NULL,
	"contribution_minor" bigint NOT NULL,
	"economic_capital_minor" bigint NOT NULL,
	"eva_minor" bigint NOT NULL,
	"rarorac" numeric(14, 4),
	"lifetime_value_minor" bigint NOT NULL,
	"growth_value_minor" bigint NOT NULL,
	"potential_value_minor" bigint,
	"deposit_points" numeric(20, 2) NOT NULL,
	"p_alive" numeric(5, 4),
	"loyalty" numeric(6, 2),
	"quality" numeric(6, 2),
	"completeness" numeric(6, 2),
	"cross_holding_rate" numeric(6, 2) NOT NULL,
	"product_count" integer NOT NULL,
	"tenure_months" integer,
	"transactions_a_month" numeric(12, 2) NOT NULL,
	"risk_degree" smallint NOT NULL,
	"recency_score" smallint,
	"frequency_score" smallint,
	"monetary_score" smallint,
	"rfm_segment" text,
	"churn_score" integer NOT NULL,
	"churn_reasons" text[] NOT NULL,
	"customer_class" text NOT NULL,
	"class_rule" text NOT NULL,
	"value_tier" text NOT NULL,
	CONSTRAINT "customer_measure_pk" PRIMARY KEY("customer_id","as_of"),
	CONSTRAINT "customer_measure_customer_class_check" CHECK ("customer_measure"."customer_class" in ('SLEEPING', 'LOW_VALUE', 'VALUABLE', 'HIGH_VALUE_ADDED')),
	CONSTRAINT "customer_measure_rfm_segment_check" CHECK ("customer_measure"."rfm_segment" in ('CHAMPIONS', 'LOYAL', 'PROMISING', 'NEW', 'NEEDS_ATTENTION', 'AT_RISK', 'HIBERNATING')),
	CONSTRAINT "customer_measure_value_tier_check" CHECK ("customer_measure"."value_tier" in ('STANDARD', 'SILVER', 'GOLD', 'PLATINUM', 'PRIVATE')),
	CONSTRAINT "customer_measure_churn_reasons_check" CHECK ("customer_measure"."churn_reasons" <@ array['ACTIVITY_DROP', 'LOW_BALANCE', 'BALANCE_DROP', 'DORMANT_3_OF_6', 'DORMANT_6_OF_12', 'SALARY_STOPPED', 'NEW_UNDER_180_DAYS']::text[])
);
--> statement-breakpoint
CREATE TABLE "measure_run" (
	"as_of" date PRIMARY KEY NOT NULL,
	"rules_version" text NOT NULL,
	"customer_count" integer NOT NULL,
	"finished_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "peer_figure" (
	"as_of" date NOT NULL,
	"peer_group" text NOT NULL,
	"code" text NOT NULL,
	"members" integer NOT NULL,
	"average" double precision NOT NULL,
	"dominance" double precision NOT NULL,
	"bounds" double precision[] NOT NULL,
	CONSTRAINT "peer_figure_pk" PRIMARY KEY("as_of","peer_group","code")
);
--> statement-breakpoint
CREATE TABLE "peer_place" (
	"as_of" date NOT NULL,
	"peer_group" text NOT NULL,
	"members" integer NOT NULL,
	"keys" integer[] NOT NULL,
	"up_to" integer[] NOT NULL,
	CONSTRAINT "peer_place_pk" PRIMARY KEY("as_of","peer_group")
);
--> statement-breakpoint
CREATE TABLE "unit_measure" (
	"customer_id" bigint DEFAULT 0 NOT NULL,
	"org_unit_id" bigint NOT NULL,
	"kind" text NOT NULL,
	"scope_key" integer NOT NULL,
	"as_of" date NOT NULL,
	"currency" char(3) NOT NULL,
	"customers" integer NOT NULL,
	"depositors" integer NOT NULL,
	"borrowers" integer NOT NULL,
	"aum_minor" bigint NOT NULL,
	"deposit_adb_minor" bigint NOT NULL,
	"loan_adb_minor" bigint NOT NULL,
	"contribution_minor" bigint NOT NULL,
	"sleeping" integer NOT NULL,
	"low_value" integer NOT NULL,
	"valuable" integer NOT NULL,
	"high_value_added" integer NOT NULL,
	"products" bigint NOT NULL,
	"cross_holders" integer NOT NULL,
	"acquired" integer NOT NULL,
	"churned" integer NOT NULL,
	CONSTRAINT "unit_measure_pk" PRIMARY KEY("customer_id","org_unit_id","kind","as_of"),
	CONSTRAINT "unit_measure_kind_check" CHECK ("unit_measure"."kind" in ('INDIVIDUAL', 'CORPORATE', 'INSTITUTION'))
);
--> statement-breakpoint
CREATE TABLE "unit_month" (
	"customer_id" bigint DEFAULT 0 NOT NULL,
	"org_unit_id" bigint NOT NULL,
	"kind" text NOT NULL,
	"scope_key" integer NOT NULL,
	"as_of" date NOT NULL,
	"month" date NOT NULL,
	"currency" char(3) NOT NULL,
	"deposits_minor" bigint NOT NULL,
	"loans_minor" bigint NOT NULL,
	"depositors" integer NOT NULL,
	"borrowers" integer NOT NULL,
	CONSTRAINT "unit_month_pk" PRIMARY KEY("customer_id","org_unit_id","kind","as_of","month"),
	CONSTRAINT "unit_month_kind_check" CHECK ("unit_month"."kind" in ('INDIVIDUAL', 'CORPORATE', 'INSTITUTION'))
);
--> statement-breakpoint
ALTER TABLE "customer_measure" ADD CONSTRAINT "customer_measure_customer_fk" FOREIGN KEY ("customer_id","scope_key") REFERENCES "public"."customer"("customer_id","scope_key") ON DELETE no action ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "unit_measure" ADD CONSTRAINT "unit_measure_unit_fk" FOREIGN KEY ("org_unit_id") REFERENCES "public"."org_unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unit_month" ADD CONSTRAINT "unit_month_unit_fk" FOREIGN KEY ("org_unit_id") REFERENCES "public"."org_unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "customer_measure_scope_index" ON "customer_measure" USING btree ("as_of","scope_key");--> statement-breakpoint
CREATE INDEX "customer_measure_aum_index" ON "customer_measure" USING btree ("as_of","aum_minor","id");--> statement-breakpoint
CREATE INDEX "customer_measure_contribution_index" ON "customer_measure" USING btree ("as_of","contribution_minor","id");--> statement-breakpoint
CREATE INDEX "customer_measure_deposit_change_index" ON "customer_measure" USING btree ("as_of","deposit_change_minor","id");--> statement-breakpoint
CREATE INDEX "customer_measure_churn_index" ON "customer_measure" USING btree ("as_of","churn_score","id");--> statement-breakpoint
CREATE INDEX "unit_measure_scope_index" ON "unit_measure" USING btree ("as_of","scope_key");--> statement-breakpoint
CREATE INDEX "unit_month_as_of_index" ON "unit_month" USING btree ("as_of");--> statement-breakpoint
-- What follows is written by hand.
call protect_owned('customer_measure');
--> statement-breakpoint
-- Of a unit with all below it: who reaches its place reaches all of them.
call protect_owned('unit_measure');
--> statement-breakpoint
call protect_owned('unit_month');
--> statement-breakpoint
-- Sums on the way, worth nothing after a crash, and nobody's but the system login's.
alter table measure_draft set unlogged;
--> statement-breakpoint
alter table measure_slice set unlogged;
--> statement-breakpoint
revoke all on measure_draft, measure_slice from c360_app;
--> statement-breakpoint
-- Whether a figure of a peer group may be told: the group has ten members, and those out of the viewer's reach are none
-- or ten. Customers he reaches one by one are taken for members, whatever they are.
create function tells_peers(members integer, keys integer[], up_to integer[]) returns boolean
language sql stable parallel safe
return members >= 10 and (
  select within_bounds = members
    or members - within_bounds - (select count(*) from txid_snapshot_xip(viewer_customers())) >= 10
  from (
    select coalesce(sum(
      coalesce(up_to[width_bucket(high - 1, keys)], 0)
      - coalesce(up_to[width_bucket(low - 1, keys)], 0)), 0) as within_bounds
    from (
      select bounds[2 * n - 1] as low, bounds[2 * n] as high
      from (select viewer_bounds() as bounds) as viewer, generate_series(1, cardinality(viewer.bounds) / 2) as n
    ) as range
  ) as reached);
--> statement-breakpoint
-- Figures of a unit stand where the unit stands today.
create function unit_figures_moved() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
  update unit_measure set scope_key = scope_key_of(kind, new.lft) where org_unit_id = new.id;
  update unit_month set scope_key = scope_key_of(kind, new.lft) where org_unit_id = new.id;
  return null;
end
$$;
--> statement-breakpoint
create trigger unit_figures_moved after update on org_unit
for each row when (old.lft <> new.lft) execute function unit_figures_moved();
--> statement-breakpoint
-- Who fills tables keeps their statistics; before PostgreSQL 17 only their owner may.
do $$
begin
  if current_setting('server_version_num')::int >= 170000 then
    execute 'grant maintain on all tables in schema public to c360_system';
    execute 'alter default privileges in schema public grant maintain on tables to c360_system';
  end if;
end
$$;
