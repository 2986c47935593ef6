CREATE TABLE "risk_alert" (
	"customer_id" bigint NOT NULL,
	"id" bigint GENERATED ALWAYS AS ((hashtextextended(customer_id::text || ' ' || rule || ' ' || subject::text || ' ' || (opened_on - '2000-01-01'::date)::text || ' ' || level, 0) & 4503599627370495)) STORED NOT NULL,
	"public_id" text GENERATED ALWAYS AS (public_id('ral_', customer_id, (hashtextextended(customer_id::text || ' ' || rule || ' ' || subject::text || ' ' || (opened_on - '2000-01-01'::date)::text || ' ' || level, 0) & 4503599627370495))) STORED NOT NULL,
	"scope_key" integer NOT NULL,
	"rule" text NOT NULL,
	"subject" bigint NOT NULL,
	"level" text NOT NULL,
	"level_rank" smallint GENERATED ALWAYS AS (case level when 'RED' then 3 when 'ORANGE' then 2 else 1 end::smallint) STORED NOT NULL,
	"previous_level" text,
	"figure" text,
	"value" numeric(20, 4),
	"threshold" numeric(20, 4),
	"account_customer_id" bigint,
	"account_id" bigint,
	"transaction_id" bigint,
	"group_id" bigint,
	"relationship_id" bigint,
	"assessment_id" bigint,
	"cause_id" bigint,
	"since" date NOT NULL,
	"opened_on" date NOT NULL,
	"closed_on" date,
	"is_open" boolean GENERATED ALWAYS AS (closed_on is null) STORED NOT NULL,
	"rules_version" text NOT NULL,
	"as_of" date NOT NULL,
	CONSTRAINT "risk_alert_pk" PRIMARY KEY("customer_id","id"),
	CONSTRAINT "risk_alert_rule_check" CHECK ("risk_alert"."rule" in ('OVER_INDEBTEDNESS', 'PAST_DUE', 'GRADE_DOWNGRADE', 'COLLATERAL_DETERIORATION', 'CONTROLLER_CHANGE', 'GUARANTOR_DETERIORATION', 'CROSS_DEFAULT', 'CONCENTRATION', 'ABNORMAL_TRANSACTION')),
	CONSTRAINT "risk_alert_level_check" CHECK ("risk_alert"."level" in ('YELLOW', 'ORANGE', 'RED')),
	CONSTRAINT "risk_alert_previous_level_check" CHECK ("risk_alert"."previous_level" in ('YELLOW', 'ORANGE', 'RED')),
	CONSTRAINT "risk_alert_figure_check" CHECK ("risk_alert"."figure" in ('DEBT_TO_INCOME', 'DEBT_TO_ASSETS', 'UTILISATION', 'LENDING_PRODUCTS', 'DAYS_PAST_DUE', 'GRADE_STEPS', 'LOAN_TO_VALUE', 'TIMES_OF_USUAL')),
	CONSTRAINT "risk_alert_closed_check" CHECK ("risk_alert"."opened_on" <= "risk_alert"."closed_on"),
	CONSTRAINT "risk_alert_value_check" CHECK (num_nulls("risk_alert"."figure", "risk_alert"."value", "risk_alert"."threshold") in (0, 3))
);
--> statement-breakpoint
CREATE TABLE "risk_alert_run" (
	"rule" text PRIMARY KEY NOT NULL,
	"as_of" date NOT NULL,
	"rules_version" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "transaction_watch" (
	"rule" text PRIMARY KEY NOT NULL,
	"rules_version" text NOT NULL,
	"base_currency" char(3) NOT NULL,
	"time_zone" text NOT NULL,
	"kinds" text[] NOT NULL,
	"least_amount" double precision NOT NULL,
	"history_days" integer NOT NULL,
	"least_bookings" integer NOT NULL,
	"levels" double precision[] NOT NULL
);
--> statement-breakpoint
ALTER TABLE "risk_alert" ADD CONSTRAINT "risk_alert_customer_fk" FOREIGN KEY ("customer_id","scope_key") REFERENCES "public"."customer"("customer_id","scope_key") ON DELETE no action ON UPDATE cascade;--> statement-breakpoint
CREATE UNIQUE INDEX "risk_alert_open_key" ON "risk_alert" USING btree ("customer_id","rule","subject") WHERE closed_on is null;--> statement-breakpoint
CREATE INDEX "risk_alert_level_index" ON "risk_alert" USING btree ("level_rank","opened_on","id");--> statement-breakpoint
CREATE INDEX "risk_alert_scope_index" ON "risk_alert" USING btree ("scope_key");--> statement-breakpoint
-- What follows is written by hand.
call protect_owned('risk_alert');
--> statement-breakpoint
-- How far the rules have come is the system login's alone, as is by what transactions are looked at.
revoke all on risk_alert_run, transaction_watch from c360_app;
--> statement-breakpoint
-- Looks at transactions as they arrive: how many times the usual amount of the account in that direction each has. Few
-- are large enough to be looked at, and of those only the bookings before them are read.
create function transaction_watched() returns trigger
language plpgsql set search_path = public, pg_temp as $$
declare
  watch transaction_watch;
begin
  select * into watch from transaction_watch;
  if not found then
    return null;
  end if;
  insert into risk_alert (customer_id, scope_key, rule, subject, level, figure, value, threshold, account_customer_id, account_id,
    transaction_id, since, opened_on, rules_version, as_of)
  select customer_id, scope_key, watch.rule, id, (array['YELLOW', 'ORANGE', 'RED'])[least(rank + is_new::int, 3)], 'TIMES_OF_USUAL',
    times::numeric, watch.levels[rank]::numeric, customer_id, account_id, id, day, day, watch.rules_version, day
  from (
    select t.customer_id, t.scope_key, t.id, t.account_id, (t.booked_at at time zone watch.time_zone)::date as day,
      t.amount_minor / usual.mean as times, usual.is_new,
      (select count(*)::int from unnest(watch.levels) as mark where t.amount_minor / usual.mean >= mark) as rank
    from (
      select n.* from new_rows n
      join (
        select currency, watch.least_amount / (factor::float8 * money_text(1, watch.base_currency)::float8) as least
        from rates_into(watch.base_currency, (select max(booked_at)::date from new_rows))
      ) as w on w.currency = n.currency
      where n.amount_minor >= w.least and n.kind = any (watch.kinds)
    ) as t
    cross join lateral (
      select nullif(avg(b.amount_minor), 0)::float8 as mean, count(*) as bookings,
        t.counterparty_name is not null and coalesce(bool_and(b.counterparty_name is distinct from t.counterparty_name), true) as is_new
      from transaction b
      where b.customer_id = t.customer_id and b.account_id = t.account_id and b.direction = t.direction
        and b.booked_at < t.booked_at and b.booked_at >= t.booked_at - make_interval(days => watch.history_days)
    ) as usual
    where usual.bookings >= watch.least_bookings
  ) as looked_at
  where rank > 0
  order by customer_id, id
  on conflict do nothing;
  return null;
end
$$;
--> statement-breakpoint
create trigger transaction_watched after insert on transaction
referencing new table as new_rows for each statement execute function transaction_watched();
