CREATE TABLE "audit_anchor" (
	"ledger" text NOT NULL,
	"number" bigint NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"chain" uuid NOT NULL,
	"seq" bigint NOT NULL,
	"hash" "bytea" NOT NULL,
	"previous_code" "bytea" NOT NULL,
	"code" "bytea" NOT NULL,
	CONSTRAINT "audit_anchor_pk" PRIMARY KEY("ledger","number"),
	CONSTRAINT "audit_anchor_entry_key" UNIQUE("chain","seq"),
	CONSTRAINT "audit_anchor_code_key" UNIQUE("code"),
	CONSTRAINT "audit_anchor_ledger_check" CHECK ("audit_anchor"."ledger" in ('ORDINARY', 'AML'))
);
--> statement-breakpoint
CREATE TABLE "audit_customer" (
	"customer_id" bigint NOT NULL,
	"chain" uuid NOT NULL,
	"seq" bigint NOT NULL,
	"ledger" text NOT NULL,
	CONSTRAINT "audit_customer_pk" PRIMARY KEY("customer_id","chain","seq")
);
--> statement-breakpoint
CREATE TABLE "audit_entry" (
	"ledger" text NOT NULL,
	"chain" uuid NOT NULL,
	"seq" bigint NOT NULL,
	"place" text GENERATED ALWAYS AS (chain::text || '/' || lpad(seq::text, 12, '0')) STORED NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"staff_number" text,
	"client_id" text,
	"request_id" text NOT NULL,
	"operation_name" text,
	"document_hash" text,
	"rights" text[] NOT NULL,
	"read_in_full" text[] NOT NULL,
	"read_masked" text[] NOT NULL,
	"withheld" text[] NOT NULL,
	"counted" text[] NOT NULL,
	"requested_ids" text[] NOT NULL,
	"customers" bigint[] NOT NULL,
	"outcome" text NOT NULL,
	"previous_hash" "bytea" NOT NULL,
	"hash" "bytea" NOT NULL,
	CONSTRAINT "audit_entry_pk" PRIMARY KEY("chain","seq"),
	CONSTRAINT "audit_entry_ledger_check" CHECK ("audit_entry"."ledger" in ('ORDINARY', 'AML'))
);
--> statement-breakpoint
CREATE INDEX "audit_entry_at_index" ON "audit_entry" USING btree ("at");--> statement-breakpoint
CREATE INDEX "audit_entry_staff_index" ON "audit_entry" USING btree ("staff_number","at");--> statement-breakpoint
CREATE INDEX "audit_entry_document_index" ON "audit_entry" USING btree ("document_hash","at");