CREATE TABLE "behaviour_rule" (
	"as_of" date NOT NULL,
	"code" text NOT NULL,
	"place" smallint NOT NULL,
	"text" text NOT NULL,
	"text_zh" text NOT NULL,
	"members" integer NOT NULL,
	"rate" double precision NOT NULL,
	"keys" integer[] NOT NULL,
	"up_to" integer[] NOT NULL,
	CONSTRAINT "behaviour_rule_pk" PRIMARY KEY("as_of","code","place")
);
--> statement-breakpoint
CREATE TABLE "behaviour_tree" (
	"as_of" date NOT NULL,
	"code" text NOT NULL,
	"behaviour" text NOT NULL,
	"category" text,
	"rules_version" text NOT NULL,
	"features_as_of" date NOT NULL,
	"trained_on" integer NOT NULL,
	"tested_on" integer NOT NULL,
	"rate" double precision NOT NULL,
	"accuracy" double precision NOT NULL,
	"auc" double precision,
	"factors" text[] NOT NULL,
	"factors_zh" text[] NOT NULL,
	"factor_shares" double precision[] NOT NULL,
	CONSTRAINT "behaviour_tree_pk" PRIMARY KEY("as_of","code"),
	CONSTRAINT "behaviour_tree_behaviour_check" CHECK ("behaviour_tree"."behaviour" in ('CHURN', 'TAKE_UP')),
	CONSTRAINT "behaviour_tree_category_check" CHECK ("behaviour_tree"."category" in ('DEPOSIT', 'LOAN', 'CARD', 'WEALTH', 'FUND', 'INSURANCE', 'PAYMENT', 'TRADE_FINANCE', 'CUSTODY', 'PAYROLL'))
);
--> statement-breakpoint
CREATE TABLE "customer_cluster" (
	"as_of" date NOT NULL,
	"code" text NOT NULL,
	"kind" text NOT NULL,
	"place" smallint NOT NULL,
	"rules_version" text NOT NULL,
	"name" text NOT NULL,
	"name_zh" text NOT NULL,
	"currency" char(3) NOT NULL,
	"centroid" double precision[] NOT NULL,
	"spread" double precision[] NOT NULL,
	"members" integer DEFAULT 0 NOT NULL,
	"averages" double precision[] DEFAULT '{}' NOT NULL,
	"dominance" double precision[] DEFAULT '{}' NOT NULL,
	"keys" integer[] DEFAULT '{}' NOT NULL,
	"up_to" integer[] DEFAULT '{}' NOT NULL,
	CONSTRAINT "customer_cluster_pk" PRIMARY KEY("as_of","code"),
	CONSTRAINT "customer_cluster_kind_check" CHECK ("customer_cluster"."kind" in ('INDIVIDUAL', 'CORPORATE', 'INSTITUTION'))
);
--> statement-breakpoint
ALTER TABLE "customer_measure" ADD COLUMN "cluster" text;